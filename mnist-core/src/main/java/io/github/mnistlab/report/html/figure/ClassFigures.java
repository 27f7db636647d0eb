package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.AverageScores;
import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.ClassScores;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.report.Confusions;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.run.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results of each class, and how many rows of it there were to learn from. */
public final class ClassFigures {
    /** If every value lies above it, bars begin not at 0 but below the lowest: all would look alike. */
    private static final double HIGH = 0.6;

    private static final double STEP = 0.05;

    private final ReportInput input;

    public ClassFigures(ReportInput input) {
        this.input = input;
    }

    /** Precision, recall and F1 of each class. */
    public Chart scores() {
        FewClasses shown = shown();
        List<Chart.View> views = new ArrayList<>();
        if (input.hasFewVariants()) {
            for (ClassMetric metric : ClassMetric.values()) {
                List<Series> series = new ArrayList<>();
                input.variants()
                        .forEach(variant -> series.add(bars(variant.name(), variant.color(), variant, metric, shown)));
                views.add(new Chart.View(label(metric), series));
            }
        } else {
            for (ShownVariant variant : input.variants()) {
                List<Series> series = new ArrayList<>();
                for (ClassMetric metric : ClassMetric.values()) {
                    series.add(bars(label(metric), series.size(), variant, metric, shown));
                }
                views.add(new Chart.View(variant.name(), series));
            }
        }
        double lowest = views.stream()
                .flatMap(view -> view.series().stream())
                .flatMap(series -> series.points().stream())
                .mapToDouble(point -> point[1])
                .min()
                .orElse(0);
        double from = lowest < HIGH ? 0 : Math.floor((lowest - STEP / 2) / STEP) * STEP;
        return Chart.choosing(
                input.hasFewVariants() ? "Metric" : "Variant",
                "class-scores",
                "Precision, recall and F1 of each class",
                "Precision: the share of the rows predicted as a class that belong to it. Recall: the share of a class's"
                        + " rows that are predicted as it. F1: the harmonic mean of both."
                        + (input.hasSeeds() ? " Means over seeds." : "")
                        + shown.note()
                        + (from == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " The bars begin at %.2f, since from 0 they would all look alike.",
                                        from)),
                Axis.categories(
                        "class",
                        shown.labels().stream().map(input.classNames()::get).toList()),
                Axis.of("", Axis.Format.NUMBER).from(from, 1),
                views);
    }

    private static String label(ClassMetric metric) {
        return metric == ClassMetric.F1 ? "F1" : metric.toString();
    }

    /** All classes, or those of which the variants' F1 is the lowest in the mean. */
    private FewClasses shown() {
        Map<Integer, Double> scores = new TreeMap<>();
        for (int i = 0; i < input.classes(); i++) {
            int label = i;
            scores.put(
                    label,
                    input.variants().stream()
                            .flatMapToDouble(variant -> mean(variant, ClassMetric.F1, label).stream())
                            .average()
                            // Nothing is known of it: there are no rows.
                            .orElse(1));
        }
        return FewClasses.lowest(scores, Confusions.MANY, "F1");
    }

    private static Series bars(String name, int color, ShownVariant variant, ClassMetric metric, FewClasses shown) {
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < shown.labels().size(); i++) {
            int place = i;
            mean(variant, metric, shown.labels().get(i)).ifPresent(value -> points.add(new double[] {place, value}));
        }
        return Series.of(name, Series.Kind.BAR, color, points);
    }

    /** Over seeds; none where it is undefined, or the variant does not know the class. */
    private static OptionalDouble mean(ShownVariant variant, ClassMetric metric, int label) {
        return label < variant.best().evaluation().classes()
                ? variant.mean(new OfClass(metric, label)).asDouble()
                : OptionalDouble.empty();
    }

    /** As scikit-learn's classification report, of the best run. */
    public ReportTable report(ShownVariant variant) {
        Evaluation evaluation = variant.best().evaluation();
        List<ReportTable.Row> rows = new ArrayList<>();
        List<ClassScores> classes = evaluation.perClass();
        for (int label = 0; label < classes.size(); label++) {
            ClassScores scores = classes.get(label);
            rows.add(row(
                    input.classNames().get(label),
                    false,
                    new AverageScores(scores.precision(), scores.recall(), scores.f1()),
                    scores.support()));
        }
        rows.add(new ReportTable.Row(
                "accuracy",
                true,
                List.of("", "", Numbers.metric(evaluation.accuracy()), Numbers.count(evaluation.total()))));
        rows.add(row("macro avg", true, evaluation.macro(), evaluation.total()));
        rows.add(row("weighted avg", true, evaluation.weighted(), evaluation.total()));
        return new ReportTable("class", List.of("precision", "recall", "f1-score", "support"), rows);
    }

    private static ReportTable.Row row(String name, boolean detail, AverageScores scores, long support) {
        return new ReportTable.Row(
                name,
                detail,
                List.of(
                        Numbers.metric(scores.precision()),
                        Numbers.metric(scores.recall()),
                        Numbers.metric(scores.f1()),
                        Numbers.count(support)));
    }

    /** Training rows of each class before and after balancing. */
    public Chart distribution() {
        List<Integer> order = mostFrequentFirst();
        boolean many = Confusions.areTooMany(order.size());
        return Chart.choosing(
                "Variant",
                "class-distribution",
                "Training rows of each class",
                "With validation rows set aside and the imbalance made: before balancing, and after it where it changed"
                        + " them." + (many ? " The classes run from the most frequent to the rarest." : ""),
                Axis.categories(
                        "class", order.stream().map(input.classNames()::get).toList()),
                Axis.of("rows", Axis.Format.COUNT),
                input.trained().size() <= ReportInput.FEW && startAlike() ? List.of(together(order)) : oneByOne(order));
    }

    /** All classes in their own order, unless there are more than one reads: then what is to be seen is the long tail. */
    private List<Integer> mostFrequentFirst() {
        List<Integer> rows = input.trained().get(0).best().outcome().trainingCounts();
        Stream<Integer> labels = IntStream.range(0, input.classNames().size()).boxed();
        return Confusions.areTooMany(rows.size())
                ? labels.sorted(Comparator.comparing(label -> label < rows.size() ? -rows.get(label) : 0))
                        .toList()
                : labels.toList();
    }

    private boolean startAlike() {
        return input.trained().stream()
                        .map(variant -> variant.best().outcome().trainingCounts())
                        .distinct()
                        .count()
                == 1;
    }

    private Chart.View together(List<Integer> order) {
        List<Series> series = new ArrayList<>();
        List<Integer> before = input.trained().get(0).best().outcome().trainingCounts();
        series.add(counts("before balancing", 0, before, order));
        for (ShownVariant variant : input.trained()) {
            List<Integer> after = variant.best().outcome().balancedCounts();
            if (!after.equals(before)) {
                series.add(counts("after " + variant.name(), series.size(), after, order));
            }
        }
        return new Chart.View("", series);
    }

    private List<Chart.View> oneByOne(List<Integer> order) {
        List<Chart.View> views = new ArrayList<>();
        for (ShownVariant variant : input.trained()) {
            RunOutcome run = variant.best().outcome();
            List<Series> series = new ArrayList<>();
            series.add(counts("before balancing", 0, run.trainingCounts(), order));
            if (!run.balancedCounts().equals(run.trainingCounts())) {
                series.add(counts("after balancing", 1, run.balancedCounts(), order));
            }
            views.add(new Chart.View(variant.bestName(), series));
        }
        return views;
    }

    /** Bars, or a line where they would be thinner than the eye can see. */
    private static Series counts(String name, int color, List<Integer> counts, List<Integer> order) {
        List<double[]> points = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            if (order.get(place) < counts.size()) {
                points.add(new double[] {place, counts.get(order.get(place))});
            }
        }
        Series.Kind kind = Confusions.areTooMany(order.size()) ? Series.Kind.CURVE : Series.Kind.BAR;
        return Series.of(name, kind, color, points);
    }
}
