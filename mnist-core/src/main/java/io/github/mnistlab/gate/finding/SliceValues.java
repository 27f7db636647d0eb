package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.evaluate.SlicedMetric.OfSlice;
import io.github.mnistlab.evaluate.SlicedMetric.SliceGap;
import io.github.mnistlab.gate.finding.SliceParts.Part;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The values of any metric, seed by seed, those of slices included. */
public final class SliceValues {
    static final MetricValue NONE = new MetricValue.Undefined("no slice of the column can be judged");

    private static final Comparator<MetricValue> BY_VALUE =
            Comparator.comparing(value -> value.exact().orElseThrow());

    private SliceValues() {}

    /** Nothing if a value of any run is not known. */
    public static Optional<List<MetricValue>> of(MetricExpression metric, Side side) {
        if (!(metric instanceof SlicedMetric sliced)) {
            return side.values(metric);
        }
        if (isKnownOfAllRowsAlone(sliced.metric(), side)) {
            return Optional.empty();
        }
        if (metric instanceof OfSlice one) {
            return side.on(one).values(one.metric());
        }
        SliceParts parts = SliceParts.of(sliced, side);
        return Optional.of(IntStream.range(0, side.size())
                .mapToObj(run -> ofRun(sliced, parts, run))
                .toList());
    }

    /** Of accepted runs figures were kept, but no probabilities. */
    private static boolean isKnownOfAllRowsAlone(MetricExpression metric, Side side) {
        return MetricOnImages.needsProbabilities(metric)
                && !side.knows(metric)
                && side.values(metric).stream()
                        .flatMap(List::stream)
                        .noneMatch(MetricValue.Undefined.class::isInstance);
    }

    private static MetricValue ofRun(SlicedMetric metric, SliceParts parts, int run) {
        if (parts.judged().isEmpty()) {
            return NONE;
        }
        if (metric instanceof SliceGap) {
            return parts.byClass().values().stream()
                    .map(slices -> highest(slices, run).minus(lowest(slices, run)))
                    .max(BY_VALUE)
                    .orElseThrow();
        }
        return metric.direction() == Direction.HIGHER_IS_BETTER
                ? lowest(parts.judged(), run)
                : highest(parts.judged(), run);
    }

    private static MetricValue lowest(Collection<Part> parts, int run) {
        return parts.stream().map(part -> part.values().get(run)).min(BY_VALUE).orElseThrow();
    }

    private static MetricValue highest(Collection<Part> parts, int run) {
        return parts.stream().map(part -> part.values().get(run)).max(BY_VALUE).orElseThrow();
    }
}
