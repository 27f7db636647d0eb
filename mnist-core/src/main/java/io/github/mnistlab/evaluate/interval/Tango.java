package io.github.mnistlab.evaluate.interval;

/**
 * The score bounds of the difference of two proportions of the same rows, second less first. Unlike Wald's they have a
 * width where the two never disagree. T. Tango, "Equivalence Test and Confidence Interval for the Difference in
 * Proportions for the Paired-Sample Design", Statistics in Medicine 17, 1998.
 *
 * @param onlyFirst rows that only the first is right on
 * @param onlySecond rows that only the second is right on
 * @param pairs rows in all, 1 or more
 */
public record Tango(long onlyFirst, long onlySecond, long pairs) implements ConfidenceBounds {
    /** As many as a double has bits, and some: the bounds are exact to its precision. */
    private static final int HALVINGS = 80;

    /** @throws IllegalArgumentException if a count is below 0, or both together are more than there are rows */
    public Tango {
        Trials.require(onlyFirst, onlySecond, pairs);
    }

    /** What was measured: the second's share less the first's. */
    public double difference() {
        return (onlySecond - onlyFirst) / (double) pairs;
    }

    @Override
    public double lower(double alpha) {
        double z = Quantiles.normalUpper(alpha);
        double below = -1;
        double above = difference();
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (below + above) / 2;
            if (score(middle) > z) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /** The same seen from the other side. */
    @Override
    public double upper(double alpha) {
        return -new Tango(/* onlyFirst= */ onlySecond, /* onlySecond= */ onlyFirst, pairs).lower(alpha);
    }

    /** How many standard errors the measured difference lies above a true one; they are those that it would have. */
    private double score(double difference) {
        double b = onlySecond;
        double c = onlyFirst;
        double n = pairs;
        double linear = (2 * n - b + c) * difference - b - c;
        double constant = -c * difference * (1 - difference);
        double root = Math.sqrt(Math.max(0, linear * linear - 8 * n * constant));
        // The larger root, by the form in which nothing cancels.
        double first = linear <= 0 ? (root - linear) / (4 * n) : -2 * constant / (linear + root);
        double variance = n * (2 * first + difference * (1 - difference));
        double distance = b - c - n * difference;
        return variance <= 0 ? Math.signum(distance) * Double.MAX_VALUE : distance / Math.sqrt(variance);
    }
}
