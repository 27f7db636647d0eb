package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.model.EpochRecord;
import java.nio.file.Path;

/**
 * Something that happens to a run. Each run is scheduled, reused or the same as another one, or it judges a model from
 * elsewhere and begins at once; one that is scheduled or begins ends once.
 */
public sealed interface RunEvent {

    /**
     * The run is to be trained.
     *
     * @param reason why, for people: what is different from what its experiment had before
     * @param epochs for how long at most, for whoever tells how far it has come
     */
    record Scheduled(String reason, int epochs) implements RunEvent {}

    /** The run was trained at an earlier time, and its result is taken from there. */
    record Reused(RunOutcome outcome) implements RunEvent {}

    /** The run is the same as another one of this call, whose result it will have. */
    record SameAs(RunRef other) implements RunEvent {}

    /** The run was trained again, and its result is not the one that it had before. The message is for people. */
    record Irreproducible(String message) implements RunEvent {}

    /**
     * No run waits any more, so that more cores than one work on this one. That changes no bit.
     *
     * @param cores how many
     */
    record SharesCores(int cores) implements RunEvent {}

    /** Something that the process tells that executes the run, while it does. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PhaseStarted.class, name = "phaseStarted"),
        @JsonSubTypes.Type(value = BatchEnded.class, name = "batchEnded"),
        @JsonSubTypes.Type(value = Resumed.class, name = "resumed"),
        @JsonSubTypes.Type(value = Warned.class, name = "warned"),
        @JsonSubTypes.Type(value = EpochEnded.class, name = "epochEnded")
    })
    sealed interface UnderWay extends RunEvent {}

    /** A phase of the run begins; a run begins with its first phase. */
    record PhaseStarted(RunPhase phase) implements UnderWay {}

    /**
     * A batch is over. Of a run in another process about one a second is told.
     *
     * @param epoch from 1
     * @param rowsDone rows of the epoch that have been trained on
     * @param rows rows of the epoch
     */
    record BatchEnded(int epoch, int rowsDone, int rows) implements UnderWay {}

    /**
     * Training goes on from a checkpoint that an earlier process left; its epochs are not told again.
     *
     * @param epoch the last one that the checkpoint has
     */
    record Resumed(int epoch) implements UnderWay {}

    /** Something is not as it should be, and the run goes on nevertheless. The message is for people. */
    record Warned(String message) implements UnderWay {}

    /** An epoch is over. */
    record EpochEnded(EpochRecord epoch) implements UnderWay {}

    /** The last that is heard of a run. */
    sealed interface End extends RunEvent {}

    /** The run is over and its files are in place. */
    record Finished(RunOutcome outcome) implements End {}

    /**
     * The run's balancing cannot be applied to its rows: nothing comes of it.
     *
     * @param reason for people
     * @param log where the process that found it out says more
     */
    record NotApplicable(String reason, Path log) implements End {}

    /**
     * The run failed.
     *
     * @param reason for people: what happened and, for a process that died, its exit code and the end of its log
     */
    record Failed(String reason) implements End {}
}
