package io.github.mnistlab.spark;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/** Where executors find the driver. */
final class DriverAddress {
    private static final String HOST = "spark.driver.host";

    /** By these Spark is told which of a machine's addresses to use. */
    private static final List<String> VARIABLES = List.of("SPARK_LOCAL_IP", "SPARK_LOCAL_HOSTNAME");

    private static final String LOOPBACK = "127.0.0.1";

    private DriverAddress() {}

    /**
     * Gives this machine a name that serves where its own leads to no address: Spark asks for that one's while it loads its
     * first settings, and cannot be loaded any more when it gets none. Before there is any {@link SparkConf}.
     *
     * @param said a user's settings
     * @throws IllegalArgumentException if executors elsewhere could not find the driver by it
     */
    static void nameThisMachine(String master, Map<String, String> said, Map<String, String> environment) {
        if (VARIABLES.stream().anyMatch(environment::containsKey)) {
            return;
        }
        try {
            InetAddress.getLocalHost();
        } catch (UnknownHostException e) {
            // Of a standalone master the way there says later, and better, where the driver is.
            boolean needed = !Masters.isLocal(master) && !Masters.isStandalone(master);
            if (needed && !said.containsKey(HOST)) {
                throw new IllegalArgumentException("this machine's own name leads to no address (" + e.getMessage()
                        + "), so that executors would not find the driver: say by -D" + HOST
                        + " under which one they reach this machine");
            }
            Utils.setCustomHostname(said.getOrDefault(HOST, LOOPBACK));
        }
    }

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
