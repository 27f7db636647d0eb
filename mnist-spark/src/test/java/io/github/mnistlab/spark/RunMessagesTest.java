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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunMessagesTest {
    private static final RunRef RUN = new RunRef("trial", new RunId("baseline", 1));

    private MessageChannel driver;
    private MessageChannel parent;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            driver = new MessageChannel(new Socket(server.getInetAddress(), server.getLocalPort()));
            parent = new MessageChannel(server.accept());
        }
    }

    @AfterEach
    void close() throws IOException {
        driver.close();
        parent.close();
    }

    @Test
    void ofAnAttemptThatWasGivenUpNothingMoreIsHeard() throws IOException {
        RunMessages messages = new RunMessages(driver);
        messages.take(new RunMessage(7, RUN, new WorkerMessage.Resumed(1)));
        messages.giveUp(7);
        messages.take(new RunMessage(7, RUN, new WorkerMessage.Resumed(2)));
        messages.take(new RunMessage(8, RUN, new WorkerMessage.Resumed(3)));

        assertThat(heard()).isEqualTo(new WorkerMessage.Resumed(1));
        assertThat(heard()).isEqualTo(new WorkerMessage.Resumed(3));
    }

    private WorkerMessage heard() throws IOException {
        return ((WorkerMessage.OfRun) parent.read()).message();
    }
}
