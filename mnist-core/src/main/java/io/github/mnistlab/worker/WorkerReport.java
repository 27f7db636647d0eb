package io.github.mnistlab.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunOutcome;
import java.nio.file.Path;

/** What whoever executes a run tells of it: a forked worker, or an executor of a cluster. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerReport.UnderWay.class, name = "underWay"),
    @JsonSubTypes.Type(value = WorkerReport.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = WorkerReport.NotApplicable.class, name = "notApplicable"),
    @JsonSubTypes.Type(value = WorkerReport.Failed.class, name = "failed")
})
public sealed interface WorkerReport {

    /** The run goes on. */
    record UnderWay(RunEvent.UnderWay event) implements WorkerReport {}

    /** The run has ended, and whoever executed it is ready for the next. */
    sealed interface End extends WorkerReport {

        /**
         * The same as an event of the run.
         *
         * @param log where the process says more
         */
        RunEvent.End event(Path log);
    }

    /** The run is over. */
    record Finished(RunOutcome outcome) implements End {
        @Override
        public RunEvent.End event(Path log) {
            return new RunEvent.Finished(outcome);
        }
    }

    /** The run's balancing cannot be applied to its rows, and nothing comes of it. */
    record NotApplicable(String reason) implements End {
        @Override
        public RunEvent.End event(Path log) {
            return new RunEvent.NotApplicable(reason, log);
        }
    }

    /**
     * The run failed.
     *
     * @param explained whether the reason says all that there is to say; if not, the end of the log may say more
     */
    record Failed(String reason, boolean explained) implements End {
        @Override
        public RunEvent.End event(Path log) {
            return new RunEvent.Failed(reason);
        }
    }
}
