package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.interval.BoundedMean;
import java.util.Arrays;
import java.util.Locale;

/** Bounds of what scores of images have for a mean, and what few seeds cannot show. */
final class ScoreBounds {
    /** The share of seeds that fail, of which it is said how many seeds would show it. */
    private static final double FAILING = 0.2;

    private ScoreBounds() {}

    /** The mean of scores of one model, or of several on each image. */
    static BoundedMean bounded(double[] scores, MetricOnImages.Ends ends) {
        // Sums are rounded: a mean of scores may lie a bit beyond what is the least of each.
        double least = Arrays.stream(scores).min().orElse(ends.least());
        double most = Arrays.stream(scores).max().orElse(ends.most());
        return BoundedMean.of(scores, Math.min(least, ends.least()), Math.max(most, ends.most()));
    }

    /** Of each image's mean, those of the first less those of the second. */
    static BoundedMean ofDifferences(SeedScores ours, SeedScores theirs) {
        double[] means = ours.means();
        double[] others = theirs.means();
        for (int image = 0; image < means.length; image++) {
            means[image] -= others[image];
        }
        MetricOnImages.Ends one = ours.ends();
        MetricOnImages.Ends two = theirs.ends();
        return bounded(means, new MetricOnImages.Ends(one.least() - two.most(), one.most() - two.least()));
    }

    /** What so few seeds cannot exclude. */
    static String unseen(int seeds, double alpha) {
        double missed = Math.pow(1 - FAILING, seeds);
        return missed <= alpha
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; seeds taken for normal: were one in five to fail, %d would not show it in %.0f of 100 cases",
                        seeds,
                        100 * missed);
    }
}
