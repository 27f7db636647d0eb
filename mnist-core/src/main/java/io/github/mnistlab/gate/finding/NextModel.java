package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.interval.BoundedMean;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.StudentMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Between what the model that a further seed gives will lie, on other images of the same kind.
 *
 * <p>It is worse than all of {@code n} seeds with a probability of {@code 1 / (n + 1)}, whatever seeds do, if only their
 * order means nothing (S. S. Wilks, "Determination of Sample Sizes for Setting Tolerance Limits", Annals of Mathematical
 * Statistics 12, 1941). Where that leaves enough of alpha for the images, the bound is the least that any of the trained
 * models is at least. Where it does not, seeds are taken for normal: Student's prediction limit of one more, from the mean
 * by as much as it and the images reach together.
 *
 * @param models of the images of each trained model
 * @param normal where seeds are too few
 */
record NextModel(List<BoundedMean> models, ConfidenceBounds normal) implements ConfidenceBounds {
    /** What must be left of alpha for the images, as a share: less would bring the bound nowhere. */
    private static final double LEAST_SHARE = 0.02;

    static Finding of(MetricExpression metric, Side side) {
        SeedScores scores = side.scores(metric);
        List<BoundedMean> models = new ArrayList<>();
        for (int seed = 0; seed < side.size(); seed++) {
            models.add(ScoreBounds.bounded(scores.of(seed), scores.ends()));
        }
        BoundedMean images = ScoreBounds.bounded(scores.means(), scores.ends());
        NextModel bounds = new NextModel(models, new Normal(StudentMean.of(scores.values()), images, 1));
        double bias = scores.bias();
        return finding(
                bounds,
                some -> InRange.of(metric, side, new OfFewImages(some, bias)),
                side.first(metric).images());
    }

    /** Nothing unless both sides have the same seeds, or the other one is one model whatever the seed. */
    static Optional<Finding> ofDifference(MetricExpression metric, Side side, Side other) {
        if (side.size() == 1 || !(side.seeds().equals(other.seeds()) || other.isOneModel())) {
            return Optional.empty();
        }
        SeedScores ours = side.scores(metric);
        SeedScores theirs = other.scores(metric);
        MetricOnImages.Ends one = ours.ends();
        MetricOnImages.Ends two = theirs.ends();
        MetricOnImages.Ends ends = new MetricOnImages.Ends(one.least() - two.most(), one.most() - two.least());
        List<BoundedMean> models = new ArrayList<>();
        double[] values = new double[side.size()];
        for (int seed = 0; seed < values.length; seed++) {
            double[] scores = ours.of(seed).clone();
            double[] others = theirs.of(other.isOneModel() ? 0 : seed);
            Arrays.setAll(scores, image -> scores[image] - others[image]);
            models.add(ScoreBounds.bounded(scores, ends));
            values[seed] = models.get(seed).mean();
        }
        Normal normal = new Normal(StudentMean.of(values), ScoreBounds.ofDifferences(ours, theirs), 1);
        NextModel bounds = new NextModel(models, normal);
        double bias = ours.bias() - theirs.bias();
        return Optional.of(finding(
                bounds, some -> new OfFewImages(some, bias), side.first(metric).images()));
    }

    private static Finding finding(NextModel bounds, UnaryOperator<ConfidenceBounds> asMeasured, int images) {
        int seeds = bounds.models.size();
        Normal normal = (Normal) bounds.normal;
        return new Finding(
                normal.seeds().mean(),
                asMeasured.apply(bounds),
                Scope.NEXT_MODEL,
                "one further seed on further rows",
                alpha -> bounds.isFree(alpha)
                        ? "whatever seeds do: the next is worse than all " + seeds + " with a probability of 1/"
                                + (seeds + 1)
                        : "seeds taken for normal" + ScoreBounds.unseen(seeds, alpha),
                Optional.of(new Finding.Seeds(
                        seeds, 0, times -> asMeasured.apply(new Normal(normal.seeds(), normal.images(), times)))),
                images,
                "");
    }

    private boolean isFree(double alpha) {
        return left(alpha) >= LEAST_SHARE * alpha;
    }

    private double left(double alpha) {
        return alpha - 1.0 / (models.size() + 1);
    }

    @Override
    public double lower(double alpha) {
        return isFree(alpha)
                ? models.stream()
                        .mapToDouble(model -> model.lower(left(alpha)))
                        .min()
                        .orElseThrow()
                : normal.lower(alpha);
    }

    @Override
    public double upper(double alpha) {
        return isFree(alpha)
                ? models.stream()
                        .mapToDouble(model -> model.upper(left(alpha)))
                        .max()
                        .orElseThrow()
                : normal.upper(alpha);
    }

    /** With seeds taken for normal, and as if there were so many times as many with the same mean and spread. */
    private record Normal(StudentMean seeds, BoundedMean images, double times) implements ConfidenceBounds {
        @Override
        public double lower(double alpha) {
            return seeds.mean() - Math.hypot(reach(alpha), seeds.mean() - images.lower(alpha));
        }

        @Override
        public double upper(double alpha) {
            return seeds.mean() + Math.hypot(reach(alpha), images.upper(alpha) - seeds.mean());
        }

        private double reach(double alpha) {
            int count = (int) Math.round(seeds.count() * times);
            return new StudentMean(count, seeds.mean(), seeds.standardDeviation()).prediction(alpha);
        }
    }
}
