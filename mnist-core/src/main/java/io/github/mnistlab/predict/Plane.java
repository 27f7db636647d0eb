package io.github.mnistlab.predict;

/**
 * One number a pixel, line by line.
 *
 * @param width pixels in a line
 * @param height lines
 * @param values {@code width * height}. Shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record Plane(int width, int height, double[] values) {

    double spread() {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }
}
