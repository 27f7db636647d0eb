package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.interval.CrossedEffects;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** How often the bound of a recipe's mean is wrong where seeds scatter as an exponential distribution does. */
final class ExponentialSeeds {
    private static final int BUILDS = 20_000;

    private static final double ALPHA = 0.05;

    private ExponentialSeeds() {}

    static String table() {
        StringBuilder table = new StringBuilder("| seeds' part of the variance | 2 seeds | 3 | 5 | 10 | 20 |\n");
        table.append("|---:|---:|---:|---:|---:|---:|\n");
        for (double part : new double[] {0.1, 0.25, 0.5, 0.75, 1}) {
            table.append(String.format(Locale.ROOT, "| %.0f %% |", 100 * part));
            for (int seeds : new int[] {2, 3, 5, 10, 20}) {
                table.append(String.format(Locale.ROOT, " %.1f %% |", 100 * wrong(part, seeds)));
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** The mean has the variance 1 / seeds of its seeds, and of the images what makes the part. */
    private static double wrong(double part, int seeds) {
        SplittableRandom random = new SplittableRandom(seeds);
        double ofImages = (1 / part - 1) / seeds;
        int wrong = 0;
        for (int build = 0; build < BUILDS; build++) {
            double[] values = new double[seeds];
            for (int seed = 0; seed < seeds; seed++) {
                values[seed] = 1 + Math.log(1 - random.nextDouble());
            }
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares = Arrays.stream(values)
                    .map(value -> (value - mean) * (value - mean))
                    .sum();
            CrossedEffects effects = new CrossedEffects(
                    mean + Math.sqrt(ofImages) * random.nextGaussian(),
                    List.of(new CrossedEffects.Part(squares / (seeds - 1) / seeds, seeds - 1.0)),
                    ofImages,
                    1_000,
                    new CrossedEffects.Part(0, 1_000),
                    0,
                    0);
            wrong += effects.lower(ALPHA) > 0 ? 1 : 0;
        }
        return wrong / (double) BUILDS;
    }
}
