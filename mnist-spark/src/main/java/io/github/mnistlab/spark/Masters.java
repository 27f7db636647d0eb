package io.github.mnistlab.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.rpc.RpcAddress;

/** Addresses of masters. */
final class Masters {
    private static final String STANDALONE = "spark://";
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
     * Refuses a standalone master that does not answer, for which Spark itself would wait for a minute. Others are left to
     * Spark.
     *
     * @throws IllegalArgumentException if none of the addresses answers
     */
    static void requireReachable(String master) {
        if (!isStandalone(master)) {
            return;
        }
        List<String> failures = new ArrayList<>();
        for (RpcAddress address : addresses(master)) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.host(), address.port()), PATIENCE_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + e.getMessage());
            }
        }
        throw new IllegalArgumentException("no master answers at " + master + " (" + String.join("; ", failures) + ")");
    }
}
