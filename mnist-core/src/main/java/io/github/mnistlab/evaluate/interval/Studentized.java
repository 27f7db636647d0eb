package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;

/**
 * Bootstrap-t bounds: how far resamples lie from the estimate in standard errors of their own. B. Efron, "The Jackknife,
 * the Bootstrap and Other Resampling Plans", 1982, chapter 10.
 */
final class Studentized implements ConfidenceBounds {
    /** By what share of itself a sum over many images may be off. */
    private static final double ROUNDING = 1e-13;

    private final Resamples distances;
    private final double estimate;
    private final double standardError;

    private Studentized(Resamples distances, double estimate, double standardError) {
        this.distances = distances;
        this.estimate = estimate;
        this.standardError = standardError;
    }

    /**
     * @param scores of the images: the metric's influence function, up to a constant
     * @param estimate the metric on the images as they are
     * @param distances of resamples
     */
    static Studentized of(double[] scores, double estimate, double[] distances) {
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        return new Studentized(Resamples.of(distances), estimate, standardError(scores, once));
    }

    /**
     * How far a resample lies from the estimate, in its standard errors.
     *
     * @param value the metric where each image is there so many times; NaN where it is undefined, and so is the distance
     */
    static double distance(double[] scores, int[] times, double estimate, double value) {
        // Where nothing differs but for rounding, neither number means anything: 0 of 0 is 0.
        return Math.abs(value - estimate) <= ROUNDING * Math.abs(estimate)
                ? 0
                : (value - estimate) / standardError(scores, times);
    }

    /** Of the metric where each image is there so many times, by its influence function. */
    private static double standardError(double[] scores, int[] times) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            mean += times[i] * scores[i] / scores.length;
        }
        for (int i = 0; i < scores.length; i++) {
            squares += times[i] * (scores[i] - mean) * (scores[i] - mean);
        }
        return Math.sqrt(squares) / scores.length;
    }

    @Override
    public double lower(double alpha) {
        return estimate - inUnits(distances.above(alpha, 0));
    }

    @Override
    public double upper(double alpha) {
        return estimate - inUnits(distances.below(alpha, 0));
    }

    /** What is beyond any number of standard errors is so even where they are 0. */
    private double inUnits(double distance) {
        return Double.isInfinite(distance) ? distance : distance * standardError;
    }
}
