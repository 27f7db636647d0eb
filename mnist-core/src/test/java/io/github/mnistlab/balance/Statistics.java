package io.github.mnistlab.balance;

import java.util.Arrays;

/** Goodness of fit of draws to a uniform distribution. */
final class Statistics {
    private Statistics() {}

    /**
     * Pearson's statistic of counts that should be equal, as a number of standard deviations from its mean: by Wilson and
     * Hilferty's cube root, nearly normal. Above 3 happens once in 700 times.
     */
    static double chiSquareDeviation(int[] counts) {
        double expected = Arrays.stream(counts).average().orElseThrow();
        double sum = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double freedom = counts.length - 1;
        double variance = 2 / (9 * freedom);
        return (Math.cbrt(sum / freedom) - (1 - variance)) / Math.sqrt(variance);
    }

    /** Kolmogorov's statistic, times the root of n, against the uniform distribution on [0, 1). Above 1.95: once in 1,000. */
    static double kolmogorov(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        double most = 0;
        for (int i = 0; i < sorted.length; i++) {
            double above = (i + 1.0) / sorted.length - sorted[i];
            double below = sorted[i] - (double) i / sorted.length;
            most = Math.max(most, Math.max(above, below));
        }
        return most * Math.sqrt(sorted.length);
    }
}
