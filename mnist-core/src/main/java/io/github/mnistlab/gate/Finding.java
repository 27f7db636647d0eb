package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.CrossedEffects;
import java.util.Optional;

/**
 * What can be said of a metric, or of a difference, beyond what was measured.
 *
 * @param estimate what was measured
 * @param bounds of what it is
 * @param scope what that speaks of
 * @param method how the bounds were found
 * @param beside what else is worth knowing at a level, given as alpha
 * @param effects of seeds and images, if there are several seeds
 * @param images how many images it rests on
 */
record Finding(
        double estimate,
        ConfidenceBounds bounds,
        Scope scope,
        String method,
        Beside beside,
        Optional<CrossedEffects> effects,
        int images) {

    /** Something to be shown beside the bounds. */
    @FunctionalInterface
    interface Beside {
        /** Nothing. */
        Beside NOTHING = alpha -> "";

        /** For people; may be empty. */
        String at(double alpha);
    }
}
