package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Findings;
import io.github.mnistlab.gate.finding.Side;
import io.github.mnistlab.gate.finding.SliceValues;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.TestPredictions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Between what the metrics of recipes are, for reports: two-sided, by the methods that gates are judged by. Each is
 * worked out when it is first asked for. For one thread.
 */
public final class Intervals {
    /** How often such an interval holds the value. */
    public static final int PERCENT = 95;

    private static final double ALPHA = (100 - PERCENT) / 200.0;

    private final ExperimentResult result;
    private final TestPredictions predictions;
    private final Map<List<Object>, Optional<Interval>> known = new HashMap<>();

    /** Two ends. */
    public record Interval(double lower, double upper) {}

    /**
     * @param predictions of the result's runs
     */
    public Intervals(ExperimentResult result, TestPredictions predictions) {
        this.result = result;
        this.predictions = predictions;
    }

    /**
     * Between what a metric is, over seeds and images.
     *
     * @return nothing where there is one seed, but of a slice; where the metric is undefined with any, or it rests on a single image; nor of the
     *     lowest value of all classes: tables show the mean of each seed's own lowest value, and what is known is the
     *     lowest mean, which that lies below
     */
    public Optional<Interval> of(String variant, MetricExpression metric) {
        return known.computeIfAbsent(List.of(variant, metric), key -> find(variant, metric));
    }

    /**
     * Between what the difference of a metric is, that of one variant less that of another. Both must have been tested on
     * the same images. With several seeds it is of the recipes, over seeds and images; with one each it is of these two
     * trained models, over images alone, and other seeds may give otherwise.
     *
     * @return nothing where one has a single seed and the other several, unless it is one model whatever the seed; where the
     *     metric is undefined with any, or rests on a single image; nor of the lowest values of all classes with several seeds
     */
    public Optional<Interval> ofDifference(String variant, String other, MetricExpression metric) {
        return known.computeIfAbsent(List.of(variant, other, metric), key -> findDifference(variant, other, metric));
    }

    private Optional<Interval> findDifference(String variant, String other, MetricExpression metric) {
        Side side = Side.of(result, variant, predictions, metric);
        Side otherSide = Side.of(result, other, predictions, metric);
        if (isUndefined(side, metric)
                || isUndefined(otherSide, metric)
                || isMeanOfLowest(side, metric)
                || isMeanOfLowest(otherSide, metric)) {
            return Optional.empty();
        }
        return Findings.ofDifference(metric, side, otherSide, speaksOf(side, otherSide))
                .flatMap(Intervals::ends);
    }

    private static SpeaksOf speaksOf(Side side, Side other) {
        return SpeaksOf.byDefault(Math.max(side.size(), other.size()));
    }

    private static boolean isUndefined(Side side, MetricExpression metric) {
        return SliceValues.of(metric, side).orElseThrow().stream().anyMatch(MetricValue.Undefined.class::isInstance);
    }

    private static boolean isMeanOfLowest(Side side, MetricExpression metric) {
        MetricExpression plain = metric instanceof SlicedMetric.OfSlice slice ? slice.metric() : metric;
        return plain instanceof MetricExpression.MinOverClasses && side.size() > 1;
    }

    private static Optional<Interval> ends(Finding finding) {
        return finding.images() == 1
                ? Optional.empty()
                : Optional.of(new Interval(
                        finding.bounds().lower(ALPHA), finding.bounds().upper(ALPHA)));
    }

    private Optional<Interval> find(String variant, MetricExpression metric) {
        List<RunResult> runs = result.runsOf(variant);
        Side side = Side.of(result, variant, predictions, metric);
        boolean told = runs.size() > 1 || metric instanceof SlicedMetric.OfSlice;
        if (!told || isUndefined(side, metric) || isMeanOfLowest(side, metric)) {
            return Optional.empty();
        }
        return ends(Findings.of(metric, side));
    }
}
