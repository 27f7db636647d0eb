package io.github.mnistlab.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mirror on this machine that serves {@link FakeMnist}, and others that misbehave, each at a path of its own. */
public final class MirrorServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public MirrorServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        at("/good/", exchange -> respond(exchange, 200, gzipped(exchange)));
    }

    public URI at(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            requests.add(exchange.getRequestURI().toString());
            try (exchange) {
                handler.handle(exchange);
            }
        });
        return uri(path);
    }

    public URI uri(String path) {
        return URI.create(
                "http://" + address().getHostString() + ":" + address().getPort() + path);
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** The paths that were asked for, or whole addresses where the server was asked as a proxy. */
    public List<String> requests() {
        return requests;
    }

    public static byte[] gzipped(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return FakeMnist.gzip(FakeMnist.files().get(name.substring(0, name.length() - ".gz".length())));
    }

    public static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
