package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far one column of numbers tells another.
 *
 * @param one a column
 * @param other a later one
 * @param r Pearson's correlation coefficient over the training rows that have both values, of many rows over evenly spaced ones
 */
public record Correlation(String one, String other, double r) {
    /** More columns have more pairs than it is worth to wait for. */
    private static final int MOST_COLUMNS = 100;

    /** Of as many rows an uncorrelated pair comes out below 0.015. */
    private static final int MOST_ROWS = 50_000;

    private static final int SHOWN = 10;

    /** The strongest, of the first hundred columns of numbers. */
    public static List<Correlation> strongest(LabeledTable training) {
        int[] columns = IntStream.range(0, training.features())
                .filter(column -> !training.columns().get(column).isCategorical())
                .limit(MOST_COLUMNS)
                .toArray();
        List<Correlation> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            for (int j = i + 1; j < columns.length; j++) {
                double r = between(training, columns[i], columns[j]);
                if (!Double.isNaN(r)) {
                    all.add(new Correlation(
                            training.columns().get(columns[i]).name(),
                            training.columns().get(columns[j]).name(),
                            r));
                }
            }
        }
        return all.stream()
                .sorted(Comparator.comparingDouble(pair -> -Math.abs(pair.r())))
                .limit(SHOWN)
                .toList();
    }

    /**
     * Pearson's coefficient of two columns of numbers.
     *
     * @return not a number where one of them has a single value
     */
    public static double between(LabeledTable table, int one, int other) {
        double n = 0;
        double meanOne = 0;
        double meanOther = 0;
        double squaresOne = 0;
        double squaresOther = 0;
        double products = 0;
        int step = Math.max(1, (table.size() + MOST_ROWS - 1) / MOST_ROWS);
        for (int row = 0; row < table.size(); row += step) {
            double x = table.value(row, one);
            double y = table.value(row, other);
            if (Double.isNaN(x) || Double.isNaN(y)) {
                continue;
            }
            n++;
            double fromOne = x - meanOne;
            double fromOther = y - meanOther;
            meanOne += fromOne / n;
            meanOther += fromOther / n;
            squaresOne += fromOne * (x - meanOne);
            squaresOther += fromOther * (y - meanOther);
            products += fromOne * (y - meanOther);
        }
        return products / Math.sqrt(squaresOne * squaresOther);
    }
}
