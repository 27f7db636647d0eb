package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Bounds of a metric from test images drawn again with replacement, the draws being the same ones every time. Two
 * methods, of which on each side the more cautious one counts: BCa, and bootstrap-t, which follows long tails further.
 * BCa alone is wrong in 9 of 100 cases where it says 5, for the log loss of 500 simulated images.
 *
 * <p>Its limits: it is right only as images become many. For few hundred, and for what a few images decide, its bounds
 * are somewhat too near; the calibration error of a model that is calibrated almost perfectly is never estimated
 * without bias, and not all of it is taken out. It knows nothing of seeds.
 */
public final class Bootstrap implements ConfidenceBounds {
    /** Enough for bounds of 95 % that a second set of draws would move by a hundredth of their distance. */
    public static final int RESAMPLES = 4_000;

    private static final long SEED = 0x5EED_0F_1987L;

    private final BiasCorrected biasCorrected;
    private final Studentized studentized;

    private Bootstrap(BiasCorrected biasCorrected, Studentized studentized) {
        this.biasCorrected = biasCorrected;
        this.studentized = studentized;
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
        for (int i = 0; i < resamples; i++) {
            Arrays.fill(times, 0);
            for (int draw = 0; draw < times.length; draw++) {
                times[random.nextInt(times.length)]++;
            }
            values[i] = statistic.applyAsDouble(times);
            distances[i] = Studentized.distance(scores, times, estimate, values[i]);
        }
        return new Bootstrap(BiasCorrected.of(scores, estimate, values), Studentized.of(scores, estimate, distances));
    }

    BiasCorrected biasCorrected() {
        return biasCorrected;
    }

    Studentized studentized() {
        return studentized;
    }

    /** {@code -Infinity} where resamples below might be anything, being undefined. */
    @Override
    public double lower(double alpha) {
        return Math.min(biasCorrected.lower(alpha), studentized.lower(alpha));
    }

    /** {@code Infinity} where resamples above might be anything. */
    @Override
    public double upper(double alpha) {
        return Math.max(biasCorrected.upper(alpha), studentized.upper(alpha));
    }
}
