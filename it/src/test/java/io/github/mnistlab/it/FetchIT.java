package io.github.mnistlab.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code mnist:fetch} brings is all that a build needs afterwards. */
class FetchIT {
    private static final String SUBSET = "{source: mnist, training: 600, test: 200}";

    @Test
    void afterFetchingRealMnistABuildWorksOffline() throws Exception {
        String directory = System.getProperty("mnist.dataDirectory", "");
        assumeFalse(directory.isEmpty(), "needs MNIST: set -Dmnist.dataDirectory to the folder of its files");
        Path work = Files.createDirectories(Path.of(MavenBuild.property("it.work")));
        Path folder = Files.createTempDirectory(work, "fetch");
        String cache = "-Dmnist.cacheDirectory=" + folder.resolve("cache");

        HttpServer mirror = serve(Path.of(directory));
        String address = "http://" + mirror.getAddress().getHostString() + ":"
                + mirror.getAddress().getPort();
        try {
            // The first has nothing; the second is asked in its place.
            String mirrors = "-Dmnist.mirrors=" + address + "/nothing/," + address + "/mnist/";
            MavenBuild fetch = MavenBuild.start(folder, SUBSET, 1, cache, mirrors, "mnist:fetch");
            assertThat(fetch.awaitEnd()).as(fetch.log()).isZero();
            assertThat(fetch.log()).contains("Cannot download " + address + "/nothing/", "MNIST is here");
        } finally {
            mirror.stop(0);
        }

        MavenBuild offline = MavenBuild.start(folder, SUBSET, 2, cache, "-o", "mnist:experiment");
        assertThat(offline.awaitEnd()).as(offline.log()).isZero();
        assertThat(offline.log()).doesNotContain("Downloading http");
        assertThat(offline.results().resolve("result.json")).exists();
    }

    private static HttpServer serve(Path data) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mnist/", exchange -> answer(exchange, data));
        server.start();
        return server;
    }

    /** With the file of that name, gzipped or, where the folder has it so, raw. */
    private static void answer(HttpExchange exchange, Path data) throws IOException {
        String name = Path.of(exchange.getRequestURI().getPath()).getFileName().toString();
        Path gzipped = data.resolve(name);
        Path file = Files.exists(gzipped) ? gzipped : data.resolve(name.replace(".gz", ""));
        try (exchange) {
            exchange.sendResponseHeaders(200, Files.size(file));
            Files.copy(file, exchange.getResponseBody());
        }
    }
}
