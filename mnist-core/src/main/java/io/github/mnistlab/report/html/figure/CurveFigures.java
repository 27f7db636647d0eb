package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.ThresholdCurve;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.html.chart.ThinnedLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** ROC and precision-recall curves of each class against the rest, of each variant's best run. */
public final class CurveFigures {
    /** Less than a pixel of a drawing. */
    private static final double TOLERANCE = 5e-4;

    private static final double COARSE = 2e-3;

    /** Where the part that is shown may end, from the smallest. */
    private static final double[] ENDS = {0.02, 0.05, 0.1, 0.2, 0.5, 1};

    /** A curve that has come this far has shown what there is to see. */
    private static final double NEARLY_ALL = 0.98;

    private final ReportInput input;
    private final List<Chart.View> roc = new ArrayList<>();
    private final List<Chart.View> precisionRecall = new ArrayList<>();
    private final double right;
    private final double bottom;
    private final double left;
    private final String rocNote;
    private final String precisionRecallNote;

    /** What decides on the part that is shown: where a curve goes; and on whether it is shown at all. */
    private record Course(double area, double averagePrecision, double reached, List<Double> atParts, double precise) {
        static Course of(ThresholdCurve curve) {
            List<double[]> roc = curve.roc();
            return new Course(
                    curve.area(),
                    curve.averagePrecision(),
                    CurveFigures.reached(roc),
                    Arrays.stream(ENDS).mapToObj(end -> at(roc, end / 20)).toList(),
                    curve.precisionRecall().stream()
                            .filter(point -> point[1] >= NEARLY_ALL)
                            .mapToDouble(point -> point[0])
                            .max()
                            .orElse(0));
        }
    }

    /** Which curves of a variant are drawn. */
    private record Drawn(
            ShownVariant variant, Map<Integer, Course> courses, FewClasses roc, FewClasses precisionRecall) {
        static Drawn of(ShownVariant variant) {
            Map<Integer, Course> courses = new TreeMap<>();
            Predictions predictions = variant.predictions();
            IntStream.range(0, predictions.classes())
                    .mapToObj(label -> ThresholdCurve.of(predictions, label))
                    .filter(ThresholdCurve::isDefined)
                    .forEach(curve -> courses.put(curve.label(), Course.of(curve)));
            return new Drawn(
                    variant,
                    courses,
                    lowest(courses, Course::area, "AUC"),
                    lowest(courses, Course::averagePrecision, "AP"));
        }

        private static FewClasses lowest(Map<Integer, Course> courses, ToDoubleFunction<Course> value, String what) {
            Map<Integer, Double> values = new TreeMap<>();
            courses.forEach((label, course) -> values.put(label, value.applyAsDouble(course)));
            return FewClasses.lowest(values, FewClasses.CURVES, what);
        }

        Stream<Course> courses(FewClasses shown) {
            return shown.labels().stream().map(courses::get);
        }

        List<Series> series(FewClasses shown, BiFunction<ThresholdCurve, Course, Series> series) {
            return shown.labels().stream()
                    .map(label -> series.apply(ThresholdCurve.of(variant.predictions(), label), courses.get(label)))
                    .toList();
        }
    }

    /**
     * Goes through the variants twice, first for the part that is shown and then for the lines in it: all curves at once,
     * of every variant and class, would take some megabytes a variant.
     */
    public CurveFigures(ReportInput input) {
        this.input = input;
        List<Drawn> drawn = input.drawn().stream()
                .filter(ShownVariant::hasProbabilities)
                .map(Drawn::of)
                .toList();
        List<Course> rocs =
                drawn.stream().flatMap(one -> one.courses(one.roc())).toList();
        int end = end(rocs);
        this.right = ENDS[end];
        this.bottom = right == 1 ? 0 : floor(rocs, course -> course.atParts().get(end));
        this.left = floor(
                drawn.stream()
                        .flatMap(one -> one.courses(one.precisionRecall()))
                        .toList(),
                Course::precise);
        this.rocNote = drawn.stream().findFirst().map(one -> one.roc().note()).orElse("");
        this.precisionRecallNote = drawn.stream()
                .findFirst()
                .map(one -> one.precisionRecall().note())
                .orElse("");
        drawn.forEach(this::addViews);
    }

