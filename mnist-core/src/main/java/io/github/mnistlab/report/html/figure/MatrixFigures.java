package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.report.ShownMetrics;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A matrix of variants: each metric along an axis, as lines. */
public final class MatrixFigures {
    private final ReportInput input;
    private final MatrixShape shape;

    public MatrixFigures(ReportInput input) {
        this.input = input;
        this.shape = new MatrixShape(input);
    }

    public Chart chart() {
        List<Chart.View> views = metrics().stream().map(this::view).toList();
        String lines = shape.acrossName().isEmpty() ? "" : ", a line for each " + shape.acrossName();
        return Chart.choosing(
                "Metric",
                "matrix-chart",
                "Metrics by " + shape.alongName(),
                "The mean over seeds" + lines + "; the shading spans the lowest to the highest seed.",
                shape.axis(),
                Axis.of("value", Axis.Format.NUMBER),
                views);
    }

    private List<MetricExpression> metrics() {
        return input.result().matrix().metrics();
    }

    private Chart.View view(MetricExpression metric) {
        List<Series> series = new ArrayList<>();
        List<String> lines = shape.lines();
        for (int color = 0; color < lines.size(); color++) {
            List<double[]> means = new ArrayList<>();
            List<double[]> ranges = new ArrayList<>();
            for (Map.Entry<String, ShownVariant> cell :
                    shape.cells(lines.get(color)).entrySet()) {
                double place = shape.place(cell.getKey());
                List<MetricValue> asked =
                        ShownMetrics.asked(input.result(), cell.getValue().name(), metric);
                double[] values = asked.stream()
                        .map(MetricValue::asDouble)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .sorted()
                        .toArray();
                if (values.length > 0) {
                    ranges.add(new double[] {place, values[0], values[values.length - 1]});
                    MetricValue.mean(asked).asDouble().ifPresent(mean -> means.add(new double[] {place, mean}));
                }
            }
            if (input.hasSeeds()) {
                series.add(Series.of(lines.get(color), Series.Kind.BAND, color, ranges));
            }
            series.add(new Series(lines.get(color), Series.Kind.LINE, color, color % 4, means));
        }
        return new Chart.View(metric.toString(), series);
    }
}
