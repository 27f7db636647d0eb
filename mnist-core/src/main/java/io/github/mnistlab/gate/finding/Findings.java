package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.evaluate.SlicedMetric.OfSlice;
import io.github.mnistlab.evaluate.SlicedMetric.SliceGap;
import io.github.mnistlab.evaluate.SlicedMetric.WorstSlice;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.gate.finding.SliceParts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Findings about any metric: those of slices from a finding about each slice that can be judged, of which there is at least
 * one; those of all test rows as {@link PlainFindings} has them.
 */
public final class Findings {
    private static final String SLICE = "slice";

    private Findings() {}

    /**
     * What a metric is.
     *
     * @param speaksOf of what
     */
    public static Finding of(MetricExpression metric, Side side, SpeaksOf speaksOf) {
        if (metric instanceof OfSlice one) {
            return PlainFindings.of(one.metric(), side.on(one), speaksOf);
        }
        if (metric instanceof WorstSlice worst) {
            return worst(worst, side, speaksOf);
        }
        return metric instanceof SliceGap gap ? gap(gap, side, speaksOf) : PlainFindings.of(metric, side, speaksOf);
    }

    /** Of the models that were trained, or the recipe. */
    public static Finding of(MetricExpression metric, Side side) {
        return of(metric, side, SpeaksOf.byDefault(side.size()));
    }

    /**
     * How much more a metric is on one side than on the other.
     *
     * @return nothing where {@link PlainFindings#ofDifference} has none, or a slice cannot be compared
     */
    public static Optional<Finding> ofDifference(MetricExpression metric, Side side, Side other, SpeaksOf speaksOf) {
        if (metric instanceof OfSlice one) {
            return PlainFindings.ofDifference(one.metric(), side.on(one), other.on(one), speaksOf);
        }
        if (metric instanceof WorstSlice worst) {
            return worstDifference(worst, side, other, speaksOf);
        }
        return metric instanceof SliceGap gap
                ? Optional.of(gapDifference(gap, side, other, speaksOf))
                : PlainFindings.ofDifference(metric, side, other, speaksOf);
    }

    /** No difference, since the models are the same ones. */
    public static Finding ofTheSame(Side side) {
        return new Finding(
                0,
                new Exactly(0),
                side.size() == 1 ? Scope.TRAINED_MODEL : Scope.RECIPE,
                "the same probabilities to the bit",
                Finding.Beside.NOTHING,
                Optional.empty(),
                0,
                "");
    }

    /** Whether it is the calibration error, of a slice or of all rows. */
    public static boolean isCalibration(MetricExpression metric) {
        return PlainFindings.isCalibration(metric instanceof SlicedMetric sliced ? sliced.metric() : metric);
    }

    private static Finding worst(WorstSlice metric, Side side, SpeaksOf speaksOf) {
        List<Finding> each = findings(SliceParts.of(metric, side).judged(), speaksOf);
        return isHighest(metric)
                ? LowestFindings.of(negated(each), speaksOf, SLICE).negated()
                : LowestFindings.of(each, speaksOf, SLICE);
    }

    /** The worst slice of one side less that of the other. */
    private static Optional<Finding> worstDifference(WorstSlice metric, Side side, Side other, SpeaksOf speaksOf) {
        if (speaksOf == SpeaksOf.NEXT) {
            return Optional.empty();
        }
        List<Part> ours = SliceParts.of(metric, side).judged();
        List<Part> theirs = SliceParts.of(metric, other).judged();
        List<Part> both = ours.stream()
                .filter(part -> theirs.stream().anyMatch(part::isOfTheSame))
                .toList();
        List<Finding> differences = new ArrayList<>();
        for (Part part : both) {
            Optional<Finding> difference =
                    PlainFindings.ofDifference(part.metric(), part.side(), other.on(part.slice()), speaksOf);
            if (difference.isEmpty()) {
                return Optional.empty();
            }
            differences.add(difference.get());
        }
        if (both.isEmpty()) {
            return Optional.empty();
        }
        List<Finding> own = findings(ours, speaksOf);
        List<Finding> others = findings(theirs, speaksOf);
        return Optional.of(
                isHighest(metric)
                        ? LowestFindings.ofDifference(
                                        negated(own), negated(others), negated(differences), speaksOf, SLICE)
                                .negated()
                        : LowestFindings.ofDifference(own, others, differences, speaksOf, SLICE));
    }

    private static Finding gap(SliceGap metric, Side side, SpeaksOf speaksOf) {
        List<List<Finding>> classes = SliceParts.of(metric, side).byClass().values().stream()
                .map(parts -> findings(parts, speaksOf))
                .toList();
        List<Finding> all = classes.stream().flatMap(List::stream).toList();
        double estimate = classes.stream().mapToDouble(Findings::distance).max().orElseThrow();
        return new Finding(
                estimate,
                InRange.of(metric.range(), bounds(classes, speaksOf, Finding::bounds)),
                all.get(0).scope(),
                all.get(0).method() + ", for every slice; its lower bound by Bonferroni",
                Finding.Beside.NOTHING,
                all.get(0)
                        .seeds()
                        .map(seeds -> new Finding.Seeds(
                                seeds.count(),
                                2 * seeds.variance(),
                                times -> InRange.of(
                                        metric.range(), bounds(classes, speaksOf, part -> part.withSeeds(times))))),
                all.stream().mapToInt(Finding::images).min().orElse(0),
                LowestFindings.doubt(all));
    }

    /** The gap of one side less that of the other, each of which is known for itself. */
    private static Finding gapDifference(SliceGap metric, Side side, Side other, SpeaksOf speaksOf) {
        Finding ours = gap(metric, side, speaksOf);
        Finding theirs = gap(metric, other, speaksOf);
        return ours.of(
                ours.estimate() - theirs.estimate(),
                new Apart(ours.bounds(), theirs.bounds()),
                ours.method() + ", each side for itself");
    }

    private static GapOfSlices bounds(
            List<List<Finding>> classes, SpeaksOf speaksOf, Function<Finding, ConfidenceBounds> bounds) {
        return new GapOfSlices(
                classes.stream()
                        .map(parts -> parts.stream().map(bounds).toList())
                        .toList(),
                speaksOf == SpeaksOf.NEXT);
    }

    private static double distance(List<Finding> slices) {
        return slices.stream().mapToDouble(Finding::estimate).max().orElseThrow()
                - slices.stream().mapToDouble(Finding::estimate).min().orElseThrow();
    }

    private static boolean isHighest(WorstSlice metric) {
        return metric.direction() == Direction.LOWER_IS_BETTER;
    }

    private static List<Finding> findings(List<Part> parts, SpeaksOf speaksOf) {
        return parts.stream()
                .map(part -> PlainFindings.of(part.metric(), part.side(), speaksOf))
                .toList();
    }

    private static List<Finding> negated(List<Finding> findings) {
        return findings.stream().map(Finding::negated).toList();
    }
}
