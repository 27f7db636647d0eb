package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.interval.Bootstrap;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ContinuityCorrected;
import io.github.mnistlab.evaluate.interval.CrossedEffects;
import io.github.mnistlab.evaluate.interval.CrossedProportion;
import io.github.mnistlab.evaluate.interval.McNemar;
import io.github.mnistlab.evaluate.interval.Scores;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.evaluate.interval.Tango;
import io.github.mnistlab.evaluate.interval.Wilson;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Chooses the method by which a metric, or the difference of two variants, is known: by how many seeds there are, and
 * by whether the metric is a share of images. Metrics are defined here; whether they are was asked before.
 */
final class Findings {
    private static final String LOWEST = ", for every class; its upper bound by Bonferroni";

    private Findings() {}

    /** What the metric is. */
    static Finding of(MetricExpression metric, Side side) {
        if (metric instanceof MinOverClasses lowest) {
            return lowest(lowest.metric(), side);
        }
        return side.size() == 1 ? ofOneModel(metric, side) : ofRecipe(metric, side);
    }

    /**
     * How much more the metric is on one side than on the other.
     *
     * @return nothing if one of them has a single seed and the other several, or single figures are all that is known:
     *     then there is no spread to tell luck by
     */
    static Optional<Finding> ofDifference(MetricExpression metric, Side side, Side other) {
        if (!side.knows(metric) || !other.knows(metric)) {
            return side.size() > 1 && other.size() > 1 ? Optional.of(ofFigures(metric, side, other)) : Optional.empty();
        }
        if ((side.size() == 1) != (other.size() == 1)) {
            return Optional.empty();
        }
        if (metric instanceof MinOverClasses lowest) {
            return Optional.of(lowestDifference(lowest.metric(), side, other));
        }
        return Optional.of(side.size() == 1 ? ofTwoModels(metric, side, other) : ofTwoRecipes(metric, side, other));
    }

    /** No difference, since the models are the same ones. */
    static Finding ofTheSame(Side side) {
        return new Finding(
                0,
                new Exactly(0),
                side.size() == 1 ? Scope.TRAINED_MODEL : Scope.RECIPE,
                "the same probabilities to the bit",
                Finding.Beside.NOTHING,
                Optional.empty(),
                0);
    }

    private static Finding ofOneModel(MetricExpression metric, Side side) {
        MetricValue value = side.values(metric).orElseThrow().get(0);
        if (value instanceof MetricValue.Proportion share) {
            return ofShare(share.numerator(), share.denominator());
        }
        MetricOnImages onImages = side.first(metric);
        if (onImages.isProportion()) {
            return ofShare(Math.round(onImages.value() * onImages.images()), onImages.images());
        }
        Bootstrap bootstrap =
                Bootstrap.of(onImages.scores(), onImages.value(), onImages::ofResample, Bootstrap.RESAMPLES);
        return new Finding(
                onImages.value(),
                InRange.of(metric.range(), bootstrap),
                Scope.TRAINED_MODEL,
                "bootstrap over images",
                Finding.Beside.NOTHING,
                Optional.empty(),
                onImages.images());
    }

    private static Finding ofShare(long hits, long images) {
        Wilson wilson = new Wilson(hits, images);
        return new Finding(
                hits / (double) images,
                new ClopperPearson(hits, images),
                Scope.TRAINED_MODEL,
                "Clopper-Pearson",
                alpha -> String.format(Locale.ROOT, "Wilson: %.4f and %.4f", wilson.lower(alpha), wilson.upper(alpha)),
                Optional.empty(),
                Math.toIntExact(images));
    }

    private static Finding ofRecipe(MetricExpression metric, Side side) {
        CrossedEffects effects = CrossedEffects.of(side.scores(metric));
        MetricOnImages first = side.first(metric);
        return new Finding(
                effects.estimate(),
                first.isProportion() ? new CrossedProportion(effects, first.images()) : effects,
                Scope.RECIPE,
                "seeds and images crossed",
                alpha -> error(effects),
                Optional.of(effects),
                first.images());
    }

    private static Finding ofTwoModels(MetricExpression metric, Side side, Side other) {
        MetricOnImages one = side.first(metric);
        MetricOnImages two = other.first(metric);
        double[] ours = one.scores();
        double[] theirs = two.scores();
        double difference = one.value() - two.value();
        if (one.isProportion()) {
            int onlyOurs = count(ours.length, image -> ours[image] > theirs[image]);
            int onlyTheirs = count(ours.length, image -> ours[image] < theirs[image]);
            double midP = new McNemar(onlyTheirs, onlyOurs).midP();
            return new Finding(
                    difference,
                    new ContinuityCorrected(new Tango(onlyTheirs, onlyOurs, ours.length), ours.length),
                    Scope.TRAINED_MODEL,
                    "Tango and one image",
                    alpha -> String.format(
                            Locale.ROOT,
                            "only this one right on %,d, only the other on %,d; McNemar's mid-p %.4f",
                            onlyOurs,
                            onlyTheirs,
                            midP),
                    Optional.empty(),
                    ours.length);
        }
        double[] scores = IntStream.range(0, ours.length)
                .mapToDouble(image -> ours[image] - theirs[image])
                .toArray();
        Bootstrap bootstrap = Bootstrap.of(
                scores, difference, times -> one.ofResample(times) - two.ofResample(times), Bootstrap.RESAMPLES);
        return new Finding(
                difference,
                bootstrap,
                Scope.TRAINED_MODEL,
                "bootstrap over the images of both",
                Finding.Beside.NOTHING,
                Optional.empty(),
                ours.length);
    }

