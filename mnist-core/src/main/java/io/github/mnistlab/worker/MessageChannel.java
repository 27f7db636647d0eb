package io.github.mnistlab.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Messages over a loopback socket of their own, so that nothing that a logger or a native library prints can get between
 * them.
 */
final class MessageChannel implements Closeable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Socket socket;
    private final BufferedReader reader;
    private final BufferedWriter writer;

    MessageChannel(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        writer = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** From now on, {@link #read} waits this long at most; zero is for ever. */
    void setReadTimeout(Duration timeout) throws SocketException {
        socket.setSoTimeout(Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE)));
    }

    /** Sends a message; any thread may. */
    synchronized void send(WorkerMessage message) throws IOException {
        writer.write(JSON.writerFor(WorkerMessage.class).writeValueAsString(message));
        writer.write('\n');
        writer.flush();
    }

    /** Like {@link #send}, for callers that cannot do without the other side. */
    void sendOrDie(WorkerMessage message) {
        try {
            send(message);
        } catch (IOException e) {
            throw new UncheckedIOException("the other side is gone", e);
        }
    }

    /**
     * Waits for the next message.
     *
     * @return null if the other side has closed
     * @throws java.net.SocketTimeoutException if none came in time
     */
    WorkerMessage read() throws IOException {
        String line = reader.readLine();
        return line == null ? null : JSON.readValue(line, WorkerMessage.class);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
