package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;

/**
 * What a statistic was on each of many resamples, in order. Where it is undefined it might be anything, and so counts as
 * if it lay beyond, on whichever side is asked for.
 */
final class Resamples {
    /** A bound needs some resamples beyond it. */
    private static final int FEWEST_BEYOND = 5;

    private final double[] sorted;
    private final int count;

    private Resamples(double[] sorted, int count) {
        this.sorted = sorted;
        this.count = count;
    }

    /** @param values one a resample, NaN where it is undefined */
    static Resamples of(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new Resamples(sorted, values.length);
    }

    /**
     * What no more than so small a share of resamples lies below; {@code -Infinity} where those that are undefined leave
     * nothing to say.
     *
     * @param share 0 to 1
     * @param center from where a tail is measured that goes on beyond the resamples
     */
    double below(double share, double center) {
        int rank = rank(share);
        if (rank >= FEWEST_BEYOND) {
            return sorted[rank - 1];
        }
        return isBlind()
                ? Double.NEGATIVE_INFINITY
                : Math.min(sorted[FEWEST_BEYOND - 1], beyond(sorted[FEWEST_BEYOND - 1], center, share));
    }

    /** Likewise above, or {@code Infinity}. */
    double above(double share, double center) {
        int rank = rank(share);
        if (rank >= FEWEST_BEYOND) {
            return sorted[sorted.length - rank];
        }
        return isBlind()
                ? Double.POSITIVE_INFINITY
                : Math.max(
                        sorted[sorted.length - FEWEST_BEYOND],
                        beyond(sorted[sorted.length - FEWEST_BEYOND], center, share));
    }

    private int rank(double share) {
        return (int) Math.floor(share * count) - (count - sorted.length);
    }

    /** Whether nothing is known of the tails. */
    private boolean isBlind() {
        return sorted.length < count || sorted.length <= FEWEST_BEYOND;
    }

    /**
     * Where so few resamples lie that none may: the tail goes on as an exponential one, which no metric's exceeds.
     * Where the centre lies beyond them all, that would lead back inwards, and the furthest are all that is known.
     */
    private double beyond(double furthest, double center, double share) {
        double known = Math.log(FEWEST_BEYOND / (double) count);
        return center + (furthest - center) * Math.log(Math.max(share, Double.MIN_NORMAL)) / known;
    }
}
