package io.github.mnistlab.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverAddressTest {
    private static final String VARIABLE = "SPARK_LOCAL_HOSTNAME";

    @Test
    void isTheOneFromWhichOneOfTheMastersIsReached() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String master = "spark://127.0.0.1:1,127.0.0.1:" + server.getLocalPort();
            assertThat(DriverAddress.variables(master, Map.of())).containsExactly(Map.entry(VARIABLE, "127.0.0.1"));
        }
    }

    @Test
    void unlessTheShellSaysAnother() throws IOException {
        for (String variable : new String[] {"SPARK_LOCAL_IP", VARIABLE}) {
            assertThat(DriverAddress.variables("local[2]", Map.of(variable, "10.0.0.1")))
                    .as(variable)
                    .isEmpty();
        }
    }

    @Test
    void withoutAStandaloneMasterTheChoiceIsSparks() throws IOException {
        assertThat(DriverAddress.variables("yarn", Map.of())).isEmpty();
        assertThat(DriverAddress.variables("k8s://https://127.0.0.1:1", Map.of()))
                .isEmpty();
        assertThat(DriverAddress.variables("local[2]", Map.of()))
                .as("the driver is the executor")
                .containsExactly(Map.entry(VARIABLE, "127.0.0.1"));
    }

    @Test
    void mastersThatDoNotAnswerAreNamedEachWithTheReason() {
        assertThatIOException()
                .isThrownBy(() -> DriverAddress.variables("spark://127.0.0.1:1,somewhere", Map.of()))
                .withMessageStartingWith("no master answers at spark://127.0.0.1:1,somewhere (127.0.0.1:1: ")
                .withMessageContaining("; somewhere: ");
    }
}
