package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.Limit;

/**
 * What a gate claims of a value: that it, or its opposite where lower is better, reaches a threshold.
 *
 * @param sign 1, or -1 where lower is better
 * @param threshold of the value, or of the difference, times the sign
 * @param more whether it must be above the threshold, and not only at it
 */
record Claim(int sign, double threshold, boolean more) {
    static Claim of(Limit limit, Direction direction) {
        int better = direction == Direction.HIGHER_IS_BETTER ? 1 : -1;
        if (limit instanceof Limit.AtLeast least) {
            return new Claim(1, least.value().doubleValue(), false);
        }
        if (limit instanceof Limit.AtMost most) {
            return new Claim(-1, -most.value().doubleValue(), false);
        }
        if (limit instanceof Limit.NotBelow notBelow) {
            return new Claim(better, -notBelow.margin().doubleValue(), false);
        }
        return new Claim(better, 0, true);
    }

    /** The value at which the claim turns. */
    double limit() {
        return sign * threshold;
    }

    /** Whether the worst that the value can be supports the claim. */
    boolean isProven(ConfidenceBounds bounds, double alpha) {
        double worst = sign > 0 ? bounds.lower(alpha) : -bounds.upper(alpha);
        return more ? worst > threshold : worst >= threshold;
    }

    /** Whether the best that the value can be contradicts the claim. */
    boolean isRefuted(ConfidenceBounds bounds, double alpha) {
        return (sign > 0 ? bounds.upper(alpha) : -bounds.lower(alpha)) < threshold;
    }

    /** The smallest alpha at which the claim is refuted. */
    double refutation(ConfidenceBounds bounds) {
        return sign > 0 ? bounds.pValueBelow(limit()) : bounds.pValueAbove(limit());
    }
}
