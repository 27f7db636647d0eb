package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    /** A mean of many values has Student's interval too, which knows nothing of resampling. */
    @Test
    void agreesWithStudentWhereBothAreRight() {
        double[] values = new Random(11).doubles(3_000).toArray();

        Bootstrap bootstrap = ofMean(values, Bootstrap.RESAMPLES);
        StudentMean student = StudentMean.of(values);

        double width = student.upper(0.05) - student.lower(0.05);
        assertThat(bootstrap.lower(0.05)).isCloseTo(student.lower(0.05), within(width / 25));
        assertThat(bootstrap.upper(0.05)).isCloseTo(student.upper(0.05), within(width / 25));
        assertThat(bootstrap.lower(0.4)).isLessThan(student.mean());
    }

    /** For a mean of 1 with a long tail above, bounds that cover it lie further above than below. */
    @Test
    void followsTheLongerTail() {
        Random random = new Random(12);
        double[] values = IntStream.range(0, 200)
                .mapToDouble(i -> -Math.log(random.nextDouble()))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();

        Bootstrap bootstrap = ofMean(values, 20_000);

        assertThat(bootstrap.upper(0.05) - mean).isGreaterThan(1.1 * (mean - bootstrap.lower(0.05)));
    }

    /** Else of many gates judged together none could be missed, however bad: Holm's correction asks for tiny levels. */
    @Test
    void goesOnBeyondItsResamplesWithALongTail() {
        double[] values = new Random(13).doubles(50).toArray();
        StudentMean student = StudentMean.of(values);

        Bootstrap bootstrap = ofMean(values, 1_000);

        for (double alpha : new double[] {2e-3, 2.5e-4, 1e-5}) {
            assertThat(bootstrap.lower(alpha)).isFinite().isLessThan(bootstrap.lower(2 * alpha));
            assertThat(bootstrap.upper(alpha)).isFinite().isGreaterThan(bootstrap.upper(2 * alpha));
        }
        assertThat(bootstrap.lower(1e-5)).isLessThan(student.lower(1e-5));
        assertThat(bootstrap.upper(1e-5)).isGreaterThan(student.upper(1e-5));
        assertThat(bootstrap.pValueBelow(0.9)).isLessThan(1e-5);
    }

    @Test
    void undefinedResamplesMayBeAnything() {
        double[] values = new Random(14).doubles(50).toArray();

        Bootstrap all = ofMean(values, 1_000);
        Bootstrap some = Bootstrap.of(
                values, 0.5, times -> times[0] > 1 ? Double.NaN : MetricMeans.weighted(values, times), 1_000);

        // A quarter of the resamples have the first value more than once.
        assertThat(some.lower(0.05)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(some.lower(0.4)).isLessThan(all.lower(0.4));
        assertThat(some.upper(0.05)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    private static Bootstrap ofMean(double[] values, int resamples) {
        return Bootstrap.of(
                values,
                Arrays.stream(values).average().orElseThrow(),
                times -> MetricMeans.weighted(values, times),
                resamples);
    }

    private static final class MetricMeans {
        static double weighted(double[] values, int[] times) {
            return IntStream.range(0, values.length)
                            .mapToDouble(i -> values[i] * times[i])
                            .sum()
                    / values.length;
        }
    }
}
