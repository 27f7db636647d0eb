package io.github.mnistlab.data.generated;

/**
 * A line that the pen drew, as a chain of short straight pieces.
 *
 * @param x to the right
 * @param y downwards
 * @param pressure how wide the line is there, relative to the pen's width
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record PenLine(double[] x, double[] y, double[] pressure) {
    /** How many points there are. */
    int size() {
        return x.length;
    }
}
