package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.interval.Bootstrap;
import io.github.mnistlab.evaluate.interval.BoundedMean;
import io.github.mnistlab.evaluate.interval.CalibrationFloor;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.ContinuityCorrected;
import io.github.mnistlab.evaluate.interval.CrossedEffects;
import io.github.mnistlab.evaluate.interval.McNemar;
import io.github.mnistlab.evaluate.interval.RecipeBounds;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.evaluate.interval.Tango;
import io.github.mnistlab.evaluate.interval.Wilson;
import io.github.mnistlab.experiment.SpeaksOf;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Chooses the method by which a metric, or the difference of two variants, is known: by how many seeds there are, and
 * by whether the metric is a share of images. Metrics are of all test rows, and defined; whether they are was asked before.
 * Of slices there is {@link Findings}.
 */
final class PlainFindings {
    private static final String CLASS = "class";

    private PlainFindings() {}

    /**
     * What the metric is.
     *
     * @param speaksOf of what; of the recipe and of the next model several seeds tell
     */
    static Finding of(MetricExpression metric, Side side, SpeaksOf speaksOf) {
        if (metric instanceof MinOverClasses lowest) {
            return lowest(lowest.metric(), side, speaksOf);
        }
        if (side.size() == 1) {
            return ofOneModel(metric, side);
        }
        if (side.first(metric).images() < 2) {
            double mean = StudentMean.of(numbers(metric, side)).mean();
            return Finding.unknown(mean, InRange.of(metric.range(), new Unknown()), Scope.RECIPE, 1);
        }
        return switch (speaksOf) {
            case MODELS -> ofModels(metric, side);
            case RECIPE -> ofRecipe(metric, side);
            case NEXT -> NextModel.of(metric, side);
        };
    }

    /**
     * How much more the metric is on one side than on the other.
     *
     * @return nothing if one of them has a single seed and the other several, unless it is one model whatever the seed; or
     *     single figures are all that is known: then there is no spread to tell luck by; nor of the next model where seeds
     *     are not the same on both sides
     */
    static Optional<Finding> ofDifference(MetricExpression metric, Side side, Side other, SpeaksOf speaksOf) {
        if (!side.knows(metric) || !other.knows(metric)) {
            return side.size() > 1 && other.size() > 1 && speaksOf == SpeaksOf.RECIPE
                    ? Optional.of(ofFigures(metric, side, other))
                    : Optional.empty();
        }
        if ((side.size() == 1) != (other.size() == 1) && !(side.size() == 1 ? side : other).isOneModel()) {
            return Optional.empty();
        }
        if (metric instanceof MinOverClasses lowest) {
            return lowestDifference(lowest.metric(), side, other, speaksOf);
        }
        boolean severalSeeds = side.size() > 1 || other.size() > 1;
        if (severalSeeds && side.first(metric).images() < 2) {
            double difference = mean(metric, side) - mean(metric, other);
            return Optional.of(Finding.unknown(difference, new Unknown(), Scope.RECIPE, 1));
        }
        boolean isKnownApart = isCalibration(metric) || NoHits.areAmong(side, metric) || NoHits.areAmong(other, metric);
        if (isKnownApart && speaksOf != SpeaksOf.NEXT) {
            return Optional.of(apart(of(metric, side, speaksOf), of(metric, other, speaksOf)));
        }
        if (!severalSeeds) {
            return Optional.of(ofTwoModels(metric, side, other));
        }
        return switch (speaksOf) {
            case MODELS -> Optional.of(ofModels(metric, side, other));
            case RECIPE -> Optional.of(ofTwoRecipes(metric, side, other));
            case NEXT -> NextModel.ofDifference(metric, side, other);
        };
    }

    private static double mean(MetricExpression metric, Side side) {
        return StudentMean.of(numbers(metric, side)).mean();
    }

    static boolean isCalibration(MetricExpression metric) {
        return metric instanceof MetricExpression.Overall overall && overall.metric() == Metric.ECE;
    }

