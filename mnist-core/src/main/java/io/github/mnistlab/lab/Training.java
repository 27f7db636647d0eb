package io.github.mnistlab.lab;

import io.github.mnistlab.result.KeepModels;

/**
 * How experiments are trained.
 *
 * @param keepModels which trained models stay beside the results
 * @param again whether to train every run again, from its beginning, though its result is known
 */
public record Training(KeepModels keepModels, boolean again) {
    /** Trains what is not known yet, and keeps the best model of each variant. */
    public static Training standard() {
        return new Training(KeepModels.BEST, false);
    }
}
