package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {
    private static final String[] SKYLAKE_X = {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"};

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

    @Test
    void choosesKernelsByWhatTheProcessorCanDo() {
        assertThat(kernels("linux-x86_64", "avx2", "fma"))
                .returns("linux-x86_64-avx2", NativeKernels::backend)
                .extracting(NativeKernels::environment)
                .satisfies(environment -> assertThat(environment).containsEntry("OPENBLAS_CORETYPE", "HASWELL"));
        assertThat(kernels("linux-x86_64", concat(SKYLAKE_X, "avx2", "fma")).environment())
                .containsEntry("OPENBLAS_CORETYPE", "SKYLAKEX")
                .containsEntry("OPENBLAS_NUM_THREADS", "1")
                .containsEntry("OMP_NUM_THREADS", "1");
        assertThat(kernels("linux-x86_64").backend()).isEqualTo("linux-x86_64");
        assertThat(kernels("linux-x86_64").environment()).doesNotContainKey("OPENBLAS_CORETYPE");
        assertThat(kernels("macosx-arm64", "asimd").backend()).isEqualTo("macosx-arm64");
    }

    @Test
    void whatAUserSetsWins() {
        NativeKernels kernels = kernels("linux-x86_64", "avx2", "fma")
                .withBackend("linux-x86_64")
                .withEnvironment(Map.of("OPENBLAS_CORETYPE", "NEHALEM", "OTHER", "x"));
        assertThat(kernels.backend()).isEqualTo("linux-x86_64");
        assertThat(kernels.environment())
                .containsEntry("OPENBLAS_CORETYPE", "NEHALEM")
                .containsEntry("OTHER", "x")
                .containsEntry("OMP_NUM_THREADS", "1");
    }

    private static NativeKernels kernels(String platform, String... features) {
        return NativeKernels.fastestFor(new Processor(platform, "any", Set.of(features)));
    }

    private static String[] concat(String[] first, String... second) {
        return java.util.stream.Stream.of(first, second)
                .flatMap(java.util.stream.Stream::of)
                .toArray(String[]::new);
    }
}
