package io.github.mnistlab.spark;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.net.NetUtils;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.rpc.RpcAddress;

/** Addresses of masters. */
final class Masters {
    private static final String STANDALONE = "spark://";
    private static final String YARN = "yarn";
    private static final String KUBERNETES = "k8s://";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d{1,5})");
    private static final int PATIENCE_MILLIS = 5_000;

    private Masters() {}

    static boolean isStandalone(String master) {
        return master.startsWith(STANDALONE);
    }

    /** Whether runs are executed in the driver. */
    static boolean isLocal(String master) {
        return master.equals("local") || master.startsWith("local[");
    }

    static boolean isYarn(String master) {
        return master.equals(YARN);
    }

    static boolean isKubernetes(String master) {
        return master.startsWith(KUBERNETES);
    }

    /** Whether an application asks it for executors, where others give all that they have. */
    static boolean startsExecutors(String master) {
        return isYarn(master) || isKubernetes(master);
    }

    /**
     * Those of a standalone cluster, which may have others for the case that one is lost.
     *
     * @throws IllegalArgumentException if one is not a host and a port
     */
    static List<RpcAddress> addresses(String master) {
        List<RpcAddress> addresses = new ArrayList<>();
        for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
            Matcher matcher = HOST_AND_PORT.matcher(address);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("a standalone master is spark://host:port, but this is " + master);
            }
            addresses.add(new RpcAddress(matcher.group(1), Integer.parseInt(matcher.group(2))));
        }
        return addresses;
    }

    /**
     * Refuses a standalone master or a ResourceManager of YARN's that does not answer, for which Spark itself would wait for
     * a minute or Hadoop for a quarter of an hour. Others are left to Spark.
     *
     * @param conf names the master, and perhaps where YARN is
     * @return this machine's address on the way to a standalone master; empty for others
     * @throws IllegalArgumentException if none of the addresses answers
     */
    static Optional<InetAddress> requireReachable(SparkConf conf) {
        String master = conf.get("spark.master");
        if (isYarn(master)) {
            Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
            requireOneOf(
                    ResourceManagers.addresses(hadoop),
                    NetUtils.getDefaultSocketFactory(hadoop),
                    "no ResourceManager answers that yarn-site.xml names");
        } else if (isStandalone(master)) {
            return Optional.of(requireOneOf(
                    addresses(master).stream().map(RpcAddress::hostPort).toList(),
                    SocketFactory.getDefault(),
                    "no master answers at " + master));
        }
        return Optional.empty();
    }

    private static InetAddress requireOneOf(List<String> addresses, SocketFactory sockets, String failure) {
        List<String> failures = new ArrayList<>();
        for (String address : addresses) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = sockets.createSocket()) {
                int port = Integer.parseInt(address.substring(colon + 1));
                socket.connect(new InetSocketAddress(address.substring(0, colon), port), PATIENCE_MILLIS);
                return socket.getLocalAddress();
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + e.getMessage());
            }
        }
        throw new IllegalArgumentException(failure + " (" + String.join("; ", failures) + ")");
    }
}
