package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class DriverAddressTest {
    private static final String HOST = "spark.driver.host";
    private static final byte[] OVER_IPV4 = {10, 77, 0, 2};
    private static final byte[] OVER_IPV6 = new byte[16];

    @Test
    void isTheOneFromWhichTheMasterWasReached() throws UnknownHostException {
        assertThat(set(new SparkConf(false), OVER_IPV4, Map.of()).get(HOST)).isEqualTo("10.77.0.2");
    }

    @Test
    void unlessAUserHasSaidAnother() throws UnknownHostException {
        SparkConf said = new SparkConf(false).set(HOST, "driver.example");
        assertThat(set(said, OVER_IPV4, Map.of()).get(HOST)).isEqualTo("driver.example");
    }

    @Test
    void orTheShellHas() throws UnknownHostException {
        for (String variable : new String[] {"SPARK_LOCAL_IP", "SPARK_LOCAL_HOSTNAME"}) {
            assertThat(set(new SparkConf(false), OVER_IPV4, Map.of(variable, "10.0.0.1"))
                            .contains(HOST))
                    .as(variable)
                    .isFalse();
        }
    }

    @Test
    void thoseOfIpv6AreLeftToSpark() throws UnknownHostException {
        assertThat(set(new SparkConf(false), OVER_IPV6, Map.of()).contains(HOST))
                .isFalse();
    }

    private static SparkConf set(SparkConf conf, byte[] address, Map<String, String> environment)
            throws UnknownHostException {
        DriverAddress.setUnlessSaid(conf, InetAddress.getByAddress(address), environment);
        return conf;
    }
}
