package io.github.mnistlab.report.html;

import io.github.mnistlab.report.text.PlainText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One metric of several variants, a ring a seed and a bar at their mean, as an SVG that needs no script: for pages that are
 * not ours, such as those of a Maven site, whose colour it takes. {@link Chart} is for our own.
 *
 * @param metric what is measured
 * @param strips a variant each, from the top
 * @param ticks of the axis
 */
record StripPlot(String metric, List<Strip> strips, List<Tick> ticks) {
    /** Of the drawing, in its own units, as all that follows. */
    static final int WIDTH = 640;

    /** Where the axis begins: names are to the left. */
    static final int LEFT = 190;

    /** Where the axis ends. */
    static final int RIGHT = WIDTH - 30;

    /** Half way along the axis. */
    static final int MIDDLE = (LEFT + RIGHT) / 2;

    private static final int ROW = 30;
    private static final int BELOW = 46;
    private static final int LONGEST_NAME = 24;

    /** So many ticks at most. */
    private static final int TICKS = 6;

    /**
     * A variant.
     *
     * @param label its name, shortened if long
     * @param y where it is
     * @param dots where its seeds are
     * @param mean where their mean is
     */
    record Strip(String label, double y, List<Double> dots, double mean) {}

    /**
     * A place on the axis.
     *
     * @param x where it is
     * @param label the number there
     */
    record Tick(double x, String label) {}

    /**
     * Places the values.
     *
     * @param values what each seed gave, by variant, in the order in which they are shown; numbers that are not finite are
     *     left out
     */
    static StripPlot of(String metric, Map<String, List<Double>> values) {
        double[] finite = values.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double least = finite.length == 0 ? 0 : finite[0];
        double most = finite.length == 0 ? 1 : finite[finite.length - 1];
        BigDecimal step = step(most - least);
        BigDecimal from = multiple(least, step, RoundingMode.FLOOR);
        BigDecimal to = multiple(most, step, RoundingMode.CEILING);
        if (from.compareTo(to) == 0) {
            to = to.add(step);
        }
        double start = from.doubleValue();
        double scale = (RIGHT - LEFT) / (to.doubleValue() - start);
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal tick = from; tick.compareTo(to) <= 0; tick = tick.add(step)) {
            ticks.add(new Tick(rounded(LEFT + (tick.doubleValue() - start) * scale), tick.toPlainString()));
        }
        List<Strip> strips = new ArrayList<>();
        values.forEach((name, seeds) -> {
            List<Double> dots = seeds.stream()
                    .filter(Double::isFinite)
                    .map(value -> rounded(LEFT + (value - start) * scale))
                    .toList();
            double mean =
                    dots.stream().mapToDouble(Double::doubleValue).average().orElse(LEFT);
            strips.add(new Strip(shortened(name), ROW * (strips.size() + 0.5) + 4, dots, rounded(mean)));
        });
        return new StripPlot(PlainText.oneLine(metric), List.copyOf(strips), List.copyOf(ticks));
    }

    /** The smallest of 1, 2 and 5 times a power of ten that needs few enough ticks. */
    private static BigDecimal step(double range) {
        BigDecimal least = BigDecimal.valueOf(Math.max(range, 1e-4) / (TICKS - 1));
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(least.precision() - least.scale() - 1);
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.compareTo(least) >= 0) {
                return step;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private static BigDecimal multiple(double value, BigDecimal step, RoundingMode mode) {
        // What is a multiple but for a rounding error is one.
        BigDecimal steps = BigDecimal.valueOf(value).divide(step, MathContext.DECIMAL64);
        return steps.round(new MathContext(12)).setScale(0, mode).multiply(step);
    }

    private static double rounded(double place) {
        return Math.rint(place * 10) / 10;
    }

    private static String shortened(String name) {
        String line = PlainText.oneLine(name);
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "…";
    }

    /** Of the drawing. */
    int height() {
        return ROW * strips.size() + BELOW;
    }

    /** What there is to be seen, for those who do not see it; the numbers are in the tables beside it. */
    String alternative() {
        return strips.stream()
                .map(strip -> String.format(
                        Locale.ROOT, "%s (%d)", strip.label(), strip.dots().size()))
                .collect(Collectors.joining(", ", metric + " of each seed, by variant (seeds): ", ""));
    }

    /** The SVG element, which can stand in any HTML page. */
    String svg() {
        return HtmlText.of(output -> JtestripplotGenerated.render(output, null, this));
    }
}