    private static int count(int images, IntPredicate predicate) {
        return (int) IntStream.range(0, images).filter(predicate).count();
    }

    private static Finding ofTwoRecipes(MetricExpression metric, Side side, Side other) {
        Scores ours = side.scores(metric);
        Scores theirs = other.scores(metric);
        boolean paired = side.seeds().equals(other.seeds());
        MetricOnImages first = side.first(metric);
        CrossedEffects effects = paired
                ? CrossedEffects.ofPaired(theirs, ours, first.countsImages())
                : CrossedEffects.ofUnpaired(theirs, ours, first.countsImages());
        return new Finding(
                effects.estimate(),
                effects,
                Scope.RECIPE,
                "seeds and images crossed, " + (paired ? "paired by seed" : "each with seeds of its own"),
                alpha -> error(effects),
                Optional.of(effects),
                first.images());
    }

    /** Of values per seed alone. */
    private static Finding ofFigures(MetricExpression metric, Side side, Side other) {
        double[] ours = numbers(metric, side);
        double[] theirs = numbers(metric, other);
        boolean paired = side.seeds().equals(other.seeds());
        List<StudentMean> means = paired
                ? List.of(StudentMean.ofDifferences(theirs, ours))
                : List.of(StudentMean.of(ours), StudentMean.of(theirs));
        double difference = paired
                ? means.get(0).mean()
                : means.get(0).mean() - means.get(1).mean();
        CrossedEffects effects = CrossedEffects.ofSeedMeans(difference, means);
        return new Finding(
                difference,
                effects,
                Scope.RECIPE_ON_TEST_IMAGES,
                paired ? "Student's t, paired by seed" : "Student's t, each with seeds of its own",
                alpha -> error(effects),
                Optional.of(effects),
                0);
    }

    private static double[] numbers(MetricExpression metric, Side side) {
        return side.values(metric).orElseThrow().stream()
                .mapToDouble(value -> value.asDouble().orElseThrow())
                .toArray();
    }

    private static Finding lowest(ClassMetric metric, Side side) {
        List<Finding> classes = classes(side, label -> of(new OfClass(metric, label), side));
        Finding lowest = classes.stream()
                .min(Comparator.comparingDouble(Finding::estimate))
                .orElseThrow();
        return new Finding(
                lowest.estimate(),
                bounds(classes),
                lowest.scope(),
                lowest.method() + LOWEST,
                Finding.Beside.NOTHING,
                lowest.effects(),
                lowest.images());
    }

    private static Finding lowestDifference(ClassMetric metric, Side side, Side other) {
        List<Finding> ours = classes(side, label -> of(new OfClass(metric, label), side));
        List<Finding> theirs = classes(other, label -> of(new OfClass(metric, label), other));
        List<Finding> differences = classes(
                side,
                label -> ofDifference(new OfClass(metric, label), side, other).orElseThrow());
        Finding worst = differences.stream()
                .min(Comparator.comparingDouble(Finding::estimate))
                .orElseThrow();
        return new Finding(
                least(ours) - least(theirs),
                new LowestOfClasses.Difference(bounds(differences).classes(), bounds(ours), bounds(theirs)),
                worst.scope(),
                worst.method() + LOWEST,
                Finding.Beside.NOTHING,
                worst.effects(),
                worst.images());
    }

    private static List<Finding> classes(Side side, Function<Integer, Finding> finding) {
        return IntStream.range(0, side.classes()).boxed().map(finding).toList();
    }

    private static LowestOfClasses bounds(List<Finding> classes) {
        return new LowestOfClasses(classes.stream().map(Finding::bounds).toList());
    }

    private static double least(List<Finding> classes) {
        return classes.stream().mapToDouble(Finding::estimate).min().orElseThrow();
    }

    private static String error(CrossedEffects effects) {
        return String.format(
                Locale.ROOT,
                "standard error %.4f, of which seeds %.4f; %.1f degrees of freedom",
                Math.sqrt(effects.variance()),
                Math.sqrt(effects.seedVariance()),
                effects.degreesOfFreedom());
    }
}
