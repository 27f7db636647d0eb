package io.github.mnistlab.evaluate.interval;

/**
 * The exact bounds of a binomial proportion: no value beyond them would give so many successes, or so few, with a
 * probability above alpha. Never wrong more often than alpha says, mostly less often. C. J. Clopper, E. S. Pearson,
 * "The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial", Biometrika 26, 1934.
 *
 * @param successes 0 to {@code trials}
 * @param trials 1 or more, independent of each other
 */
public record ClopperPearson(long successes, long trials) implements ConfidenceBounds {
    /** @throws IllegalArgumentException if there are no trials, or successes are not 0 to as many */
    public ClopperPearson {
        Trials.require(successes, trials);
    }

    @Override
    public double lower(double alpha) {
        return lower((double) successes, (double) trials, alpha);
    }

    @Override
    public double upper(double alpha) {
        return upper((double) successes, (double) trials, alpha);
    }

    /** Also for numbers that are not whole, as effective sample sizes are. */
    static double lower(double successes, double trials, double alpha) {
        return successes <= 0 ? 0 : Quantiles.beta(alpha, successes, trials - successes + 1);
    }

    static double upper(double successes, double trials, double alpha) {
        return successes >= trials ? 1 : Quantiles.beta(1 - alpha, successes + 1, trials - successes);
    }
}
