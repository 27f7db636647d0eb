package io.github.mnistlab.worker;

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
import java.util.Optional;

/**
 * Messages over a loopback socket of their own, so that nothing that a logger or a native library prints can get between
 * them: one JSON object a line.
 *
 * @param <I> what is heard
 * @param <O> what is said
 */
public final class MessageChannel<I, O> implements Closeable {
    private final Socket socket;
    private final Class<I> heard;
    private final Class<O> said;
    private final BufferedReader reader;
    private final BufferedWriter writer;

    /** Speaks over a socket, which it closes. */
    public MessageChannel(Socket socket, Class<I> heard, Class<O> said) throws IOException {
        this.socket = socket;
        this.heard = heard;
        this.said = said;
        socket.setTcpNoDelay(true);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        writer = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** To the process that started this one, as the standard input has it: the port, and a token to show. */
    public static <I, O> MessageChannel<I, O> toParent(Class<I> heard, Class<O> said) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        int port = Integer.parseInt(input.readLine());
        String token = input.readLine();
        MessageChannel<I, O> channel =
                new MessageChannel<>(new Socket(InetAddress.getLoopbackAddress(), port), heard, said);
        channel.write(token);
        return channel;
    }

    /** Whether the other side is the process that was given a token, which it shows first of all. Reads no more than that. */
    boolean shows(String token) throws IOException {
        String line = token + "\n";
        for (int i = 0; i < line.length(); i++) {
            if (reader.read() != line.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** From now on, {@link #read} waits this long at most; zero is for ever. */
    public void setReadTimeout(Duration timeout) throws SocketException {
        socket.setSoTimeout(Math.toIntExact(Math.min(timeout.toMillis(), Integer.MAX_VALUE)));
    }

    /** Sends a message; any thread may. */
    public void send(O message) throws IOException {
        write(MessageJson.write(said, message));
    }

    private synchronized void write(String line) throws IOException {
        writer.write(line);
        writer.write('\n');
        writer.flush();
    }

    /** Like {@link #send}, for callers that cannot do without the other side. */
    public void sendOrDie(O message) {
        try {
            send(message);
        } catch (IOException e) {
            throw new UncheckedIOException("the other side is gone", e);
        }
    }

    /**
     * Waits for the next message.
     *
     * @return empty if the other side has closed
     * @throws java.net.SocketTimeoutException if none came in time
     */
    public Optional<I> read() throws IOException {
        String line = reader.readLine();
        return line == null ? Optional.empty() : Optional.of(MessageJson.read(heard, line));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
