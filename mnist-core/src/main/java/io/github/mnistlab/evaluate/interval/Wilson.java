package io.github.mnistlab.evaluate.interval;

/**
 * The score bounds of a binomial proportion. Right on average over proportions, and so wrong a little more often than
 * alpha says at some: to be shown, while {@link ClopperPearson} decides. E. B. Wilson, "Probable Inference, the Law of
 * Succession, and Statistical Inference", JASA 22, 1927.
 *
 * @param successes 0 to {@code trials}
 * @param trials 1 or more
 */
public record Wilson(long successes, long trials) implements ConfidenceBounds {
    /** @throws IllegalArgumentException if there are no trials, or successes are not 0 to as many */
    public Wilson {
        Trials.require(successes, trials);
    }

    @Override
    public double lower(double alpha) {
        return successes == 0 ? 0 : bound(-Quantiles.normalUpper(alpha));
    }

    @Override
    public double upper(double alpha) {
        return successes == trials ? 1 : bound(Quantiles.normalUpper(alpha));
    }

    private double bound(double z) {
        double n = trials;
        double share = successes / n;
        double spread = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return (share + z * z / (2 * n) + spread) / (1 + z * z / n);
    }
}
