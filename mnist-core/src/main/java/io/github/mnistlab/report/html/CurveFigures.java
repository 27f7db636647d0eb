package io.github.mnistlab.report.html;

import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.ThresholdCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** ROC and precision-recall curves of each class against the rest, of each variant's best run. */
final class CurveFigures {
    /** Less than a pixel of a drawing. */
    private static final double TOLERANCE = 5e-4;

    private static final double COARSE = 2e-3;

    /** Where the part that is shown may end, from the smallest. */
    private static final double[] ENDS = {0.02, 0.05, 0.1, 0.2, 0.5, 1};

    /** A curve that has come this far has shown what there is to see. */
    private static final double NEARLY_ALL = 0.98;

    private final ReportInput input;
    private final List<List<ThresholdCurve>> curves;

    CurveFigures(ReportInput input) {
        this.input = input;
        this.curves = input.variants().stream().map(CurveFigures::curves).toList();
    }

    private static List<ThresholdCurve> curves(ShownVariant variant) {
        Predictions predictions = variant.predictions();
        return IntStream.range(0, predictions.classes())
                .mapToObj(label -> ThresholdCurve.of(predictions, label))
                .filter(ThresholdCurve::isDefined)
                .toList();
    }

    Chart roc() {
        double right = end(curve -> reached(curve.roc()));
        double bottom = right == 1 ? 0 : floor(curve -> at(curve.roc(), right / 20));
        return Chart.choosing(
                "Variant",
                "curves-roc",
                "ROC curve of each class",
                "The share of a class' images that are found against the share of all others that are taken for it, for"
                        + " every threshold. AUC is the area under a curve." + cut(right, bottom),
                Axis.of("false positive rate", Axis.Format.NUMBER).from(0, right),
                Axis.of("true positive rate", Axis.Format.NUMBER).from(bottom, 1),
                views("AUC", ThresholdCurve::area, ThresholdCurve::roc, 0, right, bottom));
    }

    Chart precisionRecall() {
        double left = floor(curve -> curve.precisionRecall().stream()
                .filter(point -> point[1] >= NEARLY_ALL)
                .mapToDouble(point -> point[0])
                .max()
                .orElse(0));
        return Chart.choosing(
                "Variant",
                "curves-precision-recall",
                "Precision and recall of each class",
                "Of the images that are taken for a class, the share that are of it, against the share of the class that"
                        + " is found, for every threshold. AP is the average precision."
                        + (left == 0
                                ? ""
                                : String.format(
                                        Locale.ROOT, " Only recall from %.2f on is shown, where curves fall.", left)),
                Axis.of("recall", Axis.Format.NUMBER).from(left, 1),
                Axis.of("precision", Axis.Format.NUMBER).from(0, 1),
                views("AP", ThresholdCurve::averagePrecision, CurveFigures::stairs, left, 1, 0));
    }

    private List<Chart.View> views(
            String summary,
            Function<ThresholdCurve, Double> value,
            Function<ThresholdCurve, List<double[]>> line,
            double left,
            double right,
            double bottom) {
        double tolerance = input.hasFewVariants() ? TOLERANCE : COARSE;
        List<Chart.View> views = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            List<Series> series = new ArrayList<>();
            for (ThresholdCurve curve : curves.get(i)) {
                String name = String.format(Locale.ROOT, "%d (%s %.4f)", curve.label(), summary, value.apply(curve));
                List<double[]> shown = shown(line.apply(curve), left, right, bottom);
                series.add(Series.of(
                        name,
                        Series.Kind.CURVE,
                        curve.label(),
                        ThinnedLine.of(shown, right - left, 1 - bottom, tolerance)));
            }
            views.add(new Chart.View(input.variants().get(i).bestName(), series));
        }
        return views;
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

    /** Where every curve has nearly come to its end. */
    private double end(Function<ThresholdCurve, Double> reached) {
        double farthest = curves.stream()
                .flatMap(List::stream)
                .mapToDouble(reached::apply)
                .max()
                .orElse(1);
        for (double end : ENDS) {
            if (farthest <= end) {
                return end;
            }
        }
        return 1;
    }

    /** A round number below what every curve has; 0 unless much is gained. */
    private double floor(Function<ThresholdCurve, Double> value) {
        double lowest = curves.stream()
                .flatMap(List::stream)
                .mapToDouble(value::apply)
                .min()
                .orElse(0);
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
                        " Only the corner that matters is shown, false positive rates to %.2f and true ones from %.1f;"
                                + " all curves go on to 1.",
                        right,
                        bottom);
    }
}
