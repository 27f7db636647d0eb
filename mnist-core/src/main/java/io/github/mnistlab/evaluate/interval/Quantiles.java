package io.github.mnistlab.evaluate.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of the distributions that intervals are made from. */
final class Quantiles {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static final int NEWTON_STEPS = 3;

    private Quantiles() {}

    /** What a standard normal value exceeds with this probability. */
    static double normalUpper(double alpha) {
        return NORMAL.inverseSurvivalProbability(alpha);
    }

    static double normalCumulative(double value) {
        return NORMAL.cumulativeProbability(value);
    }

    static double normalDensity(double value) {
        return NORMAL.density(value);
    }

    /**
     * What Student's t exceeds with this probability.
     *
     * @param degreesOfFreedom above 0, whole or not
     */
    static double studentUpper(double alpha, double degreesOfFreedom) {
        return refined(TDistribution.of(degreesOfFreedom), 1 - alpha, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** The probability of a value of Student's t as far from 0 as this one, on both sides. */
    static double studentTwoSided(double t, double degreesOfFreedom) {
        return 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t));
    }

    static double beta(double probability, double a, double b) {
        return refined(BetaDistribution.of(a, b), probability, 0, 1);
    }

    static double chiSquared(double probability, double degreesOfFreedom) {
        return refined(ChiSquaredDistribution.of(degreesOfFreedom), probability, 0, Double.MAX_VALUE);
    }

    /** The library's search ends within 1e-9 of the quantile; Newton's steps come as close as a double can. */
    private static double refined(ContinuousDistribution distribution, double probability, double least, double most) {
        double value = distribution.inverseCumulativeProbability(probability);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double density = distribution.density(value);
            double next = value - (distribution.cumulativeProbability(value) - probability) / density;
            if (!(density > 0) || !(next > least && next < most)) {
                return value;
            }
            value = next;
        }
        return value;
    }
}
