package io.github.mnistlab.explore;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a column of a table is like. Of names, the numbers are those of their places in the order of names.
 *
 * @param column the column
 * @param missing training rows without a value
 * @param missingInTest test rows without one
 * @param different how many different values the training rows have
 * @param least of the training rows; not a number where none has a value, and so are the next three
 * @param greatest likewise
 * @param mean likewise
 * @param deviation the biased standard deviation
 * @param commonest the name that most training rows have; empty if the column has numbers
 * @param drift how far the distributions of training and test rows lie apart: Kolmogorov and Smirnov's statistic, 0 to 1
 * @param chance what the drift stays below in 99 of 100 tables whose parts were drawn alike, all columns together
 */
public record ColumnFacts(
        Column column,
        long missing,
        long missingInTest,
        long different,
        double least,
        double greatest,
        double mean,
        double deviation,
        String commonest,
        double drift,
        double chance) {
    private static final double ALPHA = 0.01;

    static ColumnFacts of(LabeledTable training, LabeledTable test, int place) {
        Column column = training.columns().get(place);
        double[] values = sorted(training, place);
        double[] others = sorted(test, place);
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(Double.NaN);
        boolean any = values.length > 0;
        return new ColumnFacts(
                column,
                training.size() - values.length,
                test.size() - others.length,
                Arrays.stream(values).distinct().count(),
                any ? values[0] : Double.NaN,
                any ? values[values.length - 1] : Double.NaN,
                mean,
                Math.sqrt(variance),
                column.isCategorical() && any ? column.categories().get(commonest(values)) : "",
                apart(values, others),
                chance(values.length, others.length, training.columns().size()));
    }

    private static double[] sorted(LabeledTable table, int place) {
        return IntStream.range(0, table.size())
                .mapToDouble(row -> table.value(row, place))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private static int commonest(double[] sorted) {
        int best = 0;
        int longest = 0;
        int run = 0;
        for (int i = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run > longest) {
                longest = run;
                best = (int) sorted[i];
            }
        }
        return best;
    }

    /** The largest difference between the two shares of values up to some value. */
    private static double apart(double[] one, double[] other) {
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            double value = Math.min(one[i], other[j]);
            while (i < one.length && one[i] == value) {
                i++;
            }
            while (j < other.length && other[j] == value) {
                j++;
            }
            largest = Math.max(largest, Math.abs((double) i / one.length - (double) j / other.length));
        }
        return largest;
    }

    /** By the limit for many rows, at a level shared among all columns (Bonferroni); not below it where values are tied. */
    private static double chance(int one, int other, int columns) {
        return Math.sqrt(-Math.log(ALPHA / columns / 2) / 2 * ((double) one + other) / ((double) one * other));
    }

    /** Whether all training rows that have a value have the same. */
    public boolean isConstant() {
        return different <= 1;
    }

    /** Whether training and test rows differ by more than chance would have it. */
    public boolean drifts() {
        return drift > chance;
    }
}
