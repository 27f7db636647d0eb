package io.github.mnistlab.balance.neighbors;

import java.util.Arrays;

/**
 * Rows seen from a few directions only, those in which they differ most. Two rows are at least as far apart as they look
 * from there, so that a look at a sixth of the numbers tells of most rows that they are not near.
 *
 * <p>Directions are found by subspace iteration on a sample of the rows (Halko, Martinsson and Tropp 2011, algorithm 4.4,
 * begun with rows of the sample rather than with random ones). They need not be good ones, and their last bits may differ
 * between machines: {@link #squaredReach} holds for whatever directions came out.
 */
final class Projection {
    private static final int DIRECTIONS = 128;
    private static final int SAMPLE = 1024;
    private static final int ITERATIONS = 2;
    private static final int BLOCK = 512;

    private final int directions;
    private final float[] coordinates;
    private final double[] squaredNorms;
    /** The most by which a distance can look longer than it is, as a factor: 1 and a little. */
    private final double stretch;
    /** How far, at most, a row's coordinates are off, by rounding. */
    private final double error;

    private final double largestNorm;

    Projection(Points points) {
        float[][] basis = basis(points);
        int columns = points.columns();
        directions = basis.length;
        coordinates = new float[Math.multiplyExact(points.rows(), directions)];
        squaredNorms = new double[points.rows()];
        double largestRow = 0;
        float[] values = new float[columns];
        float[] line = new float[directions];
        try (DotProducts products = new DotProducts(columns, BLOCK, directions)) {
            for (int direction = 0; direction < directions; direction++) {
                products.setRight(direction, basis[direction]);
            }
            for (int from = 0; from < points.rows(); from += BLOCK) {
                int count = Math.min(BLOCK, points.rows() - from);
                for (int i = 0; i < count; i++) {
                    points.copyRow(from + i, values);
                    largestRow = Math.max(largestRow, dot(values, values));
                    products.setLeft(i, values);
                }
                products.multiply(count, directions);
                for (int i = 0; i < count; i++) {
                    products.read(i, line);
                    System.arraycopy(line, 0, coordinates, (from + i) * directions, directions);
                    squaredNorms[from + i] = dot(line, line);
                }
            }
        }
        double overlap = largestOverlap(basis);
        stretch = Math.sqrt(1 + overlap);
        // Each coordinate is a sum of columns products (see NearestNeighbors.errorBound), and the row itself was
        // rounded.
        error = (Math.sqrt(directions) + 2) * (columns + 8) * 0x1p-24 * (1 + overlap) * Math.sqrt(largestRow)
                + columns * 0x1p-100;
        largestNorm = Math.sqrt(Arrays.stream(squaredNorms).max().orElse(0));
    }

    /** How many coordinates a row has. */
    int directions() {
        return directions;
    }

    /** A coordinate of a row. */
    float coordinate(int row, int direction) {
        return coordinates[row * directions + direction];
    }

    /** The sum of the squares of a row's coordinates. */
    double squaredNorm(int row) {
        return squaredNorms[row];
    }

    /**
     * How far apart, squared, the coordinates of a row and of another may be if the rows themselves are no farther apart
     * than said.
     *
     * @param row the one row
     * @param squaredDistance as {@link Points#squaredDistance} has it
     * @return a bound of |p|² + |q|² − 2p·q of their coordinates p and q, the product in single precision
     */
    double squaredReach(int row, double squaredDistance) {
        double distance = stretch * Math.sqrt(squaredDistance) * (1 + 0x1p-32) + 2 * error;
        double norms = Math.sqrt(squaredNorms[row]) + largestNorm;
        return distance * distance + (directions + 9) * 0x1p-24 * norms * norms + directions * 0x1p-120;
    }

    /** Up to {@link #DIRECTIONS} vectors that are orthonormal but for rounding. */
    private static float[][] basis(Points points) {
        int columns = points.columns();
        int size = Math.min(SAMPLE, points.rows());
        float[][] sample = new float[size][columns];
        float[][] transposed = new float[columns][size];
        for (int i = 0; i < size; i++) {
            points.copyRow((int) ((long) i * points.rows() / size), sample[i]);
            for (int column = 0; column < columns; column++) {
                transposed[column][i] = sample[i][column];
            }
        }
        int most = Math.min(DIRECTIONS, Math.min(size, columns));
        float[][] begin = new float[most][];
        Arrays.setAll(begin, i -> sample[i * size / most]); // of all of it: rows may be in the order of their classes
        float[][] basis = orthonormal(begin);
        for (int i = 0; i < ITERATIONS && basis.length > 0; i++) {
            basis = orthonormal(products(products(basis, sample), transposed));
        }
        if (basis.length == 0) {
            basis = new float[1][columns]; // a sample of zeros: any direction is as good as another
            basis[0][0] = 1;
        }
        return basis;
    }

    /** The dot products of each row of one matrix, at the row of the result, with each row of another. */
    private static float[][] products(float[][] left, float[][] right) {
        float[][] result = new float[left.length][right.length];
        try (DotProducts products = new DotProducts(left[0].length, left.length, right.length)) {
            for (int i = 0; i < left.length; i++) {
                products.setLeft(i, left[i]);
            }
            for (int i = 0; i < right.length; i++) {
                products.setRight(i, right[i]);
            }
            products.multiply(left.length, right.length);
            for (int i = 0; i < left.length; i++) {
                products.read(i, result[i]);
            }
        }
        return result;
    }

    /** Gram and Schmidt's; those that depend on the ones before are left out. */
    private static float[][] orthonormal(float[][] vectors) {
        double[][] result = new double[vectors.length][];
        int count = 0;
        for (float[] vector : vectors) {
            double[] rest = new double[vector.length];
            for (int i = 0; i < rest.length; i++) {
                rest[i] = vector[i];
            }
            double before = Math.sqrt(dot(rest, rest));
            for (int other = 0; other < count; other++) {
                double along = dot(rest, result[other]);
                for (int i = 0; i < rest.length; i++) {
                    rest[i] -= along * result[other][i];
                }
            }
            double norm = Math.sqrt(dot(rest, rest));
            if (norm > 1e-5 * before) {
                for (int i = 0; i < rest.length; i++) {
                    rest[i] /= norm;
                }
                result[count++] = rest;
            }
        }
        float[][] rounded = new float[count][];
        for (int v = 0; v < count; v++) {
            rounded[v] = new float[result[v].length];
            for (int i = 0; i < rounded[v].length; i++) {
                rounded[v][i] = (float) result[v][i];
            }
        }
        return rounded;
    }

    /** How much more than 1 the largest eigenvalue of the vectors' dot products is at most, by Gershgorin's theorem. */
    private static double largestOverlap(float[][] vectors) {
        double largest = 0;
        for (float[] vector : vectors) {
            double sum = 0;
            for (float[] other : vectors) {
                sum += Math.abs(dot(vector, other) - (vector == other ? 1 : 0));
            }
            largest = Math.max(largest, sum);
        }
        return largest * (1 + 0x1p-20);
    }

    /** In four sums, which a processor adds to side by side. */
    static double dot(float[] a, float[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += (double) a[i] * b[i];
            s1 += (double) a[i + 1] * b[i + 1];
            s2 += (double) a[i + 2] * b[i + 2];
            s3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += (double) a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
