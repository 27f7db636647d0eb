package io.github.mnistlab.evaluate;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bounds of a metric from test images drawn again with replacement, corrected for bias and for a spread that changes with
 * the value (BCa): B. Efron, "Better Bootstrap Confidence Intervals", JASA 82, 1987. The draws are the same ones every time.
 *
 * <p>Its limits: it is right only as images become many; for few hundred, and for what a few images decide, its bounds are
 * somewhat too near. The calibration error of a model that is calibrated almost perfectly is never estimated without bias, and
 * not all of it is taken out. It knows nothing of seeds.
 */
public final class Bootstrap implements ConfidenceBounds {
    /** Enough for bounds of 95 % that a second set of draws would move by a fiftieth of their width. */
    public static final int RESAMPLES = 4_000;

    /** A bound needs some resamples beyond it. */
    private static final int FEWEST_BEYOND = 5;

    private static final long SEED = 0x5EED_0F_1987L;

    private final double[] sorted;
    private final int resamples;
    private final double bias;
    private final double acceleration;

    private Bootstrap(double[] sorted, int resamples, double bias, double acceleration) {
        this.sorted = sorted;
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
        int[] times = new int[scores.length];
        double below = 0;
        for (int i = 0; i < resamples; i++) {
            Arrays.fill(times, 0);
            for (int draw = 0; draw < times.length; draw++) {
                times[random.nextInt(times.length)]++;
            }
            values[i] = statistic.applyAsDouble(times);
            below += values[i] < estimate ? 1 : values[i] == estimate ? 0.5 : 0;
        }
        double share = Math.min(Math.max(below / resamples, 0.5 / resamples), 1 - 0.5 / resamples);
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return new Bootstrap(sorted, resamples, -Quantiles.normalUpper(share), acceleration(scores));
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

    /** {@code -Infinity} where alpha is too small for the number of resamples. */
    @Override
    public double lower(double alpha) {
        int rank = (int) Math.floor(level(-Quantiles.normalUpper(alpha)) * resamples) - undefined();
        return rank < FEWEST_BEYOND ? Double.NEGATIVE_INFINITY : sorted[Math.min(rank, sorted.length) - 1];
    }

    /** {@code Infinity} where alpha is too small for the number of resamples. */
    @Override
    public double upper(double alpha) {
        int rank = (int) Math.floor((1 - level(Quantiles.normalUpper(alpha))) * resamples) - undefined();
        return rank < FEWEST_BEYOND ? Double.POSITIVE_INFINITY : sorted[Math.max(0, sorted.length - rank)];
    }

    /** They might be anything, and so count as beyond either bound. */
    private int undefined() {
        return resamples - sorted.length;
    }

    private double level(double z) {
        double shifted = bias + z;
        return Quantiles.normalCumulative(bias + shifted / (1 - acceleration * shifted));
    }
}
