package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class MastersTest {
    @Test
    void oneThatAnswersIsEnough() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Masters.requireReachable("spark://127.0.0.1:1,127.0.0.1:" + server.getLocalPort());
        }
    }

    @Test
    void oneThatDoesNotAnswerIsNamedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masters.requireReachable("spark://127.0.0.1:1"))
                .withMessageStartingWith("no master answers at spark://127.0.0.1:1 (127.0.0.1:1: ");
    }

    @Test
    void addressesWithoutAPortAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masters.requireReachable("spark://somewhere"))
                .withMessageContaining("spark://host:port");
    }

    @Test
    void othersAreLeftToSpark() {
        Masters.requireReachable("local[2]");
        Masters.requireReachable("yarn");
    }
}
