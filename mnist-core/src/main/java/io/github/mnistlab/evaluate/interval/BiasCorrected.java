package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;

/**
 * BCa bounds from resamples: corrected for bias and for a spread that changes with the value. B. Efron, "Better Bootstrap
 * Confidence Intervals", JASA 82, 1987.
 */
final class BiasCorrected implements ConfidenceBounds {
    private final Resamples values;
    private final double estimate;
    private final double bias;
    private final double acceleration;

    private BiasCorrected(Resamples values, double estimate, double bias, double acceleration) {
        this.values = values;
        this.estimate = estimate;
        this.bias = bias;
        this.acceleration = acceleration;
    }

    /**
     * @param scores of the images: the metric's influence function, up to a constant
     * @param estimate the metric on the images as they are
     * @param values of the metric on resamples; NaN where it is undefined
     */
    static BiasCorrected of(double[] scores, double estimate, double[] values) {
        double below = 0;
        for (double value : values) {
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        double least = 0.5 / values.length;
        double share = Math.min(Math.max(below / values.length, least), 1 - least);
        return new BiasCorrected(Resamples.of(values), estimate, -Quantiles.normalUpper(share), acceleration(scores));
    }

    private static double acceleration(double[] scores) {
        double mean = Arrays.stream(scores).sum() / scores.length;
        double squares = 0;
        double cubes = 0;
        for (double score : scores) {
            double distance = score - mean;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    @Override
    public double lower(double alpha) {
        return values.below(level(-Quantiles.normalUpper(alpha)), estimate);
    }

    @Override
    public double upper(double alpha) {
        return values.above(1 - level(Quantiles.normalUpper(alpha)), estimate);
    }

    private double level(double z) {
        double shifted = bias + z;
        return Quantiles.normalCumulative(bias + shifted / (1 - acceleration * shifted));
    }
}
