package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.ConfidenceBin;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Calibration: how far a network's confidence can be trusted. */
public final class ConfidenceFigures {
    private final ReportInput input;
    private final List<ShownVariant> variants;
    private final Map<Integer, List<ConfidenceBin>> bins = new HashMap<>();

    public ConfidenceFigures(ReportInput input) {
        this.input = input;
        this.variants = input.withProbabilities();
        variants.forEach(variant -> bins.put(variant.color(), ConfidenceBin.of(variant.predictions())));
    }

    public Chart reliability() {
        return Chart.choosing(
                "Variant",
                "confidence-reliability",
                "Reliability",
                "The share of rows classified correctly, by how confident the network was. On the dashed diagonal it is"
                        + " right as often as it says; below, it is overconfident.",
                Axis.of("confidence", Axis.Format.NUMBER).from(0, 1),
                Axis.of("share correct", Axis.Format.NUMBER).from(0, 1),
                Views.of(variants, variant -> {
                    List<double[]> points = bins.get(variant.color()).stream()
                            .filter(bin -> bin.rows() > 0)
                            .map(bin -> new double[] {bin.confidence(), bin.accuracy()})
                            .toList();
                    Series line = new Series(
                            String.format(
                                    Locale.ROOT,
                                    "%s (ECE %.4f)",
                                    variant.name(),
                                    variant.best().evaluation().ece()),
                            Series.Kind.LINE,
                            variant.color(),
                            variant.color() % 4,
                            points);
                    return variant.color() == variants.get(0).color()
                            ? List.of(
                                    Series.reference("perfect calibration", new double[] {0, 0}, new double[] {1, 1}),
                                    line)
                            : List.of(line);
                }));
    }

    public Chart histogram() {
        return Chart.choosing(
                "Variant",
                "confidence-histogram",
                "Confidence",
                "Number of rows by their highest probability, on a logarithmic axis.",
                Axis.categories(
                        "confidence up to",
                        bins.get(variants.get(0).color()).stream()
                                .map(bin -> String.format(Locale.ROOT, "%.2f", bin.upper()))
                                .toList()),
                Axis.log("rows", Axis.Format.COUNT).from(0.5, highest()),
                Views.of(variants, variant -> {
                    List<ConfidenceBin> all = bins.get(variant.color());
                    List<double[]> points = IntStream.range(0, all.size())
                            .filter(bin -> all.get(bin).rows() > 0)
                            .mapToObj(bin -> new double[] {bin, all.get(bin).rows()})
                            .toList();
                    return List.of(Series.of(variant.name(), Series.Kind.BAR, variant.color(), points));
                }));
    }

    /** A power of ten that no bin exceeds. */
    private double highest() {
        long most = input.variants().stream()
                .mapToLong(variant -> variant.best().evaluation().total())
                .max()
                .orElse(1);
        double power = 10;
        while (power < most) {
            power *= 10;
        }
        return power;
    }
}
