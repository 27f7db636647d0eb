package io.github.mnistlab.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of masters. */
final class Masters {
    private static final String STANDALONE = "spark://";
    private static final String YARN = "yarn";
    private static final String KUBERNETES = "k8s://";
    private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d{1,5})");
    private static final int PATIENCE_MILLIS = 5_000;

    private Masters() {}

    static boolean isYarn(String master) {
        return master.equals(YARN);
    }

    /** Whether an application asks it for executors, where others give all that they have. */
    static boolean startsExecutors(String master) {
        return isYarn(master) || master.startsWith(KUBERNETES);
    }

    /**
     * Refuses a standalone master that does not answer, for which Spark itself would wait for a minute. Others are left to
     * Spark.
     *
     * @throws IllegalArgumentException if none of the addresses answers
     */
    static void requireReachable(String master) {
        if (!master.startsWith(STANDALONE)) {
            return;
        }
        List<String> failures = new ArrayList<>();
        for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
            Matcher matcher = HOST_AND_PORT.matcher(address);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("a standalone master is spark://host:port, but this is " + master);
            }
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2))), PATIENCE_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + e.getMessage());
            }
        }
        throw new IllegalArgumentException("no master answers at " + master + " (" + String.join("; ", failures) + ")");
    }
}
