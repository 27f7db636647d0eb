package io.github.mnistlab.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.WorkerReport;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterPatienceTest {
    private static final RunRef ONE = new RunRef("trial", new RunId("baseline", 1));
    private static final RunRef OTHER = new RunRef("trial", new RunId("baseline", 2));

    private long seconds;
    private final ClusterPatience patience = new ClusterPatience(600, () -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void countsFromTheStartWhileNobodyComes() {
        assertThat(leftAfter(100)).isEqualTo(500);
        patience.has(0);
        assertThat(leftAfter(500)).isZero();
        assertThat(patience.message())
                .contains("for 600 s (mnist.cluster.timeout) no executor has come and no run has moved")
                .contains("https://spark.apache.org/");
    }

    @Test
    void moreExecutorsThanEverAreANewBeginning() {
        seconds = 100;
        patience.has(1);
        assertThat(leftAfter(100)).isEqualTo(500);
        patience.has(2);
        assertThat(left()).isEqualTo(600);
    }

    @Test
    void executorsThatComeAndGoForEverAreNot() {
        patience.has(2);
        for (int i = 0; i < 10; i++) {
            seconds += 60;
            patience.has(0);
            patience.has(2);
            patience.heard(ONE, started(RunPhase.LOAD));
            patience.heard(ONE, started(RunPhase.TRAIN));
            patience.heard(ONE, new WorkerReport.UnderWay(new RunEvent.Warned("it is started again")));
        }
        // The first time, the run got as far as it ever did.
        assertThat(left()).isEqualTo(60);
        assertThat(leftAfter(60)).isZero();
        assertThat(patience.message()).contains("no further executor has come", "executors have 2 cores now");
    }

    @Test
    void everyRunThatTrainsOrEndsIsMoving() {
        patience.heard(ONE, started(RunPhase.TRAIN));
        seconds = 500;
        patience.heard(ONE, new WorkerReport.UnderWay(new RunEvent.BatchEnded(1, 32, 64)));
        assertThat(leftAfter(500)).isEqualTo(100);
        patience.heard(OTHER, started(RunPhase.LOAD));
        assertThat(leftAfter(500)).isEqualTo(100);
        patience.heard(OTHER, new WorkerReport.Failed("the loss is no number", true));
        assertThat(left()).isEqualTo(600);
    }

    @Test
    void zeroIsForEver() {
        ClusterPatience forEver = new ClusterPatience(0, () -> TimeUnit.SECONDS.toNanos(seconds));
        seconds = TimeUnit.DAYS.toSeconds(1000);
        assertThat(forEver.left()).isPositive();
    }

    private long leftAfter(long more) {
        seconds += more;
        return left();
    }

    private long left() {
        return TimeUnit.NANOSECONDS.toSeconds(patience.left());
    }

    private static WorkerReport started(RunPhase phase) {
        return new WorkerReport.UnderWay(new RunEvent.PhaseStarted(phase));
    }
}
