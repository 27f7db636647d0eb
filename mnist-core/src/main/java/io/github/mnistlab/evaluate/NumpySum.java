package io.github.mnistlab.evaluate;

import java.util.function.IntToDoubleFunction;

/**
 * A sum in the order in which NumPy adds up to 128 doubles: eight interleaved sums from eight terms on, then the rest.
 * Another order can differ in the last bit, and so in the last digit of a report where a mean lies between two digits.
 */
final class NumpySum {
    private static final int LANES = 8;

    private NumpySum() {}

    static double of(int count, IntToDoubleFunction term) {
        double sum = 0;
        int next = 0;
        if (count >= LANES) {
            double[] lanes = new double[LANES];
            for (; next < count - count % LANES; next++) {
                lanes[next % LANES] += term.applyAsDouble(next);
            }
            sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        }
        for (; next < count; next++) {
            sum += term.applyAsDouble(next);
        }
        return sum;
    }
}
