package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.evaluate.SlicedMetric.OfSlice;
import io.github.mnistlab.evaluate.SlicedMetric.SliceGap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A metric of a variant, over its seeds.
 *
 * @param mean over the seeds, exact
 * @param seeds how many
 * @param images how many images the metric counts, over all seeds; 0 where it counts none
 * @param hits how many of them it counts as right
 * @param where the class that a lowest value of all classes belongs to, if it is the same with every seed; likewise the
 *     slice; may be empty
 */
public record Measurement(MetricValue mean, int seeds, long images, long hits, String where) {

    private static final Comparator<Measurement> BY_MEAN =
            Comparator.comparing(one -> one.exact().orElseThrow());

    public static Measurement of(MetricExpression metric, Side side) {
        return metric instanceof SlicedMetric sliced
                ? ofSlices(sliced, side, false)
                : of(side.values(metric).orElseThrow(), lowest(metric, side));
    }

    /**
     * Of a recipe, which the lowest value of all classes is the lowest mean of: each model's own lowest value lies
     * lower the more they scatter.
     */
    public static Measurement ofRecipe(MetricExpression metric, Side side) {
        if (metric instanceof SlicedMetric sliced) {
            return ofSlices(sliced, side, true);
        }
        if (!(metric instanceof MetricExpression.MinOverClasses lowest) || side.size() == 1) {
            return of(metric, side);
        }
        Measurement worst = null;
        for (int label = 0; label < side.classes(); label++) {
            Measurement ofClass = of(
                    side.values(new MetricExpression.OfClass(lowest.metric(), label))
                            .orElseThrow(),
                    "class " + side.className(label));
            if (worst == null
                    || ofClass.exact().orElseThrow().compareTo(worst.exact().orElseThrow()) < 0) {
                worst = ofClass;
            }
        }
        return worst;
    }

    /** Of the means over seeds of all slices, the worst, or by how much they differ. */
    private static Measurement ofSlices(SlicedMetric metric, Side side, boolean recipe) {
        if (metric instanceof OfSlice one) {
            return recipe ? ofRecipe(one.metric(), side.on(one)) : of(one.metric(), side.on(one));
        }
        SliceParts parts = SliceParts.of(metric, side);
        if (parts.judged().isEmpty()) {
            return new Measurement(SliceValues.NONE, side.size(), 0, 0, "");
        }
        if (metric instanceof SliceGap) {
            return parts.byClass().values().stream()
                    .map(slices -> gap(worst(slices, BY_MEAN), worst(slices, BY_MEAN.reversed()), side.size()))
                    .max(BY_MEAN)
                    .orElseThrow();
        }
        boolean higher = metric.direction() == Direction.HIGHER_IS_BETTER;
        return worst(parts.judged(), higher ? BY_MEAN : BY_MEAN.reversed());
    }

    private static Measurement worst(List<SliceParts.Part> parts, Comparator<Measurement> worstFirst) {
        return parts.stream()
                .map(part -> of(part.values(), part.name()))
                .min(worstFirst)
                .orElseThrow();
    }

    private static Measurement gap(Measurement lowest, Measurement highest, int seeds) {
        String ends = highest.where + " less " + lowest.where;
        return new Measurement(highest.mean.minus(lowest.mean), seeds, 0, 0, ends);
    }

    private static Measurement of(List<MetricValue> values, String where) {
        long images = 0;
        long hits = 0;
        for (MetricValue value : values) {
            if (value instanceof Proportion proportion) {
                images += proportion.denominator();
                hits += proportion.numerator();
            }
        }
        boolean counts = values.stream().allMatch(Proportion.class::isInstance) && sameImages(values);
        return new Measurement(MetricValue.mean(values), values.size(), counts ? images : 0, counts ? hits : 0, where);
    }

    public boolean isDefined() {
        return mean.exact().isPresent();
    }

    /** Only then is the mean of the proportions the proportion of the sums: a precision's denominator varies. */
    private static boolean sameImages(List<MetricValue> values) {
        return values.stream()
                        .map(value -> ((Proportion) value).denominator())
                        .distinct()
                        .count()
                == 1;
    }

    /** The first class that has the lowest value, if it is the same one with every seed. */
    private static String lowest(MetricExpression metric, Side side) {
        if (!(metric instanceof MetricExpression.MinOverClasses lowest)) {
            return "";
        }
        List<MetricValue> values = side.values(metric).orElseThrow();
        int[] labels = new int[values.size()];
        Arrays.fill(labels, -1);
        for (int label = Predictions.MOST_CLASSES - 1; label >= 0; label--) {
            Optional<List<MetricValue>> ofClass = side.values(new MetricExpression.OfClass(lowest.metric(), label));
            for (int run = 0; run < labels.length && ofClass.isPresent(); run++) {
                labels[run] = values.get(run).equals(ofClass.get().get(run)) ? label : labels[run];
            }
        }
        boolean same = labels[0] >= 0 && Arrays.stream(labels).distinct().count() == 1;
        return same ? "class " + side.className(labels[0]) : "";
    }

    public boolean countsImages() {
        return images > 0;
    }

    public Optional<BigFraction> exact() {
        return mean.exact();
    }

    /**
     * For people.
     *
     * @param scale digits after the point
     * @param rounding away from what the gate wants to see, so that what is shown never looks better than it is
     */
    public String show(int scale, RoundingMode rounding) {
        if (mean instanceof MetricValue.Undefined undefined) {
            return "undefined, for " + undefined.reason();
        }
        BigDecimal shown = exact().orElseThrow().bigDecimalValue(scale, rounding);
        List<String> details = new ArrayList<>();
        if (!where.isEmpty()) {
            details.add(where);
        }
        if (countsImages()) {
            details.add(String.format(Locale.ROOT, "%,d of %,d", hits, images));
        }
        String inBrackets = details.isEmpty() ? "" : " (" + String.join(": ", details) + ")";
        String over = seeds > 1 ? ", mean of " + seeds + " seeds" : "";
        return shown.toPlainString() + inBrackets + over;
    }
}
