package io.github.mnistlab.balance;

import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Independent Gaussian noise, of a strength of its own for each number of a row. */
public final class Noise {
    private final double shrinkage;
    private final double[] deviations;

    Noise(double shrinkage, double[] deviations) {
        this.shrinkage = shrinkage;
        this.deviations = deviations;
    }

    /** The factor of the bandwidth that it was made with. */
    double shrinkage() {
        return shrinkage;
    }

    /** The noise's standard deviation in one column, in the unit of the features. */
    public double deviation(int column) {
        return deviations[column];
    }

    /**
     * The noise of one row, by Marsaglia's polar method, whose one logarithm is the same on every machine.
     *
     * @param seed the row's own
     * @return a number for each column
     */
    double[] draw(long seed) {
        UniformRandomProvider random = new RandomStreams(seed).stream("noise");
        double[] noise = new double[deviations.length];
        int column = 0;
        while (column < noise.length) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square >= 1 || square == 0) {
                continue;
            }
            double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
            noise[column] = x * scale * deviations[column];
            if (column + 1 < noise.length) {
                noise[column + 1] = y * scale * deviations[column + 1];
            }
            column += 2;
        }
        return noise;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Noise that && shrinkage == that.shrinkage && Arrays.equals(deviations, that.deviations);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(deviations);
    }

    @Override
    public String toString() {
        return "Noise[" + deviations.length + " columns]";
    }
}
