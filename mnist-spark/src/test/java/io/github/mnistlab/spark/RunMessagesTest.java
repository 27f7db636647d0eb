package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.WorkerReport;
import io.github.mnistlab.worker.cluster.ClusterReport;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunMessagesTest {
    private static final RunRef RUN = new RunRef("trial", new RunId("baseline", 1));

    private ParentAndDriver channels;

    @BeforeEach
    void connect() throws IOException {
        channels = new ParentAndDriver();
    }

    @AfterEach
    void close() throws IOException {
        channels.close();
    }

    @Test
    void ofAnAttemptThatWasGivenUpNothingMoreIsHeard() throws IOException {
        RunMessages messages = new RunMessages(channels.driver());
        messages.take(new ExecutorMessage.OnTheWay(7, RUN, resumed(1)));
        messages.giveUp(7);
        messages.take(new ExecutorMessage.OnTheWay(7, RUN, resumed(2)));
        messages.take(new ExecutorMessage.OnTheWay(8, RUN, resumed(3)));

        assertThat(channels.heard()).isEqualTo(new ClusterReport.OfRun(RUN, resumed(1)));
        assertThat(channels.heard()).isEqualTo(new ClusterReport.OfRun(RUN, resumed(3)));
    }

    private static WorkerReport resumed(int epoch) {
        return new WorkerReport.UnderWay(new RunEvent.Resumed(epoch));
    }
}
