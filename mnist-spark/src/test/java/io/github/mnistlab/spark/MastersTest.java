package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class MastersTest {
    @Test
    void oneThatAnswersIsEnough() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Masters.requireReachable(master("spark://127.0.0.1:1,127.0.0.1:" + server.getLocalPort())))
                    .as("this machine's address on the way there")
                    .contains(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        }
    }

    @Test
    void oneThatDoesNotAnswerIsNamedWithTheReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masters.requireReachable(master("spark://127.0.0.1:1")))
                .withMessageStartingWith("no master answers at spark://127.0.0.1:1 (127.0.0.1:1: ");
    }

    @Test
    void addressesWithoutAPortAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masters.requireReachable(master("spark://somewhere")))
                .withMessageContaining("spark://host:port");
    }

    @Test
    void othersAreLeftToSpark() {
        assertThat(Masters.requireReachable(master("local[2]"))).isEmpty();
        assertThat(Masters.requireReachable(master("k8s://https://127.0.0.1:1")))
                .isEmpty();
    }

    @Test
    void yarnsResourceManagerIsAskedForWhereHadoopSaysThatItIs() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String there = "127.0.0.1:" + server.getLocalPort();
            assertThat(Masters.requireReachable(yarn("yarn.resourcemanager.address", there)))
                    .isEmpty();
            Masters.requireReachable(yarn(
                    "yarn.resourcemanager.ha.enabled", "true",
                    "yarn.resourcemanager.ha.rm-ids", "first, second",
                    "yarn.resourcemanager.address.first", "127.0.0.1:1",
                    "yarn.resourcemanager.address.second", there));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masters.requireReachable(yarn("yarn.resourcemanager.address", "127.0.0.1:1")))
                .withMessageStartingWith("no ResourceManager answers that yarn-site.xml names (127.0.0.1:1: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Masters.requireReachable(yarn(
                        "yarn.resourcemanager.ha.enabled", "true",
                        "yarn.resourcemanager.ha.rm-ids", "first,second",
                        "yarn.resourcemanager.hostname.first", "there.invalid",
                        "yarn.resourcemanager.address.second", "127.0.0.1:1")))
                .withMessageContainingAll("there.invalid:8032: ", "127.0.0.1:1: ");
    }

    private static SparkConf master(String master) {
        return new SparkConf(false).setMaster(master);
    }

    private static SparkConf yarn(String... settings) {
        SparkConf conf = master("yarn");
        for (int i = 0; i < settings.length; i += 2) {
            conf.set("spark.hadoop." + settings[i], settings[i + 1]);
        }
        return conf;
    }
}
