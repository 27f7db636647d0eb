package io.github.mnistlab.spark;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;

/** Where executors find the driver. */
final class DriverAddress {
    private static final String HOST = "spark.driver.host";

    /** By these Spark is told which of a machine's addresses to use. */
    private static final List<String> VARIABLES = List.of("SPARK_LOCAL_IP", "SPARK_LOCAL_HOSTNAME");

    private DriverAddress() {}

    /**
     * Chooses the address from which the master was reached, unless a user has said another one. Spark's own choice is this
     * machine's name, which executors often cannot resolve, or an address of any of its networks. For one of IPv6, which
     * standalone clusters have by their own settings alone, it is left to Spark.
     *
     * @param towardsMaster this machine's address on the way to the master
     * @param environment the process's
     */
    static void setUnlessSaid(SparkConf conf, InetAddress towardsMaster, Map<String, String> environment) {
        if (towardsMaster instanceof Inet4Address && VARIABLES.stream().noneMatch(environment::containsKey)) {
            conf.setIfMissing(HOST, towardsMaster.getHostAddress());
        }
    }
}
