package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.lock.AcceptedRevision;
import io.github.mnistlab.lock.LockedRun;
import java.util.List;
import java.util.Optional;

/**
 * A metric of a variant as it was accepted.
 *
 * @param mean over seeds
 * @param seeds how many there were
 * @param bounds between what the mean is, by {@value Intervals#PERCENT} of 100; empty where a lock does not tell
 */
public record MeasuredThen(MetricValue mean, int seeds, Optional<Intervals.Interval> bounds) {
    private static final double ALPHA = (100 - Intervals.PERCENT) / 200.0;

    /** @return nothing if the revision does not have the variant */
    public static Optional<MeasuredThen> of(AcceptedRevision revision, String variant, MetricExpression metric) {
        List<Evaluation> evaluations = revision.lock().latest().runs().stream()
                .filter(run -> run.id().variant().equals(variant))
                .map(LockedRun::evaluation)
                .toList();
        if (evaluations.isEmpty()) {
            return Optional.empty();
        }
        MetricExpression here =
                metric.in(revision.lock().latest().data().get(variant).namesOfClasses());
        List<MetricValue> values = evaluations.stream()
                .map(evaluation -> ShownMetrics.value(here, evaluation))
                .toList();
        MetricValue mean = MetricValue.mean(values);
        return Optional.of(new MeasuredThen(
                mean,
                evaluations.size(),
                mean.asDouble().isEmpty() ? Optional.empty() : bounds(metric, values, evaluations.get(0))));
    }

    private static Optional<Intervals.Interval> bounds(
            MetricExpression metric, List<MetricValue> values, Evaluation first) {
        ConfidenceBounds bounds;
        if (values.size() > 1) {
            bounds = StudentMean.of(values.stream()
                    .mapToDouble(value -> value.asDouble().orElseThrow())
                    .toArray());
        } else if (metric.equals(new MetricExpression.Overall(Metric.ACCURACY))) {
            bounds = new ClopperPearson(first.correct(), first.total());
        } else {
            return Optional.empty();
        }
        return Optional.of(new Intervals.Interval(bounds.lower(ALPHA), bounds.upper(ALPHA)));
    }
}
