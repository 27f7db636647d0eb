package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudentizedTest {
    private static final int RESAMPLES = 20_000;

    /** Resamples of a mean that are written down row by row: how far from its own mean each would put the true one. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2})
    void agreesWithResamplesThatAreWrittenDown(double alpha) {
        Random random = new Random(21);
        double[] values = IntStream.range(0, 30)
                .mapToDouble(i -> -Math.log(random.nextDouble()))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double error = standardError(values);
        double[] distances = IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> {
                    double[] drawn = random.ints(values.length, 0, values.length)
                            .mapToDouble(row -> values[row])
                            .toArray();
                    return (Arrays.stream(drawn).average().orElseThrow() - mean) / standardError(drawn);
                })
                .sorted()
                .toArray();
        int beyond = (int) (alpha * RESAMPLES);

        Studentized bounds = Bootstrap.of(values, mean, times -> weighted(values, times), RESAMPLES)
                .studentized();

        assertThat(bounds.lower(alpha)).isCloseTo(mean - distances[RESAMPLES - beyond] * error, within(error / 15));
        assertThat(bounds.upper(alpha)).isCloseTo(mean - distances[beyond] * error, within(error / 15));
    }

    /** Where a resample differs and its own rows do not, it is further away than any number of standard errors. */
    @Test
    void whatIsBeyondAllStandardErrorsLeavesTheBoundOpen() {
        double[] equal = new double[64];
        double[] distances = new double[1_000];
        int[] twice = new int[64];
        twice[0] = 64;
        Arrays.fill(distances, 0, 100, Studentized.distance(equal, twice, 1, 0.5));

        Studentized bounds = Studentized.of(equal, 1, distances);

        assertThat(bounds.lower(0.05)).isEqualTo(1);
        assertThat(bounds.upper(0.05)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(bounds.upper(0.2)).isEqualTo(1);
    }

    private static double weighted(double[] values, int[] times) {
        return IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i] * times[i])
                        .sum()
                / values.length;
    }

    /** Of the mean; divided by the number of rows, as the bootstrap has it. */
    private static double standardError(double[] rows) {
        double mean = Arrays.stream(rows).average().orElseThrow();
        return Math.sqrt(Arrays.stream(rows)
                        .map(row -> (row - mean) * (row - mean))
                        .sum())
                / rows.length;
    }
}
