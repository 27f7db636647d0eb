package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.report.ShownMetrics;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Variants side by side: what each seed gave, and how each differs from the first. */
public final class VariantFigures {
    private static final MetricExpression ACCURACY = new MetricExpression.Overall(Metric.ACCURACY);

    private static final int INTERVALS = 0;
    private static final int SEEDS = 1;
    private static final int MEANS = 3;

    private final ReportInput input;
    private final List<ShownVariant> shown;

    public VariantFigures(ReportInput input) {
        this.input = input;
        this.shown = input.drawn();
    }

    public Chart strip() {
        String interval = input.hasSeeds()
                ? " Lines span the " + Intervals.PERCENT + " % interval of the recipe."
                : " With one seed each there is no interval.";
        return new Chart(
                "variants-strip",
                "Every run",
                "Each hollow mark is one seed, each filled mark the mean of a variant." + interval + input.notDrawn(),
                Axis.of("value", Axis.Format.NUMBER),
                Axis.categories("", names(shown)),
                Chart.HEIGHT,
                "Metric",
                views(this::stripSeries));
    }

    /** Nothing where there is nothing to compare. */
    public Optional<Chart> differences() {
        List<ShownVariant> others = compared();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String interval = input.hasSeeds()
                ? "Lines span the " + Intervals.PERCENT
                        + " % interval, paired by row and seed: where it contains zero, there is no clear difference."
                : "With one seed each there is an interval for accuracy only, and it is about these networks.";
        return Optional.of(new Chart(
                "variants-differences",
                "Difference from " + input.first().name(),
                interval,
                Axis.of("difference", Axis.Format.NUMBER),
                Axis.categories("", names(others)),
                Chart.HEIGHT,
                "Metric",
                views(metric -> differenceSeries(metric, others))));
    }

    private List<ShownVariant> compared() {
        return shown.stream()
                .skip(1)
                .filter(variant -> input.onTheSameImages(variant, input.first()))
                .toList();
    }

    private static List<String> names(List<ShownVariant> variants) {
        return variants.stream().map(ShownVariant::name).toList();
    }

    private static List<Chart.View> views(Function<MetricExpression, List<Series>> series) {
        List<Chart.View> views = new ArrayList<>();
        for (Map.Entry<String, MetricExpression> metric : ShownMetrics.BY_NAME.entrySet()) {
            views.add(new Chart.View(metric.getKey(), series.apply(metric.getValue())));
        }
        return views;
    }

    private List<Series> stripSeries(MetricExpression metric) {
        List<double[]> intervals = new ArrayList<>();
        List<double[]> seeds = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        for (int place = 0; place < shown.size(); place++) {
            int row = place;
            ShownVariant variant = shown.get(place);
            variant.values(metric)
                    .forEach(value -> value.asDouble().ifPresent(number -> seeds.add(new double[] {number, row})));
            if (variant.runs().size() > 1) {
                variant.mean(metric).asDouble().ifPresent(number -> means.add(new double[] {number, row}));
                input.intervals()
                        .of(variant.variant().name(), metric)
                        .ifPresent(ends -> intervals.add(new double[] {row, ends.lower(), ends.upper()}));
            }
        }
        return present(
                Series.of(Intervals.PERCENT + " % interval", Series.Kind.INTERVAL, INTERVALS, intervals),
                Series.of("single seeds", Series.Kind.POINTS, SEEDS, seeds),
                Series.of("mean", Series.Kind.MARK, MEANS, means));
    }

    private List<Series> differenceSeries(MetricExpression metric, List<ShownVariant> others) {
        List<double[]> intervals = new ArrayList<>();
        List<double[]> seeds = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        for (int place = 0; place < others.size(); place++) {
            int row = place;
            ShownVariant variant = others.get(place);
            paired(variant, metric).forEach(number -> seeds.add(new double[] {number, row}));
            if (variant.runs().size() > 1) {
                variant.mean(metric)
                        .minus(input.first().mean(metric))
                        .asDouble()
                        .ifPresent(number -> means.add(new double[] {number, row}));
            }
            if (variant.runs().size() > 1 || metric.equals(ACCURACY)) {
                input.intervals()
                        .ofDifference(
                                variant.variant().name(),
                                input.first().variant().name(),
                                metric)
                        .ifPresent(ends -> intervals.add(new double[] {row, ends.lower(), ends.upper()}));
            }
        }
        Series zero = Series.reference("no difference", new double[] {0, 0}, new double[] {0, others.size() - 1.0});
        // With a single row it would be a point; the axis shows where zero is.
        List<Series> series = new ArrayList<>(others.size() > 1 ? List.of(zero) : List.of());
        series.addAll(present(
                Series.of(Intervals.PERCENT + " % interval", Series.Kind.INTERVAL, INTERVALS, intervals),
                Series.of("same seed", Series.Kind.POINTS, SEEDS, seeds),
                Series.of("means", Series.Kind.MARK, MEANS, means)));
        return series;
    }

    private List<Double> paired(ShownVariant variant, MetricExpression metric) {
        List<Double> differences = new ArrayList<>();
        for (RunResult run : variant.runs()) {
            for (RunResult other : input.first().runs()) {
                if (run.id().seed() == other.id().seed() || isOneModel(variant) || isOneModel(input.first())) {
                    MetricValue difference = metric.of(run.evaluation()).minus(metric.of(other.evaluation()));
                    difference.asDouble().ifPresent(differences::add);
                }
            }
        }
        return differences;
    }

    /** Then it is held against each seed of the other. */
    private static boolean isOneModel(ShownVariant variant) {
        return variant.variant().spec().isOneModel();
    }

    private static List<Series> present(Series... all) {
        List<Series> present = new ArrayList<>();
        for (Series series : all) {
            if (!series.points().isEmpty()) {
                present.add(series);
            }
        }
        return present;
    }
}
