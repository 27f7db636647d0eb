package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;

/**
 * Whether values may be normal: how straight they lie on normal probability paper. S. S. Shapiro, R. S. Francia, "An
 * Approximate Analysis of Variance Test for Normality", JASA 67, 1972, with the p-value of P. Royston, "A Toolkit for
 * Testing for Non-Normality in Complete and Censored Samples", The Statistician 42, 1993. Of ten values it notices only
 * gross departures.
 */
public final class ShapiroFrancia {
    /** Fewer values say nothing. */
    public static final int FEWEST = 5;

    private ShapiroFrancia() {}

    /**
     * The probability that normal values lie as crookedly.
     *
     * @param values {@value #FEWEST} to 5,000; if all are equal, it is 0
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static double pValue(double... values) {
        int n = values.length;
        if (n < FEWEST || n > 5_000) {
            throw new IllegalArgumentException("normality is checked for 5 to 5,000 values, but there are " + n);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = -Quantiles.normalUpper((i + 1 - 0.375) / (n + 0.25));
        }
        double straightness = squaredCorrelation(sorted, expected);
        double u = Math.log(n);
        double v = Math.log(u);
        double center = -1.2725 + 1.0521 * (v - u);
        double spread = 1.0308 - 0.26758 * (v + 2 / u);
        return Quantiles.normalCumulative(-(Math.log(1 - straightness) - center) / spread);
    }

    private static double squaredCorrelation(double[] these, double[] those) {
        StudentMean one = StudentMean.of(these);
        StudentMean two = StudentMean.of(those);
        double products = 0;
        for (int i = 0; i < these.length; i++) {
            products += (these[i] - one.mean()) * (those[i] - two.mean());
        }
        double correlation = products / ((these.length - 1) * one.standardDeviation() * two.standardDeviation());
        return one.standardDeviation() == 0 ? 0 : correlation * correlation;
    }
}
