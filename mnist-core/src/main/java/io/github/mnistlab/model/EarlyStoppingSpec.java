package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Training ends when a quantity has not become better for some epochs, as Keras 3's {@code EarlyStopping} does it.
 *
 * @param monitor the quantity; default validation-loss
 * @param patience after how many epochs in a row without improvement training ends, 0 to
 *     {@value TrainingSpec#MAX_EPOCHS}; default 10. (0 ends it at the first such epoch, as 1 does)
 * @param minDelta an improvement must be more than this, 0 to 1,000,000; default 0
 * @param restoreBest whether the model gets the parameters of the best epoch at the end, however training ended; default
 *     true
 */
public record EarlyStoppingSpec(Monitor monitor, int patience, double minDelta, boolean restoreBest) {

    /** The largest improvement that can be demanded. */
    public static final int MAX_MIN_DELTA = 1_000_000;

    /** Validation loss, ten epochs, any improvement counts, the best parameters are restored. */
    public static final EarlyStoppingSpec DEFAULT = new EarlyStoppingSpec(Monitor.VALIDATION_LOSS, 10, 0, true);

    /** What is watched. */
    public enum Monitor {
        /** The lower the better. */
        @JsonProperty("validation-loss")
        VALIDATION_LOSS,
        /** The higher the better. */
        @JsonProperty("validation-accuracy")
        VALIDATION_ACCURACY,
        /** The lower the better. */
        @JsonProperty("training-loss")
        TRAINING_LOSS,
        /** The higher the better. */
        @JsonProperty("training-accuracy")
        TRAINING_ACCURACY;

        /** Whether there must be validation rows. */
        public boolean needsValidation() {
            return this == VALIDATION_LOSS || this == VALIDATION_ACCURACY;
        }
    }

    /**
     * Whether an epoch stands in the first third of a training, where hardly any network has learnt all it can.
     *
     * @param epoch from 1
     * @param epochs how many the training has at most
     */
    public static boolean isPremature(int epoch, int epochs) {
        return 3L * epoch <= epochs;
    }

    /** @throws IllegalArgumentException if a value is out of range */
    public EarlyStoppingSpec {
        if (monitor == null) {
            throw new IllegalArgumentException("monitor must be given, but is null");
        }
        Require.between("patience", patience, 0, Require.MAX_EPOCHS);
        Require.atLeastZero("minDelta", minDelta, MAX_MIN_DELTA);
    }
}
