package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.report.SliceTables;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The accuracy of slices, a chart for each column of categories. */
public final class SliceFigures {
    private static final MetricExpression ACCURACY = new MetricExpression.Overall(Metric.ACCURACY);

    /** As many as one can tell apart; tables have more. */
    private static final int MOST_SLICES = 40;

    private final ReportInput input;
    private final SliceTables tables;
    private final List<ShownVariant> shown;

    public SliceFigures(ReportInput input, SliceTables tables) {
        this.input = input;
        this.tables = tables;
        this.shown = input.drawn().stream()
                .filter(variant -> tables.variants().contains(variant.variant()))
                .toList();
    }

    public List<Chart> accuracy() {
        return shown.isEmpty()
                ? List.of()
                : IntStream.range(0, tables.columns().size())
                        .mapToObj(this::accuracy)
                        .toList();
    }

    private Chart accuracy(int place) {
        String column = tables.columns().get(place);
        List<Slice> all = tables.worstFirst(
                column, shown.stream().map(variant -> variant.variant().name()).toList());
        List<Slice> slices = all.subList(0, Math.min(MOST_SLICES, all.size()));
        int left = all.size() - slices.size();
        return new Chart(
                "slices-" + place,
                "Accuracy by " + column,
                "The lowest first, of any variant. Lines span the " + Intervals.PERCENT
                        + " % interval; dashed: all test rows."
                        + (left == 0
                                ? ""
                                : " " + Numbers.count(left, "slice") + " of higher accuracy in the tables only.")
                        + input.notDrawn(),
                Axis.of("accuracy", Axis.Format.NUMBER),
                Axis.categories(column, slices.stream().map(Slice::value).toList()),
                Chart.HEIGHT,
                "Variant",
                shown.stream()
                        .map(variant -> new Chart.View(variant.name(), series(variant, slices)))
                        .toList());
    }

    private List<Series> series(ShownVariant variant, List<Slice> slices) {
        String name = variant.variant().name();
        List<double[]> intervals = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (int place = 0; place < slices.size(); place++) {
            int row = place;
            Slice slice = slices.get(place);
            tables.accuracy(name, slice).ifPresent(accuracy -> values.add(new double[] {accuracy, row}));
            tables.interval(name, slice)
                    .ifPresent(ends -> intervals.add(new double[] {row, ends.lower(), ends.upper()}));
        }
        List<Series> series = new ArrayList<>();
        if (slices.size() > 1) {
            variant.mean(ACCURACY)
                    .asDouble()
                    .ifPresent(overall -> series.add(Series.reference(
                            "all test rows", new double[] {overall, 0}, new double[] {overall, slices.size() - 1.0})));
        }
        series.add(Series.of(Intervals.PERCENT + " % interval", Series.Kind.INTERVAL, variant.color(), intervals));
        series.add(Series.of("accuracy", Series.Kind.MARK, variant.color(), values));
        return series;
    }
}
