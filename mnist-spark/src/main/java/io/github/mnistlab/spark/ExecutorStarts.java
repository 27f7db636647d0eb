package io.github.mnistlab.spark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Counts executors that end as they start. A standalone master starts others in their place for ever, so that somebody has
 * to say when there is no hope; Spark's other managers do so themselves.
 *
 * <p>A cluster that only loses machines now and then is not without hope: the count begins anew whenever a run ends, and
 * whenever an executor goes that had lived for long; and nothing is said while one lives that does so.
 */
final class ExecutorStarts extends SparkListener {
    /** As many as a standalone master tries by itself, where it does ({@code spark.deploy.maxExecutorRetries}). */
    static final int MOST = 10;

    /** An executor that has lived for so long has started. */
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    /** Others may only just be starting, on machines where they can. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    /** What has worked may work again: machines that are away are mostly about to come back. */
    private static final long PATIENCE_ONCE_IT_HAS_WORKED = TimeUnit.MINUTES.toNanos(10);

    /**
     * An executor that did not live.
     *
     * @param id Spark's name for it
     * @param worker what Spark calls the worker that had started it; null if that is not known
     * @param reason why it ended, as Spark has it
     */
    record Ended(String id, String worker, String reason) {}

    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, String> workers = new HashMap<>();
    private final Map<String, Long> joined = new HashMap<>();

    /** It is told in two ways of one that goes, in any order, and may hear only then that it had joined. */
    private final Set<String> gone = new HashSet<>();

    private int ended;
    private long firstEnded;
    private Ended last;
    private boolean hasWorked;

    /**
     * @param most how many may end as they start
     * @param nanoTime a clock that only ever goes forward
     */
    ExecutorStarts(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** A worker is starting an executor. Not all cluster managers tell. */
    synchronized void starting(String executor, String worker) {
        workers.put(executor, worker);
    }

    /** An executor is there. */
    synchronized void joined(String executor) {
        if (!gone.contains(executor)) {
            joined.put(executor, nanoTime.getAsLong());
        }
    }

    /** An executor is gone, or was never there. */
    synchronized void gone(String executor, String reason) {
        if (!gone.add(executor)) {
            return;
        }
        String worker = workers.remove(executor);
        Long since = joined.remove(executor);
        long now = nanoTime.getAsLong();
        if (since != null && now - since >= LONG) {
            ended = 0;
            return;
        }
        if (ended == 0) {
            firstEnded = now;
        }
        ended++;
        last = new Ended(executor, worker, reason);
    }

    /** An executor has done what executors are for. */
    synchronized void worked() {
        ended = 0;
        hasWorked = true;
    }

    /** How many a worker has started that have not joined yet. */
    synchronized int onTheirWay() {
        return (int) workers.keySet().stream()
                .filter(executor -> !joined.containsKey(executor))
                .count();
    }

    /** How many have ended as they started, with nothing in between that worked. */
    synchronized int ended() {
        return ended;
    }

    /** The last one of them; null if there is none. */
    synchronized Ended last() {
        return ended == 0 ? null : last;
    }

    /** Whether it is no use to wait for one that lives. */
    synchronized boolean isHopeless() {
        if (ended < most) {
            return false;
        }
        long now = nanoTime.getAsLong();
        long patience = hasWorked ? PATIENCE_ONCE_IT_HAS_WORKED : PATIENCE;
        if (!joined.isEmpty()) {
            // One that joined in time has lived for long by then, if it can.
            patience += LONG;
        }
        return now - firstEnded >= patience && joined.values().stream().noneMatch(since -> now - since >= LONG);
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        joined(added.executorId());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        gone(removed.executorId(), removed.reason());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        if (task.reason() == Success$.MODULE$) {
            worked();
        }
    }
}
