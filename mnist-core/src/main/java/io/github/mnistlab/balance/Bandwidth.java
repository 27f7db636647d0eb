package io.github.mnistlab.balance;

/** The strength of the noise that smooths a bootstrap. */
final class Bandwidth {
    private Bandwidth() {}

    /**
     * Noise of Silverman's bandwidth for each column, as imbalanced-learn's {@code RandomOverSampler} has it: (4 / ((d + 2) n))
     * to the power of 1 / (d + 4), with d columns and n rows of all classes, times the shrinkage and the column's standard
     * deviation in the class. So a column that is the same in all rows of the class stays so.
     *
     * @param features all rows
     * @param rows those of the class
     * @param shrinkage factor of the bandwidth, 0 or more
     */
    static Noise noise(FeatureMatrix features, int[] rows, double shrinkage) {
        double d = features.columns();
        double bandwidth = shrinkage * StrictMath.pow(4 / ((d + 2) * features.rows()), 1 / (d + 4));
        double[] deviations = new double[features.columns()];
        for (int column = 0; column < deviations.length; column++) {
            deviations[column] = bandwidth * deviation(features, rows, column);
        }
        return new Noise(shrinkage, deviations);
    }

    /** A column's standard deviation in some rows, the biased one, as NumPy has it by default. */
    static double deviation(FeatureMatrix features, int[] rows, int column) {
        // From the first row's value, so that equal values have a deviation of exactly zero.
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
        return Math.sqrt(variance);
    }
}
