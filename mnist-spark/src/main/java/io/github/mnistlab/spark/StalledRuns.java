package io.github.mnistlab.spark;

import io.github.mnistlab.run.RunRef;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Runs that gave no sign of life: each is started again, by Spark, but not for ever. */
final class StalledRuns {
    /** What has hung twice, in two processes, hangs for a reason of its own. */
    private static final int MOST = 2;

    private final RunMessages messages;
    private final ApplicationExecutors executors;
    private final Consumer<RunRef> cancel;
    private final Map<RunRef, Integer> times = new HashMap<>();

    /**
     * @param cancel keeps Spark from starting a run again
     */
    StalledRuns(RunMessages messages, ApplicationExecutors executors, Consumer<RunRef> cancel) {
        this.messages = messages;
        this.executors = executors;
        this.cancel = cancel;
    }

    /** From an executor, which ends as soon as this is taken. */
    synchronized void take(ExecutorMessage.Stalled stalled) {
        RunRef run = stalled.run();
        ExecutorPlace place = stalled.place();
        String said = "no sign of life for " + stalled.seconds() + " s (mnist.timeout) on "
                + executors.name(place.executor()) + ", which was ended" + executors.logOf(place.executor());
        if (place.isDriver()) {
            // All runs are in one process then, which is this one.
            messages.failAll(run + " gave " + said);
        } else if (times.merge(run, 1, Integer::sum) < MOST) {
            messages.warn(run, "it gave " + said);
        } else {
            messages.fail(run, "it gave " + said + "; it was so before, and is not tried again");
            cancel.accept(run);
        }
    }
}
