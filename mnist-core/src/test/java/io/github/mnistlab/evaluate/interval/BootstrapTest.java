package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The same draws, so that nothing but the sign is another. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.0513, 0.0071, 0.0031, 1e-4})
    void boundsOfTheMirroredMetricAreMirrored(double alpha) {
        Random random = new Random(15);
        double[] values = IntStream.range(0, 60)
                .mapToDouble(i -> -Math.log(random.nextDouble()))
                .toArray();
        double[] mirrored = Arrays.stream(values).map(value -> -value).toArray();

        Bootstrap bootstrap = ofMean(values, 1_000);
        Bootstrap mirror = ofMean(mirrored, 1_000);

        assertThat(mirror.lower(alpha)).isCloseTo(-bootstrap.upper(alpha), within(1e-9));
        assertThat(mirror.upper(alpha)).isCloseTo(-bootstrap.lower(alpha), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.0513, 1e-4})
    void boundsMoveAndStretchWithTheMetric(double alpha) {
        double[] values = new Random(16).doubles(60).toArray();
        double[] others = Arrays.stream(values).map(value -> 7 + 3 * value).toArray();

        Bootstrap bootstrap = ofMean(values, 1_000);
        Bootstrap other = ofMean(others, 1_000);

        assertThat(other.lower(alpha)).isCloseTo(7 + 3 * bootstrap.lower(alpha), within(1e-9));
        assertThat(other.upper(alpha)).isCloseTo(7 + 3 * bootstrap.upper(alpha), within(1e-9));
    }

    @Test
    void ofEqualValuesNothingIsInDoubt() {
        Bootstrap bootstrap = ofMean(new double[] {0.5, 0.5, 0.5, 0.5}, 1_000);

        assertThat(bootstrap.lower(0.05)).isEqualTo(0.5);
        assertThat(bootstrap.upper(0.05)).isEqualTo(0.5);
    }

    /**
     * A metric that is far lower on most resamples than on the images themselves: both bounds go up by as much, as
     * Efron's correction for bias has it.
     */
    @Test
    void aBiasIsTakenOut() {
        double[] values = new Random(17).doubles(400).toArray();
        StudentMean student = StudentMean.of(values);
        double error = (student.upper(0.05) - student.mean()) / Quantiles.studentUpper(0.05, 399);

        Bootstrap biased =
                Bootstrap.of(values, student.mean(), times -> MetricMeans.weighted(values, times) - error / 2, 20_000);

        assertThat(biased.upper(0.05)).isCloseTo(student.upper(0.05) + error / 2, within(error / 10));
        assertThat(biased.lower(0.05)).isCloseTo(student.lower(0.05) + error / 2, within(error / 10));
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
