package io.github.mnistlab.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExecutorStartsTest {
    private static final int MOST = 10;

    private long seconds;
    private final ExecutorStarts starts = new ExecutorStarts(MOST, () -> TimeUnit.SECONDS.toNanos(seconds));
    private int next;

    @Test
    void whereNoneEverJoinsThereIsNoHopeSoon() {
        fail(MOST - 1);
        seconds += 3600;
        assertThat(starts.isHopeless()).as("one less").isFalse();
        fail(1);
        assertThat(starts.isHopeless()).isTrue();
        assertThat(starts.ended()).isEqualTo(MOST);
        assertThat(starts.last()).isEqualTo(new ExecutorStarts.Ended("9", "worker-a", "exited with code 1"));
    }

    @Test
    void thoseThatWereStartedAndHaveNotJoinedAreOnTheirWay() {
        starts.starting("a", "worker");
        starts.starting("b", "worker");
        starts.starting("c", "worker");
        assertThat(starts.onTheirWay()).isEqualTo(3);
        starts.joined("a");
        starts.gone("b", "exited with code 1");
        assertThat(starts.onTheirWay()).isEqualTo(1);
    }

    @Test
    void othersAreGivenTheTimeToStart() {
        fail(500);
        assertThat(starts.isHopeless()).isFalse();
        seconds += 25;
        assertThat(starts.isHopeless()).isTrue();
    }

    @Test
    void oneMachineThatWorksIsEnough() {
        fail(MOST);
        seconds += 15;
        starts.joined("good");
        for (int i = 0; i < 1000; i++) {
            seconds++;
            fail(1);
            assertThat(starts.isHopeless()).isFalse();
        }
    }

    @Test
    void thoseThatJoinAndEndAtOnceAreNoBetter() {
        starts.joined("0");
        for (int i = 0; i < MOST; i++) {
            assertThat(starts.isHopeless()).isFalse();
            seconds += 8;
            starts.joined(String.valueOf(i + 1));
            starts.gone(String.valueOf(i), "crashed");
        }
        assertThat(starts.isHopeless()).isTrue();
        assertThat(starts.last()).isEqualTo(new ExecutorStarts.Ended("9", null, "crashed"));
    }

    @Test
    void aRunThatIsDoneBeginsTheCountAnew() {
        fail(MOST);
        starts.worked();
        assertThat(starts.ended()).isZero();
        assertThat(starts.last()).isNull();
        fail(MOST);
        seconds += 300;
        assertThat(starts.isHopeless()).as("machines may come back").isFalse();
        seconds += 301;
        assertThat(starts.isHopeless()).isTrue();
    }

    @Test
    void machinesThatAreLostNowAndThenEndNothing() {
        for (int i = 0; i < 100; i++) {
            starts.joined("m" + i);
            seconds += 3_000;
            starts.gone("m" + i, "the worker was lost");
            assertThat(starts.isHopeless()).isFalse();
        }
        assertThat(starts.ended()).isZero();
    }

    @Test
    void ofOneThatIsGoneItMayBeToldTwiceAndLate() {
        for (int i = 0; i < MOST - 1; i++) {
            starts.starting("e" + i, "worker-a");
            starts.gone("e" + i, "exited with code 1");
            starts.joined("e" + i);
            starts.gone("e" + i, "Remote RPC client disassociated");
        }
        assertThat(starts.ended()).isEqualTo(MOST - 1);
        fail(1);
        seconds += 25;
        assertThat(starts.isHopeless()).isTrue();
    }

    private void fail(int executors) {
        for (int i = 0; i < executors; i++) {
            String executor = String.valueOf(next++);
            starts.starting(executor, "worker-a");
            starts.gone(executor, "exited with code 1");
        }
    }
}
