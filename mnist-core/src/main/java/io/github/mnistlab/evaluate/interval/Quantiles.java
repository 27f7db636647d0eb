package io.github.mnistlab.evaluate.interval;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of the distributions that intervals are made from. */
final class Quantiles {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

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
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(alpha);
    }

    /** The probability of a value of Student's t as far from 0 as this one, on both sides. */
    static double studentTwoSided(double t, double degreesOfFreedom) {
        return 2 * TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(t));
    }

    static double beta(double probability, double a, double b) {
        return BetaDistribution.of(a, b).inverseCumulativeProbability(probability);
    }

    static double chiSquared(double probability, double degreesOfFreedom) {
        return ChiSquaredDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }
}
