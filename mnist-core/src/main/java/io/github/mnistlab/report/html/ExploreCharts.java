package io.github.mnistlab.report.html;

import io.github.mnistlab.explore.ClassStatistics;
import io.github.mnistlab.explore.PartStatistics;
import io.github.mnistlab.explore.PixelStatistics;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of a page about a data set. A part has one colour in all of them. */
final class ExploreCharts {
    private final List<PartStatistics> parts;
    private final List<String> classes;

    ExploreCharts(ExploredData data) {
        parts = data.exploration().parts();
        classes = data.classNames();
    }

    /** Images of each class, a view for each part. */
    Chart counts() {
        List<Chart.View> views = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            PartStatistics shown = parts.get(part);
            views.add(new Chart.View(
                    shown.name(), List.of(Series.of(shown.name(), Series.Kind.BAR, part, points(label ->
                            (double) shown.counts().get(label))))));
        }
        PartStatistics first = parts.get(0);
        return Chart.choosing(
                "Rows",
                "class-counts",
                "Images of each class",
                range(first),
                Axis.categories("class", classes),
                new Axis("images", Axis.Kind.VALUE, List.of(), 0.0, null, Axis.Format.COUNT),
                views);
    }

    private String range(PartStatistics part) {
        int most = Collections.max(part.counts());
        int fewest = Collections.min(part.counts());
        if (most == fewest) {
            return "Every class has " + Numbers.count(most) + " " + part.name() + " images.";
        }
        return "Among the " + part.name() + " rows class " + classes.get(largest(part)) + " has the most, "
                + Numbers.count(most) + ", and class " + classes.get(smallest(part)) + " the fewest, "
                + Numbers.count(fewest) + ".";
    }

    /** Shares of the classes, all parts side by side. */
    Chart shares() {
        return Chart.of(
                "class-shares",
                "Share of each class",
                "The share of each class in its part: where the bars of a class differ, so do the parts. With equal"
                        + " shares each class would have "
                        + Numbers.percent(1.0 / classes.size()) + ".",
                Axis.categories("class", classes),
                new Axis("share of the part", Axis.Kind.VALUE, List.of(), 0.0, null, Axis.Format.PERCENT),
                bars((part, label) -> part.share(label)));
    }

    /** How often each grey value occurs. */
    Chart histogram() {
        List<Series> series = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            PixelStatistics pixels = parts.get(part).pixels();
            double all = pixels.pixels();
            series.add(new Series(
                    parts.get(part).name(),
                    Series.Kind.LINE,
                    part,
                    part,
                    IntStream.range(0, PixelStatistics.VALUES)
                            .mapToObj(value -> new double[] {
                                value, orGap(pixels.histogram().get(value) / all)
                            })
                            .toList()));
        }
        String paper = parts.stream()
                .map(part -> Numbers.percent(1 - part.pixels().inkShare()) + " of the " + part.name())
                .collect(Collectors.joining(" and "));
        return Chart.of(
                "grey-values",
                "Histogram of the grey values",
                "The share of pixels that have each value from 0, paper, to 255, ink, on a logarithmic axis, since most are"
                        + " paper: " + paper + " pixels.",
                Axis.of("grey value", Axis.Format.NUMBER).from(0, PixelStatistics.INK),
                Axis.log("share of pixels", Axis.Format.PERCENT),
                series);
    }

    /** How much ink the images of each class have. */
    Chart inkOfClasses() {
        return Chart.of(
                "class-ink",
                "Ink of each class",
                "The share of pixels with any ink. " + inkRange(),
                Axis.categories("class", classes),
                new Axis("pixels with ink", Axis.Kind.VALUE, List.of(), 0.0, null, Axis.Format.PERCENT),
                bars((part, label) -> part.classes().stream()
                        .filter(one -> one.label() == label)
                        .mapToDouble(one -> one.pixels().inkShare())
                        .findFirst()
                        .orElse(Double.NaN)));
    }

    private String inkRange() {
        List<ClassStatistics> byInk = parts.get(0).classes().stream()
                .sorted((one, other) ->
                        Double.compare(one.pixels().inkShare(), other.pixels().inkShare()))
                .toList();
        ClassStatistics least = byInk.get(0);
        ClassStatistics most = byInk.get(byInk.size() - 1);
        return String.format(
                Locale.ROOT,
                "Among the %s rows class %s has the least, %s, and class %s the most, %s.",
                parts.get(0).name(),
                classes.get(least.label()),
                Numbers.percent(least.pixels().inkShare()),
                classes.get(most.label()),
                Numbers.percent(most.pixels().inkShare()));
    }

    @FunctionalInterface
    private interface OfClass {
        double value(PartStatistics part, int label);
    }

    private List<Series> bars(OfClass measure) {
        List<Series> series = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            PartStatistics shown = parts.get(part);
            series.add(Series.of(shown.name(), Series.Kind.BAR, part, points(label -> measure.value(shown, label))));
        }
        return series;
    }

    private List<double[]> points(IntToDoubleFunction value) {
        return IntStream.range(0, classes.size())
                .mapToObj(label -> new double[] {label, value.applyAsDouble(label)})
                .toList();
    }

    /** A logarithm has no place for 0. */
    private static double orGap(double share) {
        return share == 0 ? Double.NaN : share;
    }

    private static int largest(PartStatistics part) {
        return part.counts().indexOf(Collections.max(part.counts()));
    }

    private static int smallest(PartStatistics part) {
        return part.counts().indexOf(Collections.min(part.counts()));
    }
}
