package io.github.mnistlab.gate.finding;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.evaluate.SlicedMetric.OfSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a metric of slices is made of: the plain metrics of each slice, and of each class where it is of every class.
 *
 * @param judged those that have rows enough and a value with every seed, in the order of slices and classes
 * @param reasons why others are not judged, by what they are
 */
public record SliceParts(List<Part> judged, Map<String, String> reasons) {
    private static final int SHOWN = 5;

    /**
     * A plain metric of one slice.
     *
     * @param slice of which test rows
     * @param metric of all classes or of one
     * @param side the runs on these rows
     */
    public record Part(Slice slice, MetricExpression metric, Side side) {
        List<MetricValue> values() {
            return side.values(metric).orElseThrow();
        }

        /** The class that it is of, or that it is of all. */
        String ofClass() {
            return metric instanceof OfClass one ? "class " + one.name() : "";
        }

        String name() {
            return slice + (ofClass().isEmpty() ? "" : ", " + ofClass());
        }

        boolean isOfTheSame(Part other) {
            return slice.equals(other.slice) && metric.classLabel().equals(other.metric.classLabel());
        }
    }

    public static SliceParts of(SlicedMetric metric, Side side) {
        Slices slices = side.slices();
        List<Slice> of = metric instanceof OfSlice one ? List.of(Side.slice(one)) : slices.of(metric.column());
        List<Part> judged = new ArrayList<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        for (Slice slice : of) {
            Side rows = side.on(slice);
            for (MetricExpression each : each(metric, side)) {
                Part part = new Part(slice, each, rows);
                Optional<String> reason = whyNot(part, slices.fewestRows());
                if (reason.isPresent()) {
                    reasons.put(part.name(), reason.get());
                } else {
                    judged.add(part);
                }
            }
        }
        return new SliceParts(judged, reasons);
    }

    /** Of one slice, the lowest of all classes is what it is; of several, each class has its own place. */
    private static List<MetricExpression> each(SlicedMetric metric, Side side) {
        if (metric instanceof OfSlice || !(metric.metric() instanceof MinOverClasses lowest)) {
            return List.of(metric.metric());
        }
        return IntStream.range(0, side.classes())
                .<MetricExpression>mapToObj(label -> new OfClass(lowest.metric(), label, side.className(label)))
                .toList();
    }

    private static Optional<String> whyNot(Part part, int fewestRows) {
        int rows = part.side().rowsFor(part.metric());
        if (rows < fewestRows) {
            String ofClass = isRecall(part.metric()) ? " of its class" : "";
            return Optional.of("has " + rows + (rows == 1 ? " row" : " rows") + ofClass + ", fewer than " + fewestRows);
        }
        return part.values().stream()
                .filter(MetricValue.Undefined.class::isInstance)
                .map(value -> "is undefined, for " + ((MetricValue.Undefined) value).reason())
                .findFirst();
    }

    private static boolean isRecall(MetricExpression metric) {
        return metric instanceof OfClass one && one.metric() == ClassMetric.RECALL;
    }

    /** Why not all is judged, in a sentence; nothing if all is. */
    public Optional<String> notJudged() {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        List<String> some = reasons.entrySet().stream()
                .limit(SHOWN)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        int left = reasons.size() - some.size();
        return Optional.of("not every slice can be judged: " + String.join("; ", some)
                + (left > 0 ? "; and " + left + " more" : ""));
    }

    /** Those of one class, or of all, by what that is. */
    Map<String, List<Part>> byClass() {
        Map<String, List<Part>> classes = new LinkedHashMap<>();
        judged.forEach(part -> classes.computeIfAbsent(part.ofClass(), name -> new ArrayList<>())
                .add(part));
        return classes;
    }
}
