package io.github.mnistlab.report.html;

import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Intervals.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came out, in plain words. A difference is called one only where its interval leaves out zero; with one seed it is
 * said of the trained networks, not of the recipe.
 */
final class Answer {
    private static final MetricExpression ACCURACY = new MetricExpression.Overall(Metric.ACCURACY);
    private static final String SURE = Intervals.PERCENT + " % confidence";

    private final ReportInput input;

    private Answer(ReportInput input) {
        this.input = input;
    }

    /** Sentences; each can stand after the one before. */
    static List<String> of(ReportInput input) {
        Answer answer = new Answer(input);
        return input.isMatrix() ? MatrixAnswer.of(input) : answer.sentences();
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(level(input.first()));
        input.others().stream().limit(ReportInput.FEW).map(this::compared).forEach(sentences::add);
        if (input.others().size() > ReportInput.FEW) {
            sentences.add(
                    "The other " + (input.others().size() - ReportInput.FEW) + " variants are in the tables below.");
        }
        if (!input.hasSeeds()) {
            sentences.add("All this is said of networks trained with one seed each; another seed may give otherwise.");
        }
        return sentences;
    }

    private String level(ShownVariant variant) {
        MetricValue mean = variant.mean(ACCURACY);
        String level = variant.name() + " predicts the class of " + percent(mean) + " of the test images rightly";
        if (variant.runs().size() == 1) {
            long correct = variant.best().evaluation().correct();
            long total = variant.best().evaluation().total();
            return level + String.format(Locale.ROOT, " (%,d of %,d).", correct, total);
        }
        double[] values = variant.values(ACCURACY).stream()
                .mapToDouble(value -> value.asDouble().orElseThrow())
                .sorted()
                .toArray();
        String seeds = ", the mean of " + values.length + " seeds, which gave " + bare(values[0]) + " to "
                + percent(values[values.length - 1]);
        return level + seeds
                + input.intervals()
                        .of(variant.variant().name(), ACCURACY)
                        .map(interval -> "; with " + SURE + " the recipe's accuracy lies between "
                                + bare(interval.lower()) + " and " + percent(interval.upper()))
                        .orElse("")
                + ".";
    }

    private String compared(ShownVariant variant) {
        ShownVariant first = input.first();
        MetricValue difference = variant.mean(ACCURACY).minus(first.mean(ACCURACY));
        double by = difference.asDouble().orElseThrow();
        if (!input.onTheSameImages(variant, first)) {
            return variant.name() + " was tested on other images than " + first.name() + ", where it is right on "
                    + percent(variant.mean(ACCURACY)) + "; the two do not compare.";
        }
        Optional<Interval> interval = input.intervals()
                .ofDifference(variant.variant().name(), first.variant().name(), ACCURACY);
        String measured = by == 0
                ? variant.name() + " gets as many of them right as " + first.name()
                : variant.name() + " gets " + points(Math.abs(by)) + (by > 0 ? " more" : " fewer")
                        + " of them right than " + first.name();
        if (interval.isEmpty()) {
            return measured + "; what of that is luck cannot be told from these seeds.";
        }
        boolean recipes = variant.runs().size() > 1;
        String range = " (" + Intervals.PERCENT + " % interval "
                + signed(interval.get().lower()) + " to "
                + signed(interval.get().upper()) + " points)";
        if (interval.get().lower() > 0 || interval.get().upper() < 0) {
            boolean more = interval.get().lower() > 0;
            return measured + range + ": "
                    + (recipes ? "training as " : "the network trained as ") + variant.name()
                    + " does " + (more ? "better" : "worse") + " on images like these, with " + SURE + ".";
        }
        return measured + range + ": which of the two "
                + (recipes
                        ? "does better, these seeds cannot tell."
                        : "networks does better, these images cannot tell.");
    }

    private static String points(double by) {
        return String.format(Locale.ROOT, "%.2f points", 100 * by);
    }

    private static String signed(double by) {
        return String.format(Locale.ROOT, "%+.2f", 100 * by).replace('-', '\u2212');
    }

    static String percent(MetricValue value) {
        return value.asDouble().isPresent() ? percent(value.asDouble().getAsDouble()) : "an undefined share";
    }

    static String percent(double share) {
        return bare(share) + " %";
    }

    private static String bare(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
