package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.master.Master$;
import org.apache.spark.rpc.RpcEnv;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real master, which has no workers. */
class StandaloneMastersTest {
    private static final String HOST = "127.0.0.1";

    private int port;
    private RpcEnv master;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        master = start();
    }

    @AfterEach
    void stop() {
        master.shutdown();
        master.awaitTermination();
    }

    @Test
    void oneThatWasStartedAnewHasForgottenTheApplication() {
        String address = "spark://" + HOST + ":" + port;
        SparkConf conf = conf().setMaster(address).setAppName("remembered");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            String application = spark.sc().applicationId();
            StandaloneMasters masters = new StandaloneMasters(spark.env().rpcEnv(), address);
            assertThat(masters.memoryOf(application)).isEqualTo(StandaloneMasters.Memory.KNOWN);

            stop();
            assertThat(masters.memoryOf(application)).isEqualTo(StandaloneMasters.Memory.UNKNOWN);

            master = start();
            assertThat(masters.memoryOf(application)).isEqualTo(StandaloneMasters.Memory.FORGOTTEN);
        }
    }

    private RpcEnv start() {
        return Master$.MODULE$.startRpcEnvAndEndpoint(HOST, port, 0, conf())._1();
    }

    private static SparkConf conf() {
        return new SparkConf(false)
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", HOST)
                .set("spark.driver.bindAddress", HOST);
    }
}
