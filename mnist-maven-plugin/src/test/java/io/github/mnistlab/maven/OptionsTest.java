package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.KeepModels;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void readsWhichModelsToKeep() throws Exception {
        assertThat(Options.keepModels("all")).isEqualTo(KeepModels.ALL);
        assertThat(Options.keepModels(" none ")).isEqualTo(KeepModels.NONE);
        assertThatThrownBy(() -> Options.keepModels("worst"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("mnist.keepModels must be one of all, best, none, but is 'worst'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"512m", "2g", "2G", "100000k"})
    void takesMemoryAsTheJvmDoes(String memory) {
        assertThatCode(() -> Options.requireMemory("mnist.workerMemory", memory))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0g", "2", "2 g", "-1g", "2g -Dx=y"})
    void refusesMemoryThatTheJvmWouldNotTake(String memory) {
        assertThatThrownBy(() -> Options.requireMemory("mnist.workerMemory", memory))
                .hasMessageContaining("mnist.workerMemory must be a number with k, m or g");
    }

    @Test
    void aNamedBackendComesInPlaceOfTheProcessorsOwn() {
        assertThat(Options.kernels(" linux-x86_64 ").backend()).isEqualTo("linux-x86_64");
        assertThat(Options.kernels("").backend())
                .isEqualTo(Options.kernels(null).backend())
                .isNotBlank();
    }

    @Test
    void aUsersJvmOptionsComeLast() {
        assertThat(WorkerJvm.options("1g", Path.of("cache"), " -Xmx3g  -Da=b "))
                .startsWith("-Xmx1g")
                .endsWith("-Xmx3g", "-Da=b");
        assertThat(WorkerJvm.options("1g", Path.of("cache"), null)).noneMatch(String::isBlank);
    }
}
