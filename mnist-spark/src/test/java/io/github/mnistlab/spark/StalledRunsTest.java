package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.RunId;
import io.github.mnistlab.worker.MessageChannel;
import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StalledRunsTest {
    private static final RunRef ONE = new RunRef("trial", new RunId("baseline", 1));
    private static final RunRef OTHER = new RunRef("trial", new RunId("baseline", 2));

    private final List<RunRef> cancelled = new ArrayList<>();
    private MessageChannel driver;
    private MessageChannel parent;
    private StalledRuns stalled;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            driver = new MessageChannel(new Socket(server.getInetAddress(), server.getLocalPort()));
            parent = new MessageChannel(server.accept());
        }
        ExecutorStarts starts = new ExecutorStarts(ExecutorStarts.MOST, System::nanoTime);
        stalled = new StalledRuns(new RunMessages(driver), new ExecutorLogs(), starts, cancelled::add);
    }

    @AfterEach
    void close() throws IOException {
        driver.close();
        parent.close();
    }

    @Test
    void aRunIsStartedAgainOnceAndThenHasFailed() throws IOException {
        stalled.take(of(ONE, "0"));
        assertThat(heard(ONE)).isInstanceOf(WorkerMessage.Warned.class);
        stalled.take(of(OTHER, "1"));
        assertThat(heard(OTHER)).isInstanceOf(WorkerMessage.Warned.class);
        assertThat(cancelled).isEmpty();

        stalled.take(of(ONE, "2"));
        assertThat(((WorkerMessage.Failed) heard(ONE)).reason())
                .contains("no sign of life for 600 s", "mnist.timeout", "executor 2 at somewhere");
        assertThat(cancelled).containsExactly(ONE);
    }

    @Test
    void whereAllRunsAreInTheDriverAllEndWithIt() throws IOException {
        stalled.take(of(ONE, "driver"));
        assertThat(((WorkerMessage.Failed) parent.read()).reason()).contains("trial baseline-1", "no sign of life");
    }

    private WorkerMessage heard(RunRef run) throws IOException {
        WorkerMessage.OfRun message = (WorkerMessage.OfRun) parent.read();
        assertThat(message.run()).isEqualTo(run);
        return message.message();
    }

    private static StalledRun of(RunRef run, String executor) {
        return new StalledRun(new RunMessage(0, run, null), new ExecutorPlace(executor, "somewhere", "folder"), 600);
    }
}
