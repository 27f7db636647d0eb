package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Others of this machine may speak to a worker's listener: real sockets do here. */
@Timeout(30)
class ReceptionTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void theOneWithTheTokenIsHeardThoughOthersComeFirst() throws Exception {
        List<Socket> rogues = new ArrayList<>();
        try (Reception<WorkerReport, WorkerOrder> reception = new Reception<>(WorkerReport.class, WorkerOrder.class)) {
            rogues.add(say(reception, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            rogues.add(say(reception, "\u0000\u0001binary"));
            rogues.add(say(reception, reception.token().substring(1) + "\n"));
            rogues.add(say(reception, "x".repeat(1 << 20)));
            for (int i = 0; i < 20; i++) {
                rogues.add(say(reception, ""));
            }
            Socket reset = say(reception, "GET");
            reset.setSoLinger(true, 0);
            reset.close();

            long start = System.nanoTime();
            rogues.add(say(
                    reception,
                    reception.token() + "\n{\"report\":\"failed\",\"reason\":\"mine\",\"explained\":true}\n"));
            MessageChannel<WorkerReport, WorkerOrder> channel =
                    reception.await(LONG).orElseThrow();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(channel.read()).contains(new WorkerReport.Failed("mine", true));
            channel.close();
        } finally {
            for (Socket rogue : rogues) {
                rogue.close();
            }
        }
    }

    @Test
    void othersAreLetGo() throws Exception {
        try (Reception<WorkerReport, WorkerOrder> reception = new Reception<>(WorkerReport.class, WorkerOrder.class);
                Socket rogue = say(reception, "GET / HTTP/1.1\r\n\r\n")) {
            rogue.setSoTimeout(10_000);

            assertThat(hearsNothing(rogue)).isTrue();
            assertThat(reception.await(Duration.ZERO)).isEqualTo(Optional.empty());
        }
    }

    private static boolean hearsNothing(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            // What it said was not read to its end, and so the system resets the connection.
            return e.getMessage().contains("reset");
        }
    }

    private static Socket say(Reception<?, ?> reception, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), reception.port());
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It was let go before it had said all.
        }
        return socket;
    }
}
