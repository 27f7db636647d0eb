package io.github.mnistlab.evaluate.interval;

/**
 * The bounds of a standard deviation where values are normal: the sum of squares is then that of the deviation times
 * chi-square. F. R. Helmert, 1876; in every textbook.
 *
 * @param sample the values
 */
public record SpreadBounds(StudentMean sample) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return bound(1 - alpha);
    }

    @Override
    public double upper(double alpha) {
        return bound(alpha);
    }

    private double bound(double probability) {
        double freedom = sample.count() - 1.0;
        return sample.standardDeviation() * Math.sqrt(freedom / Quantiles.chiSquared(probability, freedom));
    }
}
