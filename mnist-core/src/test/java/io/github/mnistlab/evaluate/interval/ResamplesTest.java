package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplesTest {
    /** Five of a thousand are the fewest that a bound has beyond it. */
    @ParameterizedTest
    @CsvSource({"0.005, 5", "0.0059, 5", "0.006, 6", "0.05, 50", "0.5, 500", "1, 1000"})
    void theShareThatIsAskedForReachesTheBoundFromEitherEnd(double share, int rank) {
        Resamples resamples = Resamples.of(oneToThousand());

        assertThat(resamples.below(share, 500.5)).isEqualTo(rank);
        assertThat(resamples.above(share, 500.5)).isEqualTo(1001 - rank);
    }

    /** An exponential tail: a share of a share lies as far again from the centre. */
    @ParameterizedTest
    @CsvSource({"1, 5", "2, -485", "3, -975"})
    void beyondTheFewestTheTailGoesOnAsAnExponentialOne(int power, double bound) {
        Resamples resamples = Resamples.of(oneToThousand());
        // A bit below, so that for the power of 1 it is the tail as well, which begins where the resamples end.
        double share = Math.pow(0.005, power) * (1 - 1e-12);

        assertThat(resamples.below(share, 495)).isCloseTo(bound, within(1e-6));
        assertThat(resamples.above(share, 506)).isCloseTo(1001 - bound, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"0.025, 5", "0.05, 30", "0.5, 480", "1, 980"})
    void undefinedOnesLieBeyondEitherBound(double share, int rank) {
        double[] values = oneToThousand();
        replaceAbove(values, 980);

        assertThat(Resamples.of(values).below(share, 500)).isEqualTo(rank);
        assertThat(Resamples.of(values).above(share, 500)).isEqualTo(981 - rank);
    }

    @Test
    void whereUndefinedOnesReachBeyondTheFewestNothingIsKnown() {
        double[] values = oneToThousand();
        replaceAbove(values, 999);

        assertThat(Resamples.of(values).below(0.0059, 500)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Resamples.of(values).above(0.0059, 500)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Resamples.of(values).below(0.006, 500)).isEqualTo(5);
    }

    @Test
    void fiveAreTooFewToSayHowATailGoesOn() {
        double[] six = {3, 1, 2, 6, 5, 4};

        assertThat(Resamples.of(Arrays.copyOf(six, 5)).below(0.5, 3)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Resamples.of(Arrays.copyOf(six, 5)).above(0.5, 3)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Resamples.of(six).below(0.5, 7)).isFinite().isLessThan(1);
        assertThat(Resamples.of(six).above(0.5, 0)).isFinite().isGreaterThan(6);
    }

    private static void replaceAbove(double[] values, double most) {
        Arrays.setAll(values, i -> values[i] > most ? Double.NaN : values[i]);
    }

    /** In any order. */
    private static double[] oneToThousand() {
        List<Integer> values = IntStream.rangeClosed(1, 1000).boxed().collect(Collectors.toList());
        Collections.shuffle(values, new Random(1));
        return values.stream().mapToDouble(Integer::doubleValue).toArray();
    }
}
