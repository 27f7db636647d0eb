package io.github.mnistlab.balance;

import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** Independent Gaussian noise, of a strength of its own for each number of a row. */
public final class Noise {
    private final double shrinkage;
    private final double[] deviations;

    private Noise(double shrinkage, double[] deviations) {
        this.shrinkage = shrinkage;
        this.deviations = deviations;
    }

    /**
     * Silverman's bandwidth for each column, as imbalanced-learn's {@code RandomOverSampler} has it: (4 / ((d + 2) n))
     * to the power of 1 / (d + 4), with d columns and n rows of all classes, times the shrinkage and the column's standard
     * deviation in the class. So a column that is the same in all rows of the class stays so.
     *
     * @param features all rows
     * @param rows those of the class
     * @param shrinkage factor of the bandwidth, 0 or more
     */
    static Noise ofBandwidth(FeatureMatrix features, int[] rows, double shrinkage) {
        double d = features.columns();
        double bandwidth = shrinkage * StrictMath.pow(4 / ((d + 2) * features.rows()), 1 / (d + 4));
        double[] deviations = new double[features.columns()];
        for (int column = 0; column < deviations.length; column++) {
            // From the first row's value, so that equal values have a variance of exactly zero.
            double origin = features.value(rows[0], column);
            double mean = 0;
            for (int row : rows) {
                mean += (features.value(row, column) - origin) / rows.length;
            }
            double variance = 0;
            for (int row : rows) {
                double difference = features.value(row, column) - origin - mean;
                variance += difference * difference / rows.length;
            }
            deviations[column] = bandwidth * Math.sqrt(variance);
        }
        return new Noise(shrinkage, deviations);
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
