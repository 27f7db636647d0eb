package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.DataException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutorEnvironmentTest {
    private static final Map<String, String> WANTED =
            Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_CORETYPE", "HASWELL", "OMP_WAIT_POLICY", "PASSIVE");

    @Test
    void whatHasNothingToDoWithKernelsMayBeThere() {
        ExecutorEnvironment.require(
                Map.of("OMP_NUM_THREADS", "1"),
                Map.of("OMP_NUM_THREADS", "1", "PATH", "/bin", "JAVA_TOOL_OPTIONS", "-Xss1m", "SPARK_HOME", "/spark"));
    }

    @Test
    void allDifferencesAreToldAtOnce() {
        Map<String, String> here = Map.of(
                "OMP_NUM_THREADS", "16", "OMP_WAIT_POLICY", "PASSIVE", "MKL_CBWR", "AVX2", "omp_schedule", "dynamic");
        assertThatThrownBy(() -> ExecutorEnvironment.require(WANTED, here))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(
                        "OMP_NUM_THREADS must be 1, but is 16",
                        "OPENBLAS_CORETYPE must be HASWELL, but is not set",
                        "MKL_CBWR must not be set, but is AVX2",
                        "omp_schedule must not be set, but is dynamic",
                        "environmentVariables")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("WAIT_POLICY"));
    }
}
