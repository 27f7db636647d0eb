package io.github.mnistlab.spark;

import io.github.mnistlab.worker.RunRef;
import io.github.mnistlab.worker.WorkerMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkContext$;

/** Runs that gave no sign of life: each is started again, by Spark, but not for ever. */
final class StalledRuns {
    /** What has hung twice, in two processes, hangs for a reason of its own. */
    private static final int MOST = 2;

    private final RunMessages messages;
    private final ExecutorLogs logs;
    private final ExecutorStarts starts;
    private final Consumer<RunRef> cancel;
    private final Map<RunRef, Integer> times = new HashMap<>();

    /**
     * @param cancel keeps Spark from starting a run again
     */
    StalledRuns(RunMessages messages, ExecutorLogs logs, ExecutorStarts starts, Consumer<RunRef> cancel) {
        this.starts = starts;
        this.messages = messages;
        this.logs = logs;
        this.cancel = cancel;
    }

    /** From an executor, which ends as soon as this is taken. */
    synchronized void take(StalledRun stalled) {
        // Whatever it is that goes wrong, it is not that executors cannot start.
        starts.worked();
        RunRef run = stalled.run();
        String executor = stalled.place().executor();
        String said = "no sign of life for " + stalled.seconds() + " s (mnist.timeout) on executor " + executor + " at "
                + stalled.place().host() + ", which was ended" + logs.of(executor);
        if (executor.equals(SparkContext$.MODULE$.DRIVER_IDENTIFIER())) {
            // All runs are in one process then, which is this one.
            messages.endAll(run + " gave " + said);
        } else if (times.merge(run, 1, Integer::sum) < MOST) {
            messages.send(run, new WorkerMessage.Warned("it gave " + said));
        } else {
            messages.send(
                    run,
                    new WorkerMessage.Failed("it gave " + said + "; it was so before, and is not tried again", true));
            cancel.accept(run);
        }
    }
}