    private void addViews(Drawn drawn) {
        FewClasses rocs = drawn.roc();
        roc.add(new Chart.View(
                drawn.variant().bestName(),
                drawn.series(
                        rocs,
                        (curve, course) -> series(
                                curve,
                                rocs,
                                String.format(Locale.ROOT, "AUC %.4f", course.area()),
                                ThinnedLine.of(
                                        shown(curve.roc(), 0, right, bottom), right, 1 - bottom, tolerance())))));
        FewClasses others = drawn.precisionRecall();
        precisionRecall.add(new Chart.View(
                drawn.variant().bestName(),
                drawn.series(
                        others,
                        (curve, course) -> series(
                                curve,
                                others,
                                String.format(Locale.ROOT, "AP %.4f", course.averagePrecision()),
                                ThinnedLine.of(shown(stairs(curve), left, 1, 0), 1 - left, 1, tolerance())))));
    }

    private double tolerance() {
        return input.hasFewVariants() ? TOLERANCE : COARSE;
    }

    private Series series(ThresholdCurve curve, FewClasses shown, String summary, List<double[]> line) {
        return Series.of(
                input.classNames().get(curve.label()) + " (" + summary + ")",
                Series.Kind.CURVE,
                shown.color(curve.label()),
                line);
    }

    public Chart roc() {
        return Chart.choosing(
                "Variant",
                "curves-roc",
                "ROC curve of each class",
                "For every threshold, the share of a class's rows that are predicted as it, against the share of all other"
                        + " rows that are. AUC is the area under a curve." + rocNote + cut(right, bottom)
                        + input.notDrawn(),
                Axis.of("false positive rate", Axis.Format.NUMBER).from(0, right),
                Axis.of("true positive rate", Axis.Format.NUMBER).from(bottom, 1),
                roc);
    }

    public Chart precisionRecall() {
        return Chart.choosing(
                "Variant",
                "curves-precision-recall",
                "Precision and recall of each class",
                "For every threshold, the share of the rows predicted as a class that belong to it, against the share of"
                        + " the class that is found. AP is the average precision."
                        + precisionRecallNote
                        + (left == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, " Only recall from %.2f up is shown, where curves fall.", left))
                        + input.notDrawn(),
                Axis.of("recall", Axis.Format.NUMBER).from(left, 1),
                Axis.of("precision", Axis.Format.NUMBER).from(0, 1),
                precisionRecall);
    }

    /** Without what lies outside of the part that is shown, but for the points next to it, which lines lead to. */
    private static List<double[]> shown(List<double[]> line, double left, double right, double bottom) {
        List<double[]> shown = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            boolean near = false;
            for (int next = Math.max(0, i - 1); next <= Math.min(line.size() - 1, i + 1); next++) {
                double[] point = line.get(next);
                near |= point[0] >= left && point[0] <= right && point[1] >= bottom;
            }
            if (near) {
                shown.add(line.get(i));
            }
        }
        return shown;
    }

    /** Precision holds from a threshold back to the recall before it: scikit-learn draws it so. */
    private static List<double[]> stairs(ThresholdCurve curve) {
        List<double[]> stairs = new ArrayList<>();
        double recall = 0;
        for (double[] point : curve.precisionRecall()) {
            stairs.add(new double[] {recall, point[1]});
            stairs.add(point);
            recall = point[0];
            if (recall == 1) {
                break;
            }
        }
        return stairs;
    }

    /** Which of {@link #ENDS} every curve has nearly come to its end before. */
    private static int end(List<Course> courses) {
        double farthest = courses.stream().mapToDouble(Course::reached).max().orElse(1);
        return IntStream.range(0, ENDS.length)
                .filter(end -> farthest <= ENDS[end])
                .findFirst()
                .orElse(ENDS.length - 1);
    }

    /** A round number below what every curve has; 0 unless much is gained. */
    private static double floor(List<Course> courses, ToDoubleFunction<Course> value) {
        double lowest = courses.stream().mapToDouble(value).min().orElse(0);
        return lowest < 0.5 ? 0 : Math.floor((lowest - 0.01) * 10) / 10;
    }

    private static double reached(List<double[]> roc) {
        return roc.stream()
                .filter(point -> point[1] >= NEARLY_ALL)
                .mapToDouble(point -> point[0])
                .min()
                .orElse(1);
    }

    private static double at(List<double[]> roc, double falsePositives) {
        return roc.stream()
                .filter(point -> point[0] <= falsePositives)
                .mapToDouble(point -> point[1])
                .max()
                .orElse(0);
    }

    private static String cut(double right, double bottom) {
        return right == 1
                ? ""
                : String.format(
                        Locale.ROOT,
                        " Only the corner that matters is shown: false positive rates up to %.2f and true positive rates"
                                + " from %.1f; all curves go on to 1.",
                        right,
                        bottom);
    }
}
