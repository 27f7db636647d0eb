package io.github.mnistlab.evaluate.interval;

/**
 * A proportion over seeds and images. A proportion near 1 is skewed the more the fewer errors there are; so to the
 * bounds of {@link CrossedEffects} those of {@link ClopperPearson} are added that as many independent trials would give
 * as have the same variance: E. L. Korn, B. I. Graubard, "Confidence Intervals for Proportions with Small Expected
 * Number of Positive Counts Estimated from Survey Data", Survey Methodology 24, 1998. On each side the more cautious
 * one counts.
 *
 * @param effects of values that are 0 or 1
 * @param images how many: all that there are trials of where every seed says the same of every image
 */
record CrossedProportion(CrossedEffects effects, int images) implements ConfidenceBounds {
    /** Where alpha is one half a normal quantile is 0, and trials could be any number. */
    private static final double MOST_ALPHA = 0.499;

    @Override
    public double lower(double alpha) {
        double trials = effectiveTrials(alpha);
        double exact = ClopperPearson.lower(effects.estimate() * trials, trials, Math.min(alpha, MOST_ALPHA));
        return Math.max(0, Math.min(exact, effects.lower(alpha)));
    }

    @Override
    public double upper(double alpha) {
        double trials = effectiveTrials(alpha);
        double exact = ClopperPearson.upper(effects.estimate() * trials, trials, Math.min(alpha, MOST_ALPHA));
        return Math.min(1, Math.max(exact, effects.upper(alpha)));
    }

    private double effectiveTrials(double alpha) {
        double share = effects.estimate();
        double level = Math.min(alpha, MOST_ALPHA);
        double halfWidth = effects.halfWidth(level) / Quantiles.normalUpper(level);
        return share <= 0 || share >= 1 || halfWidth == 0 ? images : share * (1 - share) / (halfWidth * halfWidth);
    }
}
