package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.CalibrationFloor;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.CrossedEffects;
import java.util.Optional;

/**
 * Bounds of a calibration error, which few images show too large.
 *
 * @param estimate what was measured
 * @param floor what chance adds to it
 * @param effects of seeds, if there are several that it is the mean of
 * @param above what it is at most
 */
record CalibrationBounds(
        double estimate, CalibrationFloor floor, Optional<CrossedEffects> effects, ConfidenceBounds above)
        implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        double chance = floor.chance(alpha);
        double seeds = effects.map(found -> found.seedsBeyondImages(alpha)).orElse(0.0);
        return estimate - Math.sqrt(chance * chance + seeds);
    }

    @Override
    public double upper(double alpha) {
        return above.upper(alpha);
    }
}
