package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A metric of a variant, over its seeds.
 *
 * @param mean over the seeds, exact
 * @param seeds how many
 * @param images how many images the metric counts, over all seeds; 0 where it counts none
 * @param hits how many of them it counts as right
 * @param lowestClass the class that a lowest value of all classes belongs to, if it is the same with every seed
 */
record Measurement(MetricValue mean, int seeds, long images, long hits, OptionalInt lowestClass) {

    static Measurement of(MetricExpression metric, List<Evaluation> runs) {
        List<MetricValue> values =
                runs.stream().map(run -> valueOf(metric, run)).toList();
        long images = 0;
        long hits = 0;
        for (MetricValue value : values) {
            if (value instanceof Proportion proportion) {
                images += proportion.denominator();
                hits += proportion.numerator();
            }
        }
        boolean counts = values.stream().allMatch(Proportion.class::isInstance) && sameImages(values);
        return new Measurement(
                MetricValue.mean(values), values.size(), counts ? images : 0, counts ? hits : 0, lowest(metric, runs));
    }

    /** A file may ask for any digit; which classes its own data has is known only now. */
    private static MetricValue valueOf(MetricExpression metric, Evaluation run) {
        if (metric.classLabel().orElse(0) >= run.classes()) {
            return new MetricValue.Undefined(
                    "there is no class " + metric.classLabel().getAsInt() + ", only 0 to " + (run.classes() - 1));
        }
        return metric.of(run);
    }

    /** Only then is the mean of the proportions the proportion of the sums: a precision's denominator varies. */
    private static boolean sameImages(List<MetricValue> values) {
        return values.stream()
                        .map(value -> ((Proportion) value).denominator())
                        .distinct()
                        .count()
                == 1;
    }

    private static OptionalInt lowest(MetricExpression metric, List<Evaluation> runs) {
        List<Integer> labels = new ArrayList<>();
        if (metric instanceof MetricExpression.MinOverClasses lowest) {
            for (Evaluation run : runs) {
                MetricValue value = lowest.of(run);
                IntStream.range(0, run.classes())
                        .filter(label -> value.equals(lowest.metric().of(run.confusionMatrix(), label)))
                        .findFirst()
                        .ifPresent(labels::add);
            }
        }
        boolean same =
                labels.size() == runs.size() && labels.stream().distinct().count() == 1;
        return same ? OptionalInt.of(labels.get(0)) : OptionalInt.empty();
    }

    boolean countsImages() {
        return images > 0;
    }

    Optional<Rational> exact() {
        return mean.exact();
    }

    /**
     * For people.
     *
     * @param scale digits after the point
     * @param rounding away from what the gate wants to see, so that what is shown never looks better than it is
     */
    String show(int scale, RoundingMode rounding) {
        if (mean instanceof MetricValue.Undefined undefined) {
            return "undefined, for " + undefined.reason();
        }
        BigDecimal shown = exact().orElseThrow().toBigDecimal(scale, rounding);
        List<String> details = new ArrayList<>();
        lowestClass.ifPresent(label -> details.add("class " + label));
        if (countsImages()) {
            details.add(String.format(Locale.ROOT, "%,d of %,d", hits, images));
        }
        String inBrackets = details.isEmpty() ? "" : " (" + String.join(": ", details) + ")";
        String over = seeds > 1 ? ", mean of " + seeds + " seeds" : "";
        return shown.toPlainString() + inBrackets + over;
    }
}
