package io.github.mnistlab.worker.cluster;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The address by which executors find the driver. Spark's own choice is this machine's name, which executors often cannot
 * resolve, or an address of any of its networks; and where the name leads to no address, Spark does not even load.
 */
final class DriverAddress {
    private static final String STANDALONE = "spark://";
    private static final String LOCAL = "local";
    private static final String VARIABLE = "SPARK_LOCAL_HOSTNAME";
    private static final int PATIENCE_MILLIS = 5_000;

    private DriverAddress() {}

    /**
     * Chooses the address from which a standalone master is reached; Spark finds it in the environment. With other masters,
     * and where the way there is one of IPv6, the choice is Spark's.
     *
     * @param master as Spark takes it
     * @param shell this process's environment, in which a user may have said another address
     * @return variables of the driver's process
     * @throws IOException if a standalone master does not answer, for which Spark would wait for a minute
     */
    static Map<String, String> variables(String master, Map<String, String> shell) throws IOException {
        Optional<InetAddress> towardsMaster = towards(master);
        if (shell.containsKey(VARIABLE) || shell.containsKey("SPARK_LOCAL_IP")) {
            return Map.of();
        }
        return towardsMaster
                .filter(address -> address instanceof Inet4Address)
                .map(address -> Map.of(VARIABLE, address.getHostAddress()))
                .orElse(Map.of());
    }

    private static Optional<InetAddress> towards(String master) throws IOException {
        if (master.startsWith(LOCAL)) {
            return Optional.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        }
        if (!master.startsWith(STANDALONE)) {
            return Optional.empty();
        }
        List<String> failures = new ArrayList<>();
        for (String address : master.substring(STANDALONE.length()).split(",", -1)) {
            int colon = address.lastIndexOf(':');
            try (Socket socket = new Socket()) {
                int port = Integer.parseInt(address.substring(colon + 1));
                socket.connect(new InetSocketAddress(address.substring(0, Math.max(0, colon)), port), PATIENCE_MILLIS);
                return Optional.of(socket.getLocalAddress());
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + e.getMessage());
            }
        }
        throw new IOException("no master answers at " + master + " (" + String.join("; ", failures) + ")");
    }
}
