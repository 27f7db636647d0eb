package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Intervals.Interval;
import io.github.mnistlab.report.TestRows;
import io.github.mnistlab.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer to the experiment's question, in plain words. A difference is called one only where its interval leaves out zero; with one seed it is
 * said of the trained networks, not of the recipe.
 */
public final class Answer {
    private static final MetricExpression ACCURACY = new MetricExpression.Overall(Metric.ACCURACY);
    private static final String SURE = Intervals.PERCENT + " % confidence";

    private final ReportInput input;

    private Answer(ReportInput input) {
        this.input = input;
    }

    /** Sentences; each can stand after the one before. */
    public static List<String> of(ReportInput input) {
        Answer answer = new Answer(input);
        return input.isMatrix() ? MatrixAnswer.of(input) : answer.sentences();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(level(input.first()));
        input.others().stream().limit(ReportInput.FEW).map(this::compared).forEach(sentences::add);
        if (input.others().size() > ReportInput.FEW) {
            int left = input.others().size() - ReportInput.FEW;
            sentences.add(
                    left == 1
                            ? "The other variant is in the tables below."
                            : "The other " + left + " variants are in the tables below.");
        }
        if (input.trained().isEmpty() && !input.hasSeeds()) {
            sentences.add("All this is about these very models.");
        } else if (!input.hasSeeds()) {
            sentences.add(
                    "All this is about networks trained with one seed each; another seed may give a different result.");
        }
        return sentences;
    }

    private String level(ShownVariant variant) {
        MetricValue mean = variant.mean(ACCURACY);
        String level = variant.name() + " classifies " + percent(mean) + " of the " + TestRows.of(input.result())
                + " correctly";
        if (variant.runs().size() == 1) {
            long correct = variant.best().evaluation().correct();
            long total = variant.best().evaluation().total();
            return level + String.format(Locale.ROOT, " (%,d of %,d).", correct, total);
        }
        double[] values = variant.values(ACCURACY).stream()
                .mapToDouble(value -> value.asDouble().orElseThrow())
                .sorted()
                .toArray();
        String seeds = " on average over " + values.length + " seeds (" + bare(values[0]) + " to "
                + percent(values[values.length - 1]) + ")";
        return level + seeds
                + input.intervals()
                        .of(variant.variant().name(), ACCURACY)
                        .map(interval -> "; the recipe's accuracy lies between " + bare(interval.lower()) + " and "
                                + percent(interval.upper()) + " with " + SURE)
                        .orElse("")
                + ".";
    }

    private String compared(ShownVariant variant) {
        ShownVariant first = input.first();
        MetricValue difference = variant.mean(ACCURACY).minus(first.mean(ACCURACY));
        double by = difference.asDouble().orElseThrow();
        if (!input.onTheSameImages(variant, first)) {
            return variant.name() + " was tested on different rows, of which it classifies "
                    + percent(variant.mean(ACCURACY)) + " correctly; it cannot be compared with " + first.name() + ".";
        }
        Optional<Interval> interval = input.intervals()
                .ofDifference(variant.variant().name(), first.variant().name(), ACCURACY);
        String measured = by == 0
                ? variant.name() + " classifies as many correctly as " + first.name()
                : variant.name() + " classifies " + points(Math.abs(by)) + (by > 0 ? " more" : " fewer")
                        + " of them correctly than " + first.name();
        if (interval.isEmpty()) {
            return measured + "; how much of that is chance, these seeds cannot tell.";
        }
        boolean recipes = variant.runs().size() > 1;
        String range = " (" + Intervals.PERCENT + " % interval "
                + signed(interval.get().lower()) + " to "
                + signed(interval.get().upper()) + " points)";
        if (interval.get().lower() > 0 || interval.get().upper() < 0) {
            boolean more = interval.get().lower() > 0;
            return measured + range + ": "
                    + (recipes ? "the recipe " : "this network of ") + variant.name()
                    + " is " + (more ? "better" : "worse") + " on data like these, with " + SURE + ".";
        }
        return measured + range + ": no clear difference "
                + (recipes || first.runs().size() > 1 ? "over these seeds." : "between these two networks.");
    }

    private static String points(double by) {
        return String.format(Locale.ROOT, "%.2f percentage points", 100 * by);
    }

    private static String signed(double by) {
        return String.format(Locale.ROOT, "%+.2f", 100 * by).replace('-', '\u2212');
    }

    static String percent(MetricValue value) {
        return value.asDouble().isPresent() ? percent(value.asDouble().getAsDouble()) : "an undefined share";
    }

    static String percent(double share) {
        return Numbers.percent(share);
    }

    private static String bare(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
