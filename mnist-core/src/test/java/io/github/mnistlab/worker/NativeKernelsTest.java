package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.model.Processor;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeKernelsTest {
    private static final String[] SKYLAKE_X = {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"};

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

    @Test
    void portableKernelsAreTheSameOnEveryProcessorThatHasThem() {
        NativeKernels portable = portable("linux-x86_64", "avx2", "fma");

        assertThat(portable).isEqualTo(kernels("linux-x86_64", "avx2", "fma"));
        assertThat(portable("linux-x86_64", concat(SKYLAKE_X, "avx2", "fma"))).isEqualTo(portable);
    }

    @Test
    void portableKernelsAreRefusedWhereTheProcessorLacksThem() {
        assertThatThrownBy(() -> portable("macosx-arm64", "asimd"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("reproducibility: portable")
                .hasMessageContaining("macosx-arm64 (any)");
        assertThatThrownBy(() -> portable("linux-x86_64", "avx2")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static NativeKernels portable(String platform, String... features) {
        return NativeKernels.portableOn(new Processor(platform, "any", Set.of(features)));
    }

    private static NativeKernels kernels(String platform, String... features) {
        return NativeKernels.fastestFor(new Processor(platform, "any", Set.of(features)));
    }

    private static String[] concat(String[] first, String... second) {
        return Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new);
    }
}
