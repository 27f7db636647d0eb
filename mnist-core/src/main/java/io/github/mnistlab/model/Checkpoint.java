package io.github.mnistlab.model;

import java.util.List;

/**
 * A training's state at the end of an epoch: with the request, all that the rest of it depends on.
 *
 * <p>What follows from these is not kept twice. Early stopping's memory follows from the history. How many steps the
 * optimizer has made, and where the random streams stand, follow from the number of epochs: each epoch draws from streams
 * of its own.
 *
 * <p>No record, for its arrays are compared by nobody. They are shared with whoever made it, and not changed.
 */
public final class Checkpoint {
    private final List<EpochRecord> history;
    private final float[] parameters;
    private final float[] optimizerState;
    private final float[] best;

    /**
     * @param history every epoch's record so far, at least one
     * @param parameters in {@link FlatParameters}' order
     * @param optimizerState what the optimizer remembers, as its training step gives it, with the average of the parameters where one
     *     is taken
     * @param best the parameters of the best epoch so far, where they are to be restored at the end; null elsewhere
     */
    public Checkpoint(List<EpochRecord> history, float[] parameters, float[] optimizerState, float[] best) {
        if (history.isEmpty()) {
            throw new IllegalArgumentException("a checkpoint must have at least one epoch, but has none");
        }
        this.history = List.copyOf(history);
        this.parameters = parameters;
        this.optimizerState = optimizerState;
        this.best = best;
    }

    /** How many epochs are over. */
    public int epochs() {
        return history.size();
    }

    public List<EpochRecord> history() {
        return history;
    }

    public float[] parameters() {
        return parameters;
    }

    public float[] optimizerState() {
        return optimizerState;
    }

    public float[] best() {
        return best;
    }
}
