package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/**
 * How often a lower bound lies above the true difference: no simulation, but the sum of the probabilities of such
 * counts.
 */
class TangoErrorTest {
    private static final double ALPHA = 0.05;

    @Test
    void oneImageFurtherTheBoundsHoldTheirPromise() {
        double plain = 0;
        double corrected = 0;
        for (int rows : new int[] {30, 50, 100, 400, 1_000, 10_000}) {
            Map<Long, Double> bounds = new HashMap<>();
            for (double disagreements : new double[] {1, 3, 6, 13, 0.6 * Math.min(rows, 50)}) {
                for (double toSecond : new double[] {0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 0.95, 1}) {
                    plain = Math.max(plain, error(rows, disagreements, toSecond, 0, bounds));
                    corrected = Math.max(corrected, error(rows, disagreements, toSecond, 1.0 / rows, bounds));
                }
            }
        }

        assertThat(corrected).isLessThan(ALPHA);
        // Else there would be nothing to correct.
        assertThat(plain).isGreaterThan(0.08);
    }

    private static double error(
            int rows, double disagreements, double toSecond, double further, Map<Long, Double> bounds) {
        double truth = disagreements * (2 * toSecond - 1) / rows;
        BinomialDistribution number = BinomialDistribution.of(rows, disagreements / rows);
        double error = 0;
        for (int both = 0; both <= Math.min(rows, (int) (3 * disagreements + 20)); both++) {
            BinomialDistribution split = BinomialDistribution.of(both, toSecond);
            for (int second = 0; second <= both; second++) {
                int onlySecond = second;
                int onlyFirst = both - second;
                double bound = bounds.computeIfAbsent(
                        onlyFirst * 1_000L + onlySecond, key -> new Tango(onlyFirst, onlySecond, rows).lower(ALPHA));
                // Where it is the very truth, rounding must not decide.
                if (bound - further > truth + 1e-12) {
                    error += number.probability(both) * split.probability(second);
                }
            }
        }
        return error;
    }
}
