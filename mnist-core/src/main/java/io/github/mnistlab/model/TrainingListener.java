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

    /** An epoch is over. */
    void epochEnded(EpochRecord epoch);
}
