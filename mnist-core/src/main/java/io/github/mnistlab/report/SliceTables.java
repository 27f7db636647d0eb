package io.github.mnistlab.report;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SliceMetrics;
import io.github.mnistlab.result.SliceResult;
import io.github.mnistlab.result.WeakSegments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What there is to be seen of slices: a table for each variant and column, the slices of lowest accuracy first, and what a
 * search for weak segments came to. The variants of a matrix are in result.json alone.
 */
public final class SliceTables {
    private static final MetricExpression ACCURACY = new MetricExpression.Overall(Metric.ACCURACY);

    /** More segments are in result.json. */
    private static final int SEGMENTS = 5;

    private final ExperimentResult result;
    private final Intervals intervals;

    public SliceTables(ExperimentResult result, Intervals intervals) {
        this.result = result;
        this.intervals = intervals;
    }

    /**
     * A table with what it is about.
     *
     * @param caption plain text
     * @param left how many slices it leaves out
     */
    public record Captioned(String caption, ReportTable table, int left) {
        /** The same in words; empty if none is left out. */
        public String leftOut() {
            return left == 0
                    ? ""
                    : Numbers.count(left, "slice") + " of higher accuracy " + (left == 1 ? "is" : "are") + " left out.";
        }
    }

    /** Whether the experiment has slices, and a variant that they are shown of. */
    public boolean isEmpty() {
        return result.slices() == null || variants().isEmpty();
    }

    private List<Variant> variants() {
        return ResultTables.byHand(result).stream()
                .filter(variant -> !result.runsOf(variant.name()).isEmpty())
                .toList();
    }

    /**
     * The tables.
     *
     * @param most slices in each
     */
    public List<Captioned> tables(int most) {
        List<Captioned> tables = new ArrayList<>();
        for (Variant variant : variants()) {
            Map<String, List<Slice>> columns = result.runsOf(variant.name()).get(0).slices().stream()
                    .map(SliceMetrics::slice)
                    .collect(Collectors.groupingBy(Slice::column));
            for (String column : result.slices().columns()) {
                tables.add(table(variant.name(), column, columns.getOrDefault(column, List.of()), most));
            }
        }
        return tables;
    }

    private Captioned table(String variant, String column, List<Slice> slices, int most) {
        List<Slice> worstFirst = slices.stream()
                .sorted(Comparator.comparingDouble(
                        slice -> mean(variant, slice, ACCURACY).orElse(1)))
                .toList();
        List<String> columns = new ArrayList<>(List.of("rows"));
        ShownMetrics.BY_NAME.forEach((name, metric) -> {
            columns.add(name);
            if (metric.equals(ACCURACY)) {
                columns.addAll(List.of("lower", "upper"));
            }
        });
        String seeds = result.runsOf(variant).size() > 1
                ? ", mean of " + result.runsOf(variant).size() + " seeds"
                : "";
        return new Captioned(
                "Slices of " + PlainText.oneLine(column) + ", " + PlainText.oneLine(variant) + seeds
                        + "; lower and upper: the " + Intervals.PERCENT + " % interval of accuracy",
                new ReportTable(
                        PlainText.oneLine(column),
                        columns,
                        worstFirst.stream()
                                .limit(most)
                                .map(slice -> row(variant, slice))
                                .toList()),
                Math.max(0, worstFirst.size() - most));
    }

    private ReportTable.Row row(String variant, Slice slice) {
        int rows = of(result.runsOf(variant).get(0), slice).rows();
        List<String> cells = new ArrayList<>(List.of(Numbers.count(rows)));
        for (MetricExpression metric : ShownMetrics.BY_NAME.values()) {
            OptionalDouble mean = mean(variant, slice, metric);
            cells.add(mean.isPresent() ? Numbers.metric(mean.getAsDouble()) : "undefined");
            if (metric.equals(ACCURACY)) {
                Optional<Intervals.Interval> interval =
                        intervals.of(variant, new SlicedMetric.OfSlice(metric, slice.column(), slice.value()));
                cells.add(Spread.lower(interval));
                cells.add(Spread.upper(interval));
            }
        }
        String few = rows < result.slices().fewestRows() ? " (too few rows)" : "";
        return new ReportTable.Row(PlainText.oneLine(slice.value()) + few, false, cells);
    }

    private static SliceMetrics of(RunResult run, Slice slice) {
        return run.slices().stream()
                .filter(metrics -> metrics.slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    /** Over seeds; nothing if it is undefined with any. */
    private OptionalDouble mean(String variant, Slice slice, MetricExpression metric) {
        List<Double> values = new ArrayList<>();
        for (RunResult run : result.runsOf(variant)) {
            Double value = of(run, slice).metrics().get(metric.toString());
            if (value == null) {
                return OptionalDouble.empty();
            }
            values.add(value);
        }
        return values.stream().mapToDouble(Double::doubleValue).average();
    }

    /** What the search for weak segments came to, a sentence a variant. */
    public List<String> weak() {
        List<String> shown = variants().stream().map(Variant::name).toList();
        return Optional.ofNullable(result.slices()).map(SliceResult::weak).orElse(List.of()).stream()
                .filter(found -> shown.contains(found.variant()))
                .map(found -> sentence(found, result.slices().fewestRows()))
                .toList();
    }

    private static String sentence(WeakSegments found, int fewestRows) {
        String tried = Numbers.count(found.tried(), "segment") + " of one and two columns tried"
                + (found.tooSmall() == 0
                        ? ""
                        : ", " + Numbers.count(found.tooSmall()) + " left out for fewer than " + fewestRows
                                + " rows in them or beside them");
        String start = PlainText.oneLine(found.variant()) + ": " + tried + "; ";
        if (found.segments().isEmpty()) {
            return start + "none is surely weaker than the other rows";
        }
        List<String> segments = found.segments().stream()
                .limit(SEGMENTS)
                .map(SliceTables::segment)
                .toList();
        int left = found.segments().size() - segments.size();
        return start + "surely weaker than the other rows: " + String.join("; ", segments)
                + (left > 0 ? "; and " + left + " more" : "");
    }

    private static String segment(WeakSegments.Segment segment) {
        String name = segment.slices().stream().map(Slice::toString).collect(Collectors.joining(" and "));
        return String.format(
                Locale.ROOT,
                "%s (%,d of %,d misread, %s, elsewhere %s; adjusted p %s)",
                PlainText.oneLine(name),
                segment.misread(),
                segment.rows(),
                Numbers.percent(segment.share()),
                Numbers.percent(segment.elsewhere()),
                segment.adjusted() < 0.0001 ? "below 0.0001" : String.format(Locale.ROOT, "%.4f", segment.adjusted()));
    }
}
