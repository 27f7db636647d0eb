package io.github.mnistlab.evaluate.interval;

import java.util.function.DoublePredicate;

/**
 * What measurements say of an unknown value, one side at a time. Both sides at {@code alpha} together are the two-sided
 * interval of level {@code 1 - 2 alpha}.
 */
public interface ConfidenceBounds {

    /**
     * A bound that lies above the value with a probability of at most {@code alpha}.
     *
     * @param alpha above 0, at most 0.5
     */
    double lower(double alpha);

    /**
     * A bound that lies below the value with a probability of at most {@code alpha}.
     *
     * @param alpha above 0, at most 0.5
     */
    double upper(double alpha);

    /**
     * The smallest {@code alpha} at which the upper bound is below a limit: the p-value of the claim that the value is
     * below it. 1 where that is not so at any level up to one half.
     */
    default double pValueBelow(double limit) {
        if (!(upper(0.5) < limit)) {
            return 1;
        }
        return smallestAlpha(alpha -> upper(alpha) < limit);
    }

    /**
     * The smallest {@code alpha} at which the lower bound is above a limit: the p-value of the claim that the value is.
     */
    default double pValueAbove(double limit) {
        if (!(lower(0.5) > limit)) {
            return 1;
        }
        return smallestAlpha(alpha -> lower(alpha) > limit);
    }

    private static double smallestAlpha(DoublePredicate holds) {
        // Halved in the logarithm, for what matters is by how many times it is too large. Below 1e-12 nobody asks.
        double low = Math.log(1e-12);
        double high = Math.log(0.5);
        for (int step = 0; step < 50; step++) {
            double middle = (low + high) / 2;
            if (holds.test(Math.exp(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.exp(high);
    }
}
