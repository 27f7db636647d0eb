package io.github.mnistlab.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, x86_64, macosx-x86_64",
        "Mac OS X, aarch64, macosx-arm64",
        "Windows 11, amd64, windows-x86_64",
        "Linux, ppc64le, linux-ppc64le"
    })
    void namesPlatformsAsJavaCppDoes(String osName, String osArch, String platform) {
        assertThat(Processor.platform(osName, osArch)).isEqualTo(platform);
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, linux-x86_64",
        "linux-x86_64-avx2, linux-x86_64",
        "linux-x86_64-onednn-avx2, linux-x86_64",
        "macosx-arm64, macosx-arm64"
    })
    void knowsThePlatformOfABuild(String classifier, String platform) {
        assertThat(Processor.platformOf(classifier)).isEqualTo(platform);
    }

    @Test
    void readsTheFirstProcessorOfCpuinfo() {
        Processor processor = Processor.fromCpuinfo("linux-x86_64", """
                processor\t: 0
                model\t\t: 17
                model name\t: Some CPU @ 3.00GHz
                flags\t\t: fpu sse2 avx2 fma

                processor\t: 1
                model name\t: Other
                flags\t\t: fpu
                """);
        assertThat(processor.model()).isEqualTo("Some CPU @ 3.00GHz");
        assertThat(processor.has("avx2", "fma")).isTrue();
        assertThat(processor.has("avx2", "avx512f")).isFalse();
    }

    @Test
    void readsArmToo() {
        Processor processor = Processor.fromCpuinfo("linux-arm64", "processor\t: 0\nFeatures\t: fp asimd sve\n");
        assertThat(processor.model()).isEqualTo("unknown");
        assertThat(processor.has("asimd")).isTrue();
    }

    /** Where the system tells its features, those of the virtual machine must be among them. */
    @Test
    void theVirtualMachineKnowsSomeOfThemEverywhere() {
        Processor here = Processor.detect();

        assertThat(here.features()).containsAll(Processor.featuresOfJvm());
        assertThat(Processor.featuresOfJvm().contains("avx2"))
                .isEqualTo(here.platform().endsWith("-x86_64") && here.has("avx2"));
        assertThat(Processor.featuresOfJvm().contains("fma"))
                .isEqualTo(here.platform().endsWith("-x86_64") && here.has("fma"));
    }
}
