package io.github.mnistlab.evaluate.interval;

import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The distribution of a normal value with this mean and variance 1, divided by the root of an independent chi-square
 * over its degrees of freedom. N. L. Johnson, B. L. Welch, "Applications of the Non-Central t-Distribution", Biometrika
 * 31, 1940.
 *
 * @param degreesOfFreedom 3 or more
 */
record NoncentralT(double degreesOfFreedom) {
    /** Of Simpson's rule, even. */
    private static final int STEPS = 2_000;

    private static final double LEFT_OUT = 1e-13;

    NoncentralT {
        if (!(degreesOfFreedom >= 3)) {
            throw new IllegalArgumentException("degrees of freedom must be 3 or more, but are " + degreesOfFreedom);
        }
    }

    /** The probability of at most {@code t}. */
    double cumulative(double t, double mean) {
        ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(degreesOfFreedom);
        // Over the root of chi-square, in which all is smooth down to 0.
        double step = Math.sqrt(chiSquared.inverseSurvivalProbability(LEFT_OUT)) / STEPS;
        double sum = 0;
        for (int i = 1; i <= STEPS; i++) {
            double root = i * step;
            int weight = i == STEPS ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight
                    * 2
                    * root
                    * chiSquared.density(root * root)
                    * Quantiles.normalCumulative(t * root / Math.sqrt(degreesOfFreedom) - mean);
        }
        return sum * step / 3;
    }

    /** What is not exceeded with this probability. */
    double quantile(double probability, double mean) {
        return search(t -> cumulative(t, mean) < probability);
    }

    /** The mean at which {@code t} is not exceeded with this probability. */
    double meanAt(double t, double probability) {
        return search(mean -> cumulative(t, mean) > probability);
    }

    private static double search(DoublePredicate isBelow) {
        double low = -1;
        double high = 1;
        while (!isBelow.test(low)) {
            low *= 2;
        }
        while (isBelow.test(high)) {
            high *= 2;
        }
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (isBelow.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
