package io.github.mnistlab.evaluate.interval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a calibration error is at least. What was measured lies above what is true even where the model is calibrated, since
 * chance in each bin counts as an error whichever way it goes: so the bound is as far below as all bins' chances together
 * may reach, their absolute values added.
 */
public final class CalibrationFloor {
    private static final int DRAWS = 20_000;

    private static final int FEWEST_BEYOND = 20;

    private static final long SEED = 0xECEL;

    private final double[] sums;

    /**
     * @param binErrors the standard error of each bin; with several seeds their means, as if all had the same chances
     */
    public CalibrationFloor(double... binErrors) {
        SplittableRandom random = new SplittableRandom(SEED);
        sums = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (double error : binErrors) {
                sums[draw] += error == 0 ? 0 : error * Math.abs(random.nextGaussian());
            }
        }
        Arrays.sort(sums);
    }

    /** What chance adds with a probability above alpha; beyond the draws its tail goes on as an exponential one. */
    public double chance(double alpha) {
        double rank = alpha * DRAWS;
        if (rank >= FEWEST_BEYOND) {
            return sums[DRAWS - (int) Math.floor(rank)];
        }
        double known = Math.log(FEWEST_BEYOND / (double) DRAWS);
        return sums[DRAWS - FEWEST_BEYOND] * Math.log(Math.max(alpha, Double.MIN_NORMAL)) / known;
    }
}
