package io.github.mnistlab.model;

/** Hears how training goes. Called by the thread that trains: answer soon. */
public interface TrainingListener {

    /**
     * A batch is over.
     *
     * @param epoch from 1
     * @param rowsDone rows of the epoch that have been trained on
     * @param rows rows of the epoch
     */
    default void batchEnded(int epoch, int rowsDone, int rows) {}

    /**
     * Training goes on from a checkpoint; its epochs are not told again.
     *
     * @param epoch the last one that the checkpoint has
     */
    default void resumed(int epoch) {}

    /** Something is not as it should be, and training goes on nevertheless. The message is for people. */
    default void warned(String message) {}

    /** An epoch is over. */
    void epochEnded(EpochRecord epoch);
}
