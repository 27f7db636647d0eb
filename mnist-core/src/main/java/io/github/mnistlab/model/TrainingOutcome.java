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
 * @param resumedAfter the last epoch that an earlier process trained, and this one took from its checkpoint; 0 for none
 */
public record TrainingOutcome(
        TrainedModel model, List<EpochRecord> history, int modelEpoch, boolean stoppedEarly, int resumedAfter) {
    /** Takes a copy of the history. */
    public TrainingOutcome {
        history = List.copyOf(history);
    }
}
