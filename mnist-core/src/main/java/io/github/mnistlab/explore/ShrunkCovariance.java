package io.github.mnistlab.explore;

import java.util.Arrays;

/**
 * The spread of rows about their mean, and the distance of others from it in those terms.
 *
 * <p>The covariance is shrunk towards a multiple of the identity, as much as Ledoit and Wolf, "A well-conditioned
 * estimator for large-dimensional covariance matrices", Journal of Multivariate Analysis 88 (2004), find best for the rows
 * at hand; scikit-learn's {@code LedoitWolf} is the same. It can be inverted however few rows there are, and has no
 * setting. Distances are Mahalanobis's, "On the generalised distance in statistics", 1936.
 *
 * <p>Sums over rows are of whole numbers, and all else is computed in one order, so that the same rows give the same bits.
 */
final class ShrunkCovariance {
    /** Far below what real images get; without it rows that lie on one line would leave nothing to invert. */
    private static final double LEAST_SHRINKAGE = 1e-6;

    private final int columns;
    private final int count;
    private final double[] mean;
    private final double shrinkage;

    /** L of L Lᵀ, the shrunk covariance, line by line up to the diagonal; null if all rows are alike. */
    private final double[][] factor;

    /**
     * @param rows values of 0 to 1,020, row after row; at least one row
     * @param columns values of a row
     */
    ShrunkCovariance(int[] rows, int columns) {
        this.columns = columns;
        count = rows.length / columns;
        long[] sum = new long[columns];
        long[][] products = products(rows, columns, sum);
        mean = new double[columns];
        Arrays.setAll(mean, column -> sum[column] / (double) count);
        double[][] covariance = new double[columns][];
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < columns; i++) {
            covariance[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                // Whole numbers up to here: a million rows of 1,020 make less than 2^63.
                double value = (count * products[i][j] - sum[i] * sum[j]) / ((double) count * count);
                covariance[i][j] = value;
                squares += (i == j ? 1 : 2) * value * value;
            }
            trace += covariance[i][i];
        }
        double variance = trace / columns;
        // In the paper's words: d², and the part of it that is b².
        double dispersion = squares - columns * variance * variance;
        double noise = (sumOfFourthPowers(rows) / count - squares) / count;
        shrinkage = dispersion <= 0 ? 1 : Math.max(LEAST_SHRINKAGE, Math.min(1, noise / dispersion));
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] *= 1 - shrinkage;
            }
            covariance[i][i] += shrinkage * variance;
        }
        factor = variance > 0 && factorise(covariance) ? covariance : null;
    }

    /**
     * The square of a row's distance from the mean; 0 where all rows that made this are alike.
     *
     * @param rows holds the row
     * @param at where it begins
     */
    double squaredDistance(int[] rows, int at) {
        if (factor == null) {
            return 0;
        }
        double[] solved = new double[columns];
        double distance = 0;
        for (int i = 0; i < columns; i++) {
            double[] line = factor[i];
            double rest = rows[at + i] - mean[i];
            for (int j = 0; j < i; j++) {
                rest -= line[j] * solved[j];
            }
            solved[i] = rest / line[i];
            distance += solved[i] * solved[i];
        }
        return distance;
    }

    /**
     * The same for a row that is among those that made this, with its own part taken out of the covariance (by Sherman
     * and Morrison's formula): otherwise it would be the nearer the more it stands out, for it makes the covariance wide.
     */
    double squaredDistanceOfMember(int[] rows, int at) {
        double square = squaredDistance(rows, at);
        return square / (1 - (1 - shrinkage) * square / count);
    }

    /** Sums of the products of columns, up to the diagonal; most of an image is paper, which adds nothing. */
    private static long[][] products(int[] rows, int columns, long[] sum) {
        long[][] products = new long[columns][columns];
        int[] inked = new int[columns];
        for (int at = 0; at < rows.length; at += columns) {
            int count = 0;
            for (int i = 0; i < columns; i++) {
                if (rows[at + i] != 0) {
                    inked[count++] = i;
                    sum[i] += rows[at + i];
                    for (int k = 0; k < count; k++) {
                        products[i][inked[k]] += (long) rows[at + i] * rows[at + inked[k]];
                    }
                }
            }
        }
        return products;
    }

    /** The sum over rows of the fourth power of their Euclidean distance from the mean. */
    private double sumOfFourthPowers(int[] rows) {
        double sum = 0;
        for (int at = 0; at < rows.length; at += columns) {
            double square = 0;
            for (int i = 0; i < columns; i++) {
                double difference = rows[at + i] - mean[i];
                square += difference * difference;
            }
            sum += square * square;
        }
        return sum;
    }

    /** Cholesky's L in place of a matrix; false if rounding has left it without one. */
    private static boolean factorise(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double value = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    value -= matrix[i][k] * matrix[j][k];
                }
                if (i > j) {
                    matrix[i][j] = value / matrix[j][j];
                } else if (value > 0) {
                    matrix[i][i] = Math.sqrt(value);
                } else {
                    return false;
                }
            }
        }
        return true;
    }
}
