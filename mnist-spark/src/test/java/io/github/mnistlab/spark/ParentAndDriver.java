package io.github.mnistlab.spark;

import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.cluster.ClusterOrder;
import io.github.mnistlab.worker.cluster.ClusterReport;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Both ends of what a driver and its parent speak over, in one process. */
final class ParentAndDriver implements Closeable {
    private final MessageChannel<ClusterOrder, ClusterReport> driver;
    private final MessageChannel<ClusterReport, ClusterOrder> parent;

    ParentAndDriver() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            driver = new MessageChannel<>(
                    new Socket(server.getInetAddress(), server.getLocalPort()),
                    ClusterOrder.class,
                    ClusterReport.class);
            parent = new MessageChannel<>(server.accept(), ClusterReport.class, ClusterOrder.class);
        }
    }

    MessageChannel<ClusterOrder, ClusterReport> driver() {
        return driver;
    }

    /** What the parent hears next. */
    ClusterReport heard() throws IOException {
        return parent.read().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        driver.close();
        parent.close();
    }
}
