package io.github.mnistlab.report;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SliceMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What there is to be seen of slices: a table for each variant and column, the slices of lowest accuracy first, and what a
 * search for weak segments came to. The variants of a matrix are in result.json alone.
 */
public final class SliceTables {
    private static final MetricExpression ACCURACY = new MetricExpression.Overall(Metric.ACCURACY);

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

    /** Those that slices are shown of. */
    public List<Variant> variants() {
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
            for (String column : columns()) {
                tables.add(table(variant.name(), column, most));
            }
        }
        return tables;
    }

    /** The columns of categories. */
    public List<String> columns() {
        return result.slices().columns();
    }

    /**
     * The slices of a column, those of lowest accuracy first.
     *
     * @param variants whose accuracy decides: the lowest of any
     */
    public List<Slice> worstFirst(String column, List<String> variants) {
        return result.runsOf(variants.get(0)).get(0).slices().stream()
                .map(SliceMetrics::slice)
                .filter(slice -> slice.column().equals(column))
                .sorted(Comparator.comparingDouble(slice -> variants.stream()
                        .mapToDouble(variant -> accuracy(variant, slice).orElse(1))
                        .min()
                        .orElseThrow()))
                .toList();
    }

    /** Over seeds; nothing if it is undefined with any. */
    public OptionalDouble accuracy(String variant, Slice slice) {
        return mean(variant, slice, ACCURACY);
    }

    /** Between what its accuracy is. */
    public Optional<Intervals.Interval> interval(String variant, Slice slice) {
        return intervals.of(variant, new SlicedMetric.OfSlice(ACCURACY, slice.column(), slice.value()));
    }

    private Captioned table(String variant, String column, int most) {
        List<Slice> worstFirst = worstFirst(column, List.of(variant));
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
                Optional<Intervals.Interval> interval = interval(variant, slice);
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

    /** What the search for weak segments came to, a variant each. */
    public List<ShownSegments> segments() {
        List<String> shown = variants().stream().map(Variant::name).toList();
        return result.slices().weak().stream()
                .filter(found -> shown.contains(found.variant()))
                .map(found -> new ShownSegments(found, result.slices().fewestRows()))
                .toList();
    }
}
