package io.github.mnistlab.lab;

import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ModelFormat;
import java.util.Set;

/**
 * How experiments are trained.
 *
 * @param keepModels which trained models stay beside the results
 * @param formats in which forms they stay there
 * @param again whether to train every run again, from its beginning, though its result is known
 */
public record Training(KeepModels keepModels, Set<ModelFormat> formats, boolean again) {
    /** Copies the set. */
    public Training {
        formats = Set.copyOf(formats);
    }

    /** In every form. */
    public Training(KeepModels keepModels, boolean again) {
        this(keepModels, Set.of(ModelFormat.values()), again);
    }

    /** Trains what is not known yet, and keeps the best model of each variant. */
    public static Training standard() {
        return new Training(KeepModels.BEST, false);
    }
}
