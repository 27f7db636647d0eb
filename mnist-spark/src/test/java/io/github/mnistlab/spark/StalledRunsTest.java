package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.WorkerReport;
import io.github.mnistlab.worker.cluster.ClusterReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StalledRunsTest {
    private static final RunRef ONE = new RunRef("trial", new RunId("baseline", 1));
    private static final RunRef OTHER = new RunRef("trial", new RunId("baseline", 2));

    private final List<RunRef> cancelled = new ArrayList<>();
    private ParentAndDriver channels;
    private StalledRuns stalled;

    @BeforeEach
    void connect() throws IOException {
        channels = new ParentAndDriver();
        stalled = new StalledRuns(
                new RunMessages(channels.driver()), new ApplicationExecutors(channels.driver()), cancelled::add);
    }

    @AfterEach
    void close() throws IOException {
        channels.close();
    }

    @Test
    void aRunIsStartedAgainOnceAndThenHasFailed() throws IOException {
        for (RunRef run : List.of(ONE, OTHER)) {
            stalled.take(of(run, "0"));
            String said = "it gave no sign of life for 600 s (mnist.timeout) on executor 0, which was ended";
            assertThat(channels.heard())
                    .isEqualTo(new ClusterReport.OfRun(run, new WorkerReport.UnderWay(new RunEvent.Warned(said))));
        }
        assertThat(cancelled).isEmpty();

        stalled.take(of(ONE, "2"));
        assertThat(channels.heard())
                .isEqualTo(new ClusterReport.OfRun(
                        ONE,
                        new WorkerReport.Failed(
                                "it gave no sign of life for 600 s (mnist.timeout) on executor 2, which was"
                                        + " ended; it was so before, and is not tried again",
                                true)));
        assertThat(cancelled).containsExactly(ONE);
    }

    @Test
    void whereAllRunsAreInTheDriverAllEndWithIt() throws IOException {
        stalled.take(of(ONE, "driver"));
        assertThat(channels.heard())
                .isInstanceOfSatisfying(
                        ClusterReport.Failed.class,
                        failed -> assertThat(failed.reason()).contains("trial baseline-1", "no sign of life"));
    }

    private static ExecutorMessage.Stalled of(RunRef run, String executor) {
        return new ExecutorMessage.Stalled(run, new ExecutorPlace(executor, "folder"), 600);
    }
}