    private static Finding apart(Finding ours, Finding theirs) {
        return ours.of(
                ours.estimate() - theirs.estimate(),
                new Apart(ours.bounds(), theirs.bounds()),
                ours.method() + ", each for itself");
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
        ConfidenceBounds bounds = new MoreCautious(
                Bootstrap.of(onImages.scores(), onImages.value(), onImages::ofResample, Bootstrap.RESAMPLES),
                ScoreBounds.bounded(onImages.scores(), onImages.ends()));
        if (isCalibration(metric)) {
            CalibrationFloor floor = new CalibrationFloor(onImages.binErrors());
            bounds = new CalibrationBounds(onImages.value(), floor, Optional.empty(), bounds);
        }
        return new Finding(
                onImages.value(),
                InRange.of(metric, side, bounds),
                Scope.TRAINED_MODEL,
                "bootstrap over rows, and one more row that is misclassified",
                Finding.Beside.NOTHING,
                Optional.empty(),
                onImages.images(),
                "");
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
                Math.toIntExact(images),
                "");
    }

    private static Finding ofModels(MetricExpression metric, Side side) {
        SeedScores scores = side.scores(metric);
        BoundedMean images = ScoreBounds.bounded(scores.means(), scores.ends());
        ConfidenceBounds bounds = new OfFewImages(images, scores.bias());
        if (isCalibration(metric)) {
            CalibrationFloor floor = new CalibrationFloor(scores.binErrors());
            bounds = new CalibrationBounds(images.mean(), floor, Optional.empty(), images);
        }
        return ofModels(
                images.mean(),
                InRange.of(metric, side, bounds),
                side.first(metric).images());
    }

    private static Finding ofModels(MetricExpression metric, Side side, Side other) {
        SeedScores ours = side.scores(metric);
        SeedScores theirs = other.scores(metric);
        BoundedMean images = ScoreBounds.ofDifferences(ours, theirs);
        return ofModels(
                images.mean(),
                new OfFewImages(images, ours.bias() - theirs.bias()),
                side.first(metric).images());
    }

    private static Finding ofModels(double estimate, ConfidenceBounds bounds, int images) {
        return new Finding(
                estimate,
                bounds,
                Scope.TRAINED_MODELS,
                "a bounded mean over rows",
                Finding.Beside.NOTHING,
                Optional.empty(),
                images,
                "");
    }

    private static Finding ofRecipe(MetricExpression metric, Side side) {
        SeedScores scores = side.scores(metric);
        CrossedEffects effects = CrossedEffects.of(scores);
        MetricOnImages first = side.first(metric);
        RecipeBounds recipe = new RecipeBounds(
                effects, ScoreBounds.bounded(scores.means(), scores.ends()), first.isProportion() ? first.images() : 0);
        double bias = scores.bias();
        DoubleFunction<ConfidenceBounds> times =
                more -> InRange.of(metric, side, new OfFewImages(recipe.withSeeds(more), bias));
        if (isCalibration(metric)) {
            CalibrationFloor floor = new CalibrationFloor(scores.binErrors());
            times = more -> InRange.of(
                    metric.range(),
                    new CalibrationBounds(
                            effects.estimate(), floor, Optional.of(effects.withSeeds(more)), recipe.withSeeds(more)));
        }
        return recipe(
                effects, times, "seeds and rows crossed", first.images(), outlier(side, scores.values(), effects));
    }

    private static String outlier(Side side, double[] values, CrossedEffects effects) {
        // A single model's error, of which the mean of all has its share.
        return Outlier.among(
                side.seeds(), values, Math.sqrt(-effects.errorPart().variance() * values.length));
    }

    private static Finding recipe(
            CrossedEffects effects, DoubleFunction<ConfidenceBounds> times, String method, int images, String doubt) {
        int seeds = effects.seeds();
        return new Finding(
                effects.estimate(),
                times.apply(1),
                Scope.RECIPE,
                method,
                alpha -> error(effects) + ScoreBounds.unseen(seeds, alpha),
                Optional.of(new Finding.Seeds(seeds, effects.seedVariance(), times)),
                images,
                doubt);
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
                    "Tango and one row",
                    alpha -> String.format(
                            Locale.ROOT,
                            "only this one right on %,d, only the other on %,d; McNemar's mid-p %.4f",
                            onlyOurs,
                            onlyTheirs,
                            midP),
                    Optional.empty(),
                    ours.length,
                    "");
        }
        double[] scores = IntStream.range(0, ours.length)
                .mapToDouble(image -> ours[image] - theirs[image])
                .toArray();
        Bootstrap bootstrap = Bootstrap.of(
                scores, difference, times -> one.ofResample(times) - two.ofResample(times), Bootstrap.RESAMPLES);
        MetricOnImages.Ends ends = new MetricOnImages.Ends(
                one.ends().least() - two.ends().most(),
                one.ends().most() - two.ends().least());
        return new Finding(
                difference,
                new MoreCautious(bootstrap, ScoreBounds.bounded(scores, ends)),
                Scope.TRAINED_MODEL,
                "bootstrap over the rows of both, and one more row that is misclassified",
                Finding.Beside.NOTHING,
                Optional.empty(),
                ours.length,
                "");
    }

    private static int count(int images, IntPredicate predicate) {
        return (int) IntStream.range(0, images).filter(predicate).count();
    }

    private static Finding ofTwoRecipes(MetricExpression metric, Side side, Side other) {
        SeedScores ours = side.scores(metric);
        SeedScores theirs = other.scores(metric);
        boolean oneModel = side.size() == 1 || other.size() == 1;
        boolean paired = !oneModel && side.seeds().equals(other.seeds());
        MetricOnImages first = side.first(metric);
        CrossedEffects effects = paired || oneModel
                ? CrossedEffects.ofPaired(
                        theirs.repeated(side.size()), ours.repeated(other.size()), first.countsImages())
                : CrossedEffects.ofUnpaired(theirs, ours, first.countsImages());
        RecipeBounds bounds = new RecipeBounds(effects, ScoreBounds.ofDifferences(ours, theirs), 0);
        double bias = ours.bias() - theirs.bias();
        double[] values = (side.size() == 1 ? theirs : ours).values();
        if (paired) {
            double[] others = theirs.values();
            Arrays.setAll(values, seed -> values[seed] - others[seed]);
        }
        return recipe(
                effects,
                more -> new OfFewImages(bounds.withSeeds(more), bias),
                "seeds and rows crossed, "
                        + (oneModel
                                ? (side.size() == 1 ? "this model against the recipe" : "the recipe against this model")
                                        + ", paired by row"
                                : paired ? "paired by seed" : "each with seeds of its own"),
                first.images(),
                outlier(side.size() == 1 ? other : side, values, effects));
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
                Optional.of(new Finding.Seeds(effects.seeds(), effects.seedVariance(), effects::withSeeds)),
                0,
                "");
    }

    private static double[] numbers(MetricExpression metric, Side side) {
        return side.values(metric).orElseThrow().stream()
                .mapToDouble(value -> value.asDouble().orElseThrow())
                .toArray();
    }

    private static Finding lowest(ClassMetric metric, Side side, SpeaksOf speaksOf) {
        return LowestFindings.of(
                classes(side, label -> of(new OfClass(metric, label), side, speaksOf)), speaksOf, CLASS);
    }

    private static Optional<Finding> lowestDifference(ClassMetric metric, Side side, Side other, SpeaksOf speaksOf) {
        if (speaksOf == SpeaksOf.NEXT) {
            return Optional.empty();
        }
        return Optional.of(LowestFindings.ofDifference(
                classes(side, label -> of(new OfClass(metric, label), side, speaksOf)),
                classes(other, label -> of(new OfClass(metric, label), other, speaksOf)),
                classes(
                        side,
                        label -> ofDifference(new OfClass(metric, label), side, other, speaksOf)
                                .orElseThrow()),
                speaksOf,
                CLASS));
    }

    private static List<Finding> classes(Side side, Function<Integer, Finding> finding) {
        return IntStream.range(0, side.classes()).boxed().map(finding).toList();
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
