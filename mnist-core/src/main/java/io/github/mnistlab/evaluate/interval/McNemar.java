package io.github.mnistlab.evaluate.interval;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether two classifiers are right equally often on the same rows: of the rows that just one of them is right on, half
 * would be each one's. Q. McNemar, "Note on the Sampling Error of the Difference between Correlated Proportions or
 * Percentages", Psychometrika 12, 1947; the mid-p by M. W. Fagerland, S. Lydersen, P. Laake, BMC Medical Research
 * Methodology 13, 2013.
 *
 * @param onlyFirst rows that only the first is right on
 * @param onlySecond rows that only the second is right on
 */
public record McNemar(long onlyFirst, long onlySecond) {
    /** @throws IllegalArgumentException if a count is below 0 or both together above the largest int */
    public McNemar {
        if (onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "disagreements must be 0 or more, but are " + onlyFirst + " and " + onlySecond);
        }
    }

    /** The two-sided exact p-value: 0 to 1. */
    public double exact() {
        return Math.min(1, 2 * tail().cumulativeProbability(fewer()));
    }

    /** The exact p-value with half the weight of what was seen: less cautious, and right on average. */
    public double midP() {
        return Math.min(1, 2 * tail().cumulativeProbability(fewer()) - tail().probability(fewer()));
    }

    private int fewer() {
        return (int) Math.min(onlyFirst, onlySecond);
    }

    private BinomialDistribution tail() {
        return BinomialDistribution.of((int) (onlyFirst + onlySecond), 0.5);
    }
}
