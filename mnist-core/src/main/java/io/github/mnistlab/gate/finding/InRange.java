package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricRange;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/**
 * Bounds that lie where a metric can lie at all: where a method has none to give, that is what is known.
 *
 * @param lowest the lowest value
 * @param highest the highest value, or infinity
 * @param bounds what is known beside that
 */
record InRange(double lowest, double highest, ConfidenceBounds bounds) implements ConfidenceBounds {
    /** What is known of a metric, classes of which a few rows tell, or none, considered. */
    static InRange of(MetricExpression metric, Side side, ConfidenceBounds bounds) {
        return of(metric.range(), NoHits.among(side, metric, FewRows.among(side, metric, bounds)));
    }

    static InRange of(MetricRange range, ConfidenceBounds bounds) {
        return new InRange(
                range.lowest().doubleValue(),
                range.highest().map(Number::doubleValue).orElse(Double.POSITIVE_INFINITY),
                bounds);
    }

    @Override
    public double lower(double alpha) {
        return Math.max(lowest, bounds.lower(alpha));
    }

    @Override
    public double upper(double alpha) {
        return Math.min(highest, bounds.upper(alpha));
    }
}
