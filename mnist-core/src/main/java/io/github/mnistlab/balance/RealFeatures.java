package io.github.mnistlab.balance;

import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.OneHot;
import java.util.List;

/**
 * Features that are finite double-precision numbers.
 *
 * <p>All values are held times one power of two, which changes no order of distances but lets none overflow: the largest
 * is made about 1. Single-precision copies have the column's mean taken off, as the rounding of their products grows
 * with their distance from zero.
 */
final class RealFeatures extends FeatureMatrix {
    private final double[] values;
    private final double[] means;
    private final int exponent;
    private final List<OneHot> oneHot;

    private RealFeatures(double[] values, double[] means, int exponent, int rows, int columns, List<OneHot> oneHot) {
        super(rows, columns);
        this.oneHot = oneHot;
        this.values = values;
        this.means = means;
        this.exponent = exponent;
    }

    static RealFeatures copyOf(double[][] rows) {
        return copyOf(rows, List.of());
    }

    static RealFeatures copyOf(double[][] rows, List<OneHot> oneHot) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("features need at least one row and one column, but there are "
                    + rows.length + " rows" + (rows.length == 0 ? "" : " of 0 columns"));
        }
        int columns = rows[0].length;
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns) {
                throw new IllegalArgumentException("row " + row + " of the features has " + rows[row].length
                        + " columns, but row 0 has " + columns);
            }
        }
        if (!oneHot.isEmpty() && oneHot.get(oneHot.size() - 1).to() > columns) {
            throw new IllegalArgumentException("one-hot columns are " + oneHot + ", but there are " + columns);
        }
        return of((row, column) -> rows[row][column], rows.length, columns, List.copyOf(oneHot));
    }

    static RealFeatures of(LabeledTable table) {
        return of(table::value, table.size(), table.features(), table.oneHot());
    }

    /** Where a number is. */
    @FunctionalInterface
    private interface Numbers {
        double at(int row, int column);
    }

    private static RealFeatures of(Numbers numbers, int rows, int columns, List<OneHot> oneHot) {
        double largest = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = numbers.at(row, column);
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("features must be finite numbers, but row " + row + ", column "
                            + column + " (both from 0) is " + value);
                }
                largest = Math.max(largest, Math.abs(value));
            }
        }
        int exponent = largest == 0 ? 0 : -Math.getExponent(largest);
        double[] values = new double[Math.multiplyExact(rows, columns)];
        double[] means = new double[columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double value = Math.scalb(numbers.at(row, column), exponent);
                values[row * columns + column] = value;
                means[column] += value / rows;
            }
        }
        return new RealFeatures(values, means, exponent, rows, columns, oneHot);
    }

    @Override
    public double squaredDistance(int row, int other) {
        int from = row * columns();
        int to = other * columns();
        double sum = 0;
        for (int column = 0; column < columns(); column++) {
            double difference = values[from + column] - values[to + column];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public void copyRow(int row, float[] to) {
        int from = row * columns();
        for (int column = 0; column < columns(); column++) {
            to[column] = (float) (values[from + column] - means[column]);
        }
    }

    @Override
    List<OneHot> oneHot() {
        return oneHot;
    }

    @Override
    FeatureMatrix apply(Resampling recipe) {
        double[][] rows = new double[rows()][columns()];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns(); column++) {
                rows[row][column] = value(row, column);
            }
        }
        return copyOf(recipe.apply(rows), oneHot);
    }

    @Override
    double value(int row, int column) {
        return Math.scalb(values[row * columns() + column], -exponent);
    }
}
