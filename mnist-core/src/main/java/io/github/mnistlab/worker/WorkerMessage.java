package io.github.mnistlab.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;

/** What parent and worker tell each other: one JSON object a line. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "message")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerMessage.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = WorkerMessage.Execute.class, name = "execute"),
    @JsonSubTypes.Type(value = WorkerMessage.UseThreads.class, name = "useThreads"),
    @JsonSubTypes.Type(value = WorkerMessage.PhaseStarted.class, name = "phaseStarted"),
    @JsonSubTypes.Type(value = WorkerMessage.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = WorkerMessage.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = WorkerMessage.Warned.class, name = "warned"),
    @JsonSubTypes.Type(value = WorkerMessage.EpochEnded.class, name = "epochEnded"),
    @JsonSubTypes.Type(value = WorkerMessage.ConnectTo.class, name = "connectTo"),
    @JsonSubTypes.Type(value = WorkerMessage.Capacity.class, name = "capacity"),
    @JsonSubTypes.Type(value = WorkerMessage.OfRun.class, name = "ofRun"),
    @JsonSubTypes.Type(value = WorkerMessage.Discard.class, name = "discard"),
    @JsonSubTypes.Type(value = WorkerMessage.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = WorkerMessage.NotApplicable.class, name = "notApplicable"),
    @JsonSubTypes.Type(value = WorkerMessage.Failed.class, name = "failed")
})
public sealed interface WorkerMessage {

    /** Worker to parent, first of all: proves by the token that it is the process that the parent started. */
    record Hello(String token) implements WorkerMessage {}

    /** Parent to worker: execute this run. The next comes when this one has ended. */
    record Execute(RunRequest run) implements WorkerMessage {}

    /** Parent to worker: so many threads are to work on its run from now on. It begins with one. */
    record UseThreads(int threads) implements WorkerMessage {}

    /** Worker to parent: a phase of the run begins. */
    record PhaseStarted(RunPhase phase) implements WorkerMessage {}

    /** Worker to parent, about once a second: training goes on. */
    record Progress(int epoch, int rowsDone, int rows) implements WorkerMessage {}

    /** Worker to parent: training goes on after this epoch, from a checkpoint. */
    record Resumed(int epoch) implements WorkerMessage {}

    /** Worker to parent: something is not as it should be, and the run goes on nevertheless. */
    record Warned(String text) implements WorkerMessage {}

    /** Worker to parent: an epoch is over. */
    record EpochEnded(EpochRecord epoch) implements WorkerMessage {}

    /** Worker to parent: the run is over. */
    record Finished(RunOutcome outcome) implements WorkerMessage {}

    /**
     * Worker to parent: the run's balancing cannot be applied to its rows, and nothing comes of it; the worker is
     * ready for the next.
     */
    record NotApplicable(String reason) implements WorkerMessage {}

    /**
     * Worker to parent: the run failed; the worker is ready for the next.
     *
     * @param explained whether the reason says all that there is to say; if not, the end of the log may say more
     */
    record Failed(String reason, boolean explained) implements WorkerMessage {}

    /**
     * Parent to the driver of a cluster, first of all.
     *
     * @param timeoutSeconds after how long without a sign of life a run is taken for hung; 0 for never
     */
    record ConnectTo(ClusterSettings cluster, long timeoutSeconds) implements WorkerMessage {}

    /** Driver of a cluster to parent, from time to time: so many runs can go on there at a time. */
    record Capacity(int cores) implements WorkerMessage {}

    /**
     * Parent to the driver of a cluster: a run's result is safe, and the checkpoint that executors have of it may go.
     *
     * @param key the run's
     */
    record Discard(String key) implements WorkerMessage {}

    /** Between parent and the driver of a cluster, which has many runs at a time: what is said of one of them. */
    record OfRun(RunRef run, WorkerMessage message) implements WorkerMessage {}
}
