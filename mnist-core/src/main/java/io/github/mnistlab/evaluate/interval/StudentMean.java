package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;

/**
 * A mean of independent values, such as one a seed, with Student's bounds: exact where the values are normal. Student,
 * "The Probable Error of a Mean", Biometrika 6, 1908.
 *
 * @param count how many values, 2 or more
 * @param mean of the values
 * @param standardDeviation of the population that they are a sample of: divided by one less than there are
 */
public record StudentMean(int count, double mean, double standardDeviation) implements ConfidenceBounds {
    /** @throws IllegalArgumentException if there are fewer than two values: one has no spread */
    public StudentMean {
        if (count < 2) {
            throw new IllegalArgumentException("a spread needs at least 2 values, but there are " + count);
        }
    }

    /** @throws IllegalArgumentException if there are fewer than two values */
    public static StudentMean of(double... values) {
        // The sum of equal values, rounded and divided, need not be that value again, and they would seem to have a
        // spread.
        boolean equal = values.length > 0;
        for (double value : values) {
            equal &= value == values[0];
        }
        double mean = equal ? values[0] : Arrays.stream(values).sum() / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new StudentMean(values.length, mean, Math.sqrt(squares / (values.length - 1)));
    }

    /**
     * Of the differences, second less first.
     *
     * @throws IllegalArgumentException if there are not as many on both sides, or fewer than two
     */
    public static StudentMean ofDifferences(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "pairs need as many on both sides, but there are " + first.length + " and " + second.length);
        }
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = second[i] - first[i];
        }
        return of(differences);
    }

    /** The mean in standard errors. */
    public double t() {
        return mean / standardError();
    }

    /** The two-sided p-value of the mean being 0. */
    public double pValue() {
        return Quantiles.studentTwoSided(t(), count - 1.0);
    }

    @Override
    public double lower(double alpha) {
        return mean - Quantiles.studentUpper(alpha, count - 1.0) * standardError();
    }

    @Override
    public double upper(double alpha) {
        return mean + Quantiles.studentUpper(alpha, count - 1.0) * standardError();
    }

    /**
     * How far from the mean one further value lies at most, on one side.
     *
     * @param alpha the probability that it lies further
     */
    public double prediction(double alpha) {
        return Quantiles.studentUpper(alpha, count - 1.0) * standardDeviation * Math.sqrt(1 + 1.0 / count);
    }

    private double standardError() {
        return standardDeviation / Math.sqrt(count);
    }
}
