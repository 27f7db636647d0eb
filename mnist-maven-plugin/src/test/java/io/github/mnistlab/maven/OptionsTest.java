package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ModelFormat;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void readsInWhichFormsToKeepThem() throws Exception {
        assertThat(Options.modelFormats(List.of("deeplearning4j", " onnx")))
                .containsExactly(ModelFormat.DEEPLEARNING4J, ModelFormat.ONNX);
        assertThat(Options.modelFormats(List.of("onnx"))).containsExactly(ModelFormat.ONNX);
        assertThatThrownBy(() -> Options.modelFormats(List.of("onnx", "h5")))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("mnist.modelFormats must be deeplearning4j, onnx or both, but is 'onnx,h5'.");
    }

    @ParameterizedTest
    @CsvSource({"512m, 536870912", "2g, 2147483648", "2G, 2147483648", "100000k, 102400000"})
    void takesMemoryAsTheJvmDoes(String memory, long bytes) throws MojoExecutionException {
        assertThat(Options.bytes("mnist.workerMemory", memory)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0g", "2", "2 g", "-1g", "2g -Dx=y"})
    void refusesMemoryThatTheJvmWouldNotTake(String memory) {
        assertThatThrownBy(() -> Options.bytes("mnist.workerMemory", memory))
                .hasMessageContaining("mnist.workerMemory must be a number with k, m or g");
    }

    @Test
    void optionsOfTheJvmAreWordsThatBlanksSeparate() throws MojoExecutionException {
        assertThat(words(" -Xmx3g  -Da=b ")).containsExactly("-Xmx3g", "-Da=b");
        assertThat(words(" ")).isEmpty();
        assertThat(words(null)).isEmpty();
    }

    @Test
    void quotesKeepBlanksTogetherAndAreTakenAway() throws MojoExecutionException {
        assertThat(words("-Da=\"b c\" '-Dd=e \"f\"' -Dg='' \"\" -Dh=C:\\x"))
                .containsExactly("-Da=b c", "-Dd=e \"f\"", "-Dg=", "", "-Dh=C:\\x");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() {
        assertThatThrownBy(() -> words("-Da=\"b c"))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("mnist.argLine has a \" that is not closed; close it, or put it into the other quotes.");
    }

    private static List<String> words(String text) throws MojoExecutionException {
        return Options.words("mnist.argLine", text);
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> Options.requireAll(List.of(
                        () -> Options.requireNotNegative("mnist.workers", -1),
                        () -> Options.requireNotNegative("mnist.timeout", 0),
                        () -> Options.bytes("mnist.workerMemory", "much"))))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessage("mnist.workers must be 0 or more, but is -1.\n"
                        + "mnist.workerMemory must be a number with k, m or g, such as 2g, but is 'much'.");
    }
}
