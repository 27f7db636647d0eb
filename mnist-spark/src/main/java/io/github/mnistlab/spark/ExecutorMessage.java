package io.github.mnistlab.spark;

import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.worker.MessageJson;
import io.github.mnistlab.worker.WorkerReport;
import java.io.Serializable;

/** What an executor tells the driver of a run, by Spark's own connection. */
sealed interface ExecutorMessage extends Serializable {

    /** Hands it to whom it concerns, in the driver. */
    void deliver(RunMessages messages, StalledRuns stalled);

    /**
     * The run goes on.
     *
     * @param attempt Spark's number of the task
     * @param json a {@link WorkerReport}
     */
    record OnTheWay(long attempt, RunRef run, String json) implements ExecutorMessage {
        OnTheWay(long attempt, RunRef run, WorkerReport report) {
            this(attempt, run, MessageJson.write(WorkerReport.class, report));
        }

        @Override
        public void deliver(RunMessages messages, StalledRuns stalled) {
            messages.take(this);
        }
    }

    /** The executor ends itself as soon as this has been heard. */
    record LastWords(OnTheWay message) implements ExecutorMessage {
        @Override
        public void deliver(RunMessages messages, StalledRuns stalled) {
            messages.take(message);
        }
    }

    /**
     * The run gives no sign of life, and with it ends the executor, since nothing else ends native code.
     *
     * @param seconds for how long
     */
    record Stalled(RunRef run, ExecutorPlace place, long seconds) implements ExecutorMessage {
        @Override
        public void deliver(RunMessages messages, StalledRuns stalled) {
            stalled.take(this);
        }
    }
}
