package io.github.mnistlab.model;

import java.util.List;

/**
 * A finished training.
 *
 * @param model the trained model, the caller's to close
 * @param history every epoch's record, from the first
 * @param modelEpoch the epoch at whose end the model's parameters were found: the last one, or the best one where it was
 *     restored
 * @param stoppedEarly whether early stopping ended it before the last epoch asked for
 */
public record TrainingOutcome(TrainedModel model, List<EpochRecord> history, int modelEpoch, boolean stoppedEarly) {
    /** Takes a copy of the history. */
    public TrainingOutcome {
        history = List.copyOf(history);
    }
}
