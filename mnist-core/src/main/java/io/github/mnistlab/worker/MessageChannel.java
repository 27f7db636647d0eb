package io.github.mnistlab.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Messages over a loopback socket of their own, so that nothing that a logger or a native library prints can get between
 * them.
 */
public final class MessageChannel implements Closeable {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Socket socket;
    private final BufferedReader reader;
    private final BufferedWriter writer;

    /** Speaks over a socket, which it closes. */
    public MessageChannel(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        writer = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** To the process that started this one, as the standard input has it: the port, and a token to show. */
    public static MessageChannel toParent() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        int port = Integer.parseInt(input.readLine());
        String token = input.readLine();
        MessageChannel channel = new MessageChannel(new Socket(InetAddress.getLoopbackAddress(), port));
        channel.send(new WorkerMessage.Hello(token));
        return channel;
    }

    /** From now on, {@link #read} waits this long at most; zero is for ever. */
    public void setReadTimeout(Duration timeout) throws SocketException {
        socket.setSoTimeout(Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE)));
    }

    /** A message as its line has it. */
    public static String toJson(WorkerMessage message) {
        try {
            return JSON.writerFor(WorkerMessage.class).writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a message cannot be written: " + message, e);
        }
    }

    /** The message of a line. */
    public static WorkerMessage fromJson(String line) throws IOException {
        return JSON.readValue(line, WorkerMessage.class);
    }

    /** Sends a message; any thread may. */
    public synchronized void send(WorkerMessage message) throws IOException {
        writer.write(toJson(message));
        writer.write('\n');
        writer.flush();
    }

    /** Like {@link #send}, for callers that cannot do without the other side. */
    public void sendOrDie(WorkerMessage message) {
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
    public WorkerMessage read() throws IOException {
        String line = reader.readLine();
        return line == null ? null : fromJson(line);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
