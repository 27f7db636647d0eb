package io.github.mnistlab.evaluate.interval;

/**
 * What a threshold does to the mean of some runs of an unchanged recipe, known from other runs of it, where what runs
 * measure is normal. Intervals are exact under that model: D. B. Owen, "A Survey of Properties and Applications of the
 * Noncentral t-Distribution", Technometrics 10, 1968. Test images are the same for all: seeds alone scatter.
 *
 * @param sample what other runs measured, at least four
 */
public record NormalRuns(StudentMean sample) {
    private static final double TAIL = 0.025;

    /**
     * An estimate and its 95 % interval.
     *
     * @param value the estimate
     * @param lower the interval's lower end
     * @param upper its upper end
     */
    public record Estimate(double value, double lower, double upper) {}

    /** @throws IllegalArgumentException if there are fewer than four runs, or all of them measured the same */
    public NormalRuns {
        if (sample.count() < 4 || !(sample.standardDeviation() > 0)) {
            throw new IllegalArgumentException(
                    "a spread to judge a threshold by needs at least 4 values that differ, but" + " there are "
                            + sample.count() + " with a standard deviation of " + sample.standardDeviation());
        }
    }

    /**
     * How often the mean falls below a limit.
     *
     * @param runs of whom the mean is
     */
    public Estimate rateBelow(double limit, int runs) {
        double distance = (sample.mean() - limit) / sample.standardDeviation();
        double t = Math.sqrt(sample.count()) * distance;
        return new Estimate(below(distance, runs), below(distance(t, TAIL), runs), below(distance(t, 1 - TAIL), runs));
    }

    /** The true distance, in deviations, at which what was measured would be at most as far with this probability. */
    private double distance(double t, double probability) {
        return new NoncentralT(sample.count() - 1.0).meanAt(t, probability) / Math.sqrt(sample.count());
    }

    private static double below(double distance, int runs) {
        return Quantiles.normalCumulative(-distance * Math.sqrt(runs));
    }

    /**
     * By how much the recipe must get worse for its mean to fall below a limit with a probability.
     *
     * @param power the probability, as 0.8
     * @return below 0 where it does so as it is
     */
    public Estimate dropCaught(double limit, int runs, double power) {
        double factor = Quantiles.normalUpper(1 - power) / Math.sqrt(runs);
        NoncentralT t = new NoncentralT(sample.count() - 1.0);
        double mean = -factor * Math.sqrt(sample.count());
        double error = sample.standardDeviation() / Math.sqrt(sample.count());
        double above = sample.mean() - limit;
        return new Estimate(
                above + factor * sample.standardDeviation(),
                above - t.quantile(1 - TAIL, mean) * error,
                above - t.quantile(TAIL, mean) * error);
    }

    /**
     * The limit that the mean of further runs falls below with this probability: a prediction limit (G. J. Hahn,
     * "Factors for Calculating Two-Sided Prediction Intervals for Samples from a Normal Distribution", JASA 64, 1969).
     */
    public double limitFor(double rate, int runs) {
        return sample.mean()
                - Quantiles.studentUpper(rate, sample.count() - 1.0)
                        * sample.standardDeviation()
                        * Math.sqrt(1.0 / runs + 1.0 / sample.count());
    }
}
