package io.github.mnistlab.maven.workers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.lab.LabException;
import java.nio.file.Path;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.junit.jupiter.api.Test;

class CudaDriverTest {
    private static final Artifact CUDA = new DefaultArtifact("org.nd4j:nd4j-cuda-11.6:jar:linux-x86_64:1.0.0-M2.1");

    @Test
    void aBuildForGraphicsCardsIsRefusedWhereThereIsNoDriver() {
        assertThatThrownBy(() -> CudaDriver.requireFor(CUDA, file -> false))
                .isInstanceOf(LabException.Library.class)
                .hasMessageContaining("nd4j-cuda-11.6")
                .hasMessageContaining("/proc/driver/nvidia/version")
                .hasMessageContaining("Nothing was downloaded");
    }

    @Test
    void itIsTakenWhereThereIsOne() {
        assertThatCode(() -> CudaDriver.requireFor(CUDA, Path.of("/dev/dxg")::equals))
                .doesNotThrowAnyException();
    }

    @Test
    void otherBackendsNeedNone() {
        Artifact cpu = new DefaultArtifact("org.nd4j:nd4j-native-preset:1.0.0-M2.1");

        assertThatCode(() -> CudaDriver.requireFor(cpu, file -> false)).doesNotThrowAnyException();
    }
}
