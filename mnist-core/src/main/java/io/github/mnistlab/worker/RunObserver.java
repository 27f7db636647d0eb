package io.github.mnistlab.worker;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import java.nio.file.Path;

/** Hears how the runs are going. Called from several threads, never from two at once. */
public interface RunObserver {

    /**
     * The run is to be trained.
     *
     * @param reason why, for people: what is different from the run most like it that is known
     */
    void scheduled(RunRef run, String reason);

    /** The run was trained at an earlier time, and its result is taken from there. */
    void reused(RunRef run, RunOutcome outcome);

    /** The run is the same as another one of this call, whose result it will have. */
    void sameAs(RunRef run, RunRef other);

    /** The run was trained again, and its result is not the one that it had before. */
    void irreproducible(RunRef run, String message);

    /** A phase of a run begins; a run begins with its first phase. */
    void phaseStarted(RunRef run, RunPhase phase);

    /** Training goes on; about once a second. */
    void progress(RunRef run, int epoch, int rowsDone, int rows);

    /**
     * Training goes on from a checkpoint that an earlier build left; its epochs are not told again.
     *
     * @param epoch the last one that the checkpoint has
     */
    void resumed(RunRef run, int epoch);

    /**
     * No run waits any more, so that more cores than one work on this one. That changes no bit.
     *
     * @param cores how many
     */
    void sharesCores(RunRef run, int cores);

    /** Something is not as it should be, and the run goes on nevertheless. The message is for people. */
    void warned(RunRef run, String message);

    /** An epoch is over. */
    void epochEnded(RunRef run, EpochRecord epoch);

    /** The run is over and its files are in place. */
    void finished(RunRef run, RunOutcome outcome);

    /**
     * The run's balancing cannot be applied to its rows: nothing comes of it.
     *
     * @param reason for people
     * @param log where the process that found it out says more
     */
    void notApplicable(RunRef run, String reason, Path log);

    /**
     * The run failed.
     *
     * @param reason for people: what happened and, for a process that died, its exit code and the end of its log
     */
    void failed(RunRef run, String reason);
}
