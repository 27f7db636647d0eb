package io.github.mnistlab.model;

import java.util.List;

/**
 * Early stopping's memory from epoch to epoch.
 *
 * @param best the best value so far; null before the first epoch
 * @param bestEpoch the epoch that gave it, from 1; 0 before the first
 * @param waited epochs since the last improvement
 * @param stop whether training ends here
 */
public record EarlyStoppingState(Double best, int bestEpoch, int waited, boolean stop) {
    static final EarlyStoppingState START = new EarlyStoppingState(null, 0, 0, false);

    /** The state after these epochs; {@link #START} without early stopping. */
    public static EarlyStoppingState after(List<EpochRecord> history, EarlyStoppingSpec spec) {
        EarlyStoppingState state = START;
        if (spec != null) {
            for (EpochRecord record : history) {
                state = state.after(record, spec);
            }
        }
        return state;
    }

    /** The state after one more epoch, by the rules of Keras 3's {@code EarlyStopping.on_epoch_end}. */
    public EarlyStoppingState after(EpochRecord record, EarlyStoppingSpec spec) {
        double value = switch (spec.monitor()) {
            case VALIDATION_LOSS -> record.validationLoss();
            case VALIDATION_ACCURACY -> record.validationAccuracy();
            case TRAINING_LOSS -> record.trainingLoss();
            case TRAINING_ACCURACY -> record.trainingAccuracy();
        };
        if (best == null || improves(value, spec)) {
            return new EarlyStoppingState(value, record.epoch(), 0, false);
        }
        boolean stops = waited + 1 >= spec.patience() && record.epoch() > 1;
        return new EarlyStoppingState(best, bestEpoch, waited + 1, stops);
    }

    private boolean improves(double value, EarlyStoppingSpec spec) {
        return switch (spec.monitor()) {
            case VALIDATION_LOSS, TRAINING_LOSS -> value + spec.minDelta() < best;
            case VALIDATION_ACCURACY, TRAINING_ACCURACY -> value - spec.minDelta() > best;
        };
    }
}
