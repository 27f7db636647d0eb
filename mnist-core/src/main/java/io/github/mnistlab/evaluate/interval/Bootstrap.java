package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bounds of a metric from test images drawn again with replacement, the draws being the same ones every time. Two
 * methods, of which on each side the more cautious one counts: BCa, which corrects for bias and for a spread that
 * changes with the value (B. Efron, "Better Bootstrap Confidence Intervals", JASA 82, 1987), and bootstrap-t, which
 * follows long tails further (B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", 1982, chapter
 * 10). BCa alone is wrong in 9 of 100 cases where it says 5, for the log loss of 500 simulated images.
 *
 * <p>Its limits: it is right only as images become many. For few hundred, and for what a few images decide, its bounds
 * are somewhat too near; the calibration error of a model that is calibrated almost perfectly is never estimated
 * without bias, and not all of it is taken out. It knows nothing of seeds.
 */
public final class Bootstrap implements ConfidenceBounds {
    /** Enough for bounds of 95 % that a second set of draws would move by a hundredth of their distance. */
    public static final int RESAMPLES = 4_000;

    /** A bound needs some resamples beyond it. */
    private static final int FEWEST_BEYOND = 5;

    private static final long SEED = 0x5EED_0F_1987L;

    private final double[] sorted;
    /** From the estimate, in standard errors of each resample. */
    private final double[] distances;

    private final Center center;
    private final int resamples;
    private final double bias;
    private final double acceleration;

    private record Center(double estimate, double standardError) {}

    private Bootstrap(
            double[] sorted, double[] distances, int resamples, double bias, double acceleration, Center center) {
        this.sorted = sorted;
        this.distances = distances;
        this.center = center;
        this.resamples = resamples;
        this.bias = bias;
        this.acceleration = acceleration;
    }

    /**
     * @param scores of the images, as many as there are: the metric's influence function, up to a constant
     * @param estimate the metric on the images as they are
     * @param statistic the metric where each image is there so many times; NaN where it is undefined
     * @param resamples how many
     */
    public static Bootstrap of(double[] scores, double estimate, ToDoubleFunction<int[]> statistic, int resamples) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(SEED);
        double[] values = new double[resamples];
        double[] distances = new double[resamples];
        int[] times = new int[scores.length];
        double below = 0;
        for (int i = 0; i < resamples; i++) {
            Arrays.fill(times, 0);
            for (int draw = 0; draw < times.length; draw++) {
                times[random.nextInt(times.length)]++;
            }
            values[i] = statistic.applyAsDouble(times);
            double distance = values[i] - estimate;
            // Where nothing differs, 0 of 0 is 0.
            distances[i] = distance == 0 ? 0 : distance / standardError(scores, times);
            below += values[i] < estimate ? 1 : values[i] == estimate ? 0.5 : 0;
        }
        double share = Math.min(Math.max(below / resamples, 0.5 / resamples), 1 - 0.5 / resamples);
        Arrays.fill(times, 1);
        return new Bootstrap(
                sorted(values),
                sorted(distances),
                resamples,
                -Quantiles.normalUpper(share),
                acceleration(scores),
                new Center(estimate, standardError(scores, times)));
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    /** Of the metric where each image is there so many times, by its influence function. */
    private static double standardError(double[] scores, int[] times) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            mean += times[i] * scores[i] / scores.length;
        }
        for (int i = 0; i < scores.length; i++) {
            squares += times[i] * (scores[i] - mean) * (scores[i] - mean);
        }
        return Math.sqrt(squares) / scores.length;
    }

    private static double acceleration(double[] scores) {
        double mean = Arrays.stream(scores).sum() / scores.length;
        double squares = 0;
        double cubes = 0;
        for (double score : scores) {
            double distance = score - mean;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    /** {@code -Infinity} where resamples below might be anything, being undefined. */
    @Override
    public double lower(double alpha) {
        double furthest = fromAbove(distances, 0, alpha);
        return Math.min(
                fromBelow(sorted, center.estimate(), level(-Quantiles.normalUpper(alpha))),
                center.estimate() - furthest * center.standardError());
    }

    /** {@code Infinity} where resamples above might be anything. */
    @Override
    public double upper(double alpha) {
        double furthest = fromBelow(distances, 0, alpha);
        return Math.max(
                fromAbove(sorted, center.estimate(), 1 - level(Quantiles.normalUpper(alpha))),
                center.estimate() - furthest * center.standardError());
    }

    /**
     * What so small a share of resamples lies below; those that are undefined might be anything, and so count as if
     * they did.
     */
    private double fromBelow(double[] values, double center, double share) {
        int undefined = resamples - values.length;
        int rank = (int) Math.floor(share * resamples) - undefined;
        if (rank >= FEWEST_BEYOND) {
            return values[Math.min(rank, values.length) - 1];
        }
        return undefined > 0 || values.length <= FEWEST_BEYOND
                ? Double.NEGATIVE_INFINITY
                : beyond(values[FEWEST_BEYOND - 1], center, share);
    }

    private double fromAbove(double[] values, double center, double share) {
        int undefined = resamples - values.length;
        int rank = (int) Math.floor(share * resamples) - undefined;
        if (rank >= FEWEST_BEYOND) {
            return values[Math.max(0, values.length - rank)];
        }
        return undefined > 0 || values.length <= FEWEST_BEYOND
                ? Double.POSITIVE_INFINITY
                : beyond(values[values.length - FEWEST_BEYOND], center, share);
    }

    /** Where so few resamples lie that none may: the tail goes on as an exponential one, which no metric's exceeds. */
    private double beyond(double furthest, double center, double share) {
        double known = Math.log(FEWEST_BEYOND / (double) resamples);
        return center + (furthest - center) * Math.log(Math.max(share, Double.MIN_NORMAL)) / known;
    }

    private double level(double z) {
        double shifted = bias + z;
        return Quantiles.normalCumulative(bias + shifted / (1 - acceleration * shifted));
    }
}
