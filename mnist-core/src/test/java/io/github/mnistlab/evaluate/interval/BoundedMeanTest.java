package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedMeanTest {
    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "7, 10", "10, 10", "299, 300", "2970, 3000"})
    void ofHitsTheyAreThoseOfClopperAndPearson(int hits, int trials) {
        BoundedMean mean = BoundedMean.of(hits(hits, trials), 0, 1);
        ClopperPearson exact = new ClopperPearson(hits, trials);

        assertThat(mean.lower(0.05)).isCloseTo(exact.lower(0.05), within(1e-12));
        assertThat(mean.upper(0.05)).isCloseTo(exact.upper(0.05), within(1e-12));
    }

    /** A value a little inside its end goes the general way, by the saddle point. */
    @ParameterizedTest
    @CsvSource({"1, 10, 0.05", "7, 10, 0.05", "10, 10, 0.05", "299, 300, 0.05", "299, 300, 0.0001", "2970, 3000, 0.3"})
    void theSaddlePointIsAsGood(int hits, int trials, double alpha) {
        double[] values = hits(hits, trials);
        values[trials - 1] -= 1e-9;
        BoundedMean mean = BoundedMean.of(values, 0, 1);
        ClopperPearson exact = new ClopperPearson(hits, trials);

        assertThat(mean.lower(alpha))
                .isCloseTo(exact.lower(alpha), within(0.02 * (mean.mean() - exact.lower(alpha)) + 1e-8));
    }

    /** Weights drawn one by one give the same bound. */
    @Test
    void itIsTheQuantileOfTheMeanWithRandomWeights() {
        double[] values = {0.1, 0.4, 0.4, 0.7, 0.9, 0.95, 1, 1};
        SplittableRandom random = new SplittableRandom(4);
        double[] means = new double[100_000];
        Arrays.setAll(means, draw -> {
            double sum = 0;
            // One more value, of 0, has a weight as well.
            double weights = -Math.log(1 - random.nextDouble());
            for (double value : values) {
                double weight = -Math.log(1 - random.nextDouble());
                sum += weight * value;
                weights += weight;
            }
            return sum / weights;
        });
        Arrays.sort(means);

        assertThat(BoundedMean.of(values, 0, 1).lower(0.05)).isCloseTo(means[5_000], within(0.004));
        assertThat(BoundedMean.of(values, 0, 1).lower(0.4)).isCloseTo(means[40_000], within(0.004));
    }

    @Test
    void ofManyValuesTheyAreThoseOfANormalMean() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = random.doubles(5_000).toArray();
        StudentMean student = StudentMean.of(values);
        BoundedMean mean = BoundedMean.of(values, 0, 1);

        double reach = student.mean() - student.lower(0.05);
        assertThat(mean.lower(0.05)).isCloseTo(student.lower(0.05), within(0.05 * reach));
        assertThat(mean.upper(0.05)).isCloseTo(student.upper(0.05), within(0.05 * reach));
        assertThat(mean.pValueBelow(student.upper(1e-6))).isBetween(1e-7, 1e-5);
    }

    /** Where what is rare decides: mostly nothing is seen of it. */
    @ParameterizedTest
    @CsvSource({"20", "300"})
    void itIsWrongNoMoreOftenThanItSays(int count) {
        SplittableRandom random = new SplittableRandom(6);
        ToDoubleFunction<SplittableRandom> rare = any -> any.nextDouble() < 0.01 ? any.nextDouble() : 1;
        int wrong = 0;
        int wrongAbove = 0;
        for (int sample = 0; sample < 2_000; sample++) {
            double[] values = IntStream.range(0, count)
                    .mapToDouble(i -> rare.applyAsDouble(random))
                    .toArray();
            BoundedMean mean = BoundedMean.of(values, 0, 1);
            wrong += mean.lower(0.05) > 0.995 ? 1 : 0;
            wrongAbove += mean.upper(0.05) < 0.995 ? 1 : 0;
        }

        assertThat(wrong / 2_000.0).isLessThan(0.065);
        assertThat(wrongAbove / 2_000.0).isLessThan(0.065);
    }

    @Test
    void equalValuesKeepAWidth() {
        BoundedMean mean = BoundedMean.of(new double[] {0.5, 0.5, 0.5}, 0, 1);

        assertThat(mean.lower(0.05)).isLessThan(0.4);
        assertThat(mean.upper(0.05)).isGreaterThan(0.6);
    }

    @Test
    void refusesValuesBeyondTheirEnds() {
        assertThatIllegalArgumentException().isThrownBy(() -> BoundedMean.of(new double[] {0.5, 1.1}, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> BoundedMean.of(new double[0], 0, 1));
    }

    private static double[] hits(int hits, int trials) {
        return IntStream.range(0, trials)
                .mapToDouble(i -> i < trials - hits ? 0 : 1)
                .toArray();
    }
}
