package io.github.mnistlab.worker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A listener on loopback for one process alone, which knows it by a token. Any process of the machine can connect to it:
 * whoever does not show the token at once is let go, and keeps nobody waiting.
 *
 * @param <I> what the process says
 * @param <O> what it is told
 */
final class Reception<I, O> implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAUSE_MILLIS = 50;
    private static final int BACKLOG = 50;

    private final Class<I> heard;
    private final Class<O> said;
    private final String token;
    private final ServerSocket server;
    private final BlockingQueue<MessageChannel<I, O>> arrived = new LinkedBlockingQueue<>();

    Reception(Class<I> heard, Class<O> said) throws IOException {
        this.heard = heard;
        this.said = said;
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        this.token = HexFormat.of().formatHex(secret);
        this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        start("callers", this::receive);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What the process must show first of all, as a line. */
    String token() {
        return token;
    }

    /** Waits for the process. */
    Optional<MessageChannel<I, O>> await(Duration time) throws InterruptedException {
        return Optional.ofNullable(arrived.poll(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void receive() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                // In a thread of its own: a silent one must not keep the next from being heard.
                start("a caller", () -> greet(caller));
            } catch (IOException e) {
                // Closed, or a caller that is gone already; too many open files pass.
                pause();
            }
        }
    }

    private void greet(Socket caller) {
        try {
            MessageChannel<I, O> channel = new MessageChannel<>(caller, heard, said);
            channel.setReadTimeout(PATIENCE);
            if (channel.shows(token)) {
                arrived.add(channel);
                return;
            }
        } catch (IOException e) {
            // Let go, as one that says something else.
        }
        try {
            caller.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "mnist " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
