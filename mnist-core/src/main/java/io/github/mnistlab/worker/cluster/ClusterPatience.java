package io.github.mnistlab.worker.cluster;

import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.WorkerReport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time in which a cluster gives no more executors than it ever had and no run gets further than it ever was. Executors
 * that die as they start come, and begin runs, again and again: none of that counts.
 */
final class ClusterPatience {
    private static final String PAGES = "https://spark.apache.org/docs/latest/cluster-overview.html";

    private final int timeoutSeconds;
    private final LongSupplier nanoTime;
    private final Map<RunRef, RunPhase> furthest = new HashMap<>();
    private int most;
    private int cores;
    private long moved;

    /**
     * @param timeoutSeconds 0 for never
     * @param nanoTime a clock that only ever goes forward
     */
    ClusterPatience(int timeoutSeconds, LongSupplier nanoTime) {
        this.timeoutSeconds = timeoutSeconds;
        this.nanoTime = nanoTime;
        this.moved = nanoTime.getAsLong();
    }

    /** So many runs can go on at a time. */
    void has(int present) {
        cores = present;
        if (cores > most) {
            most = cores;
            moved = nanoTime.getAsLong();
        }
    }

    /** An executor told something of a run. */
    void heard(RunRef run, WorkerReport report) {
        if (!(report instanceof WorkerReport.UnderWay underWay) || isFurther(run, underWay.event())) {
            moved = nanoTime.getAsLong();
        }
    }

    private boolean isFurther(RunRef run, RunEvent.UnderWay event) {
        if (event instanceof RunEvent.PhaseStarted started) {
            RunPhase before = furthest.put(run, started.phase());
            if (before != null && before.compareTo(started.phase()) > 0) {
                furthest.put(run, before);
            }
            return before == null || before.compareTo(started.phase()) < 0;
        }
        return event instanceof RunEvent.BatchEnded || event instanceof RunEvent.EpochEnded;
    }

    /** Until it is over, in nanoseconds. */
    long left() {
        return timeoutSeconds == 0
                ? Long.MAX_VALUE
                : moved + TimeUnit.SECONDS.toNanos(timeoutSeconds) - nanoTime.getAsLong();
    }

    /** What is to be said once it is over. */
    String message() {
        String executors = most == 0 ? "no executor has come" : "no further executor has come";
        return "for " + timeoutSeconds + " s (mnist.cluster.timeout) " + executors + " and no run has moved; "
                + (cores == 0 ? "there is no executor now" : "executors have " + cores + " cores now")
                + ". Why is on the pages of the cluster's manager, where the application is called mnist-lab: a standalone"
                + " master's at port 8080, YARN's at 8088, unless they were set otherwise (" + PAGES + ")";
    }
}
