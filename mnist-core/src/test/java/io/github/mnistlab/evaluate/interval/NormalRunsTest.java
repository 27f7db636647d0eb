package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.interval.NormalRuns.Estimate;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The expected numbers are SciPy's (1.17), from its noncentral t and chi-square. */
class NormalRunsTest {
    /** The accuracies of ten networks trained on MNIST. */
    private static final double[] ACCURACIES = {
        0.9723, 0.9729, 0.9722, 0.9749, 0.9761, 0.9748, 0.9725, 0.9738, 0.9723, 0.9699
    };

    private final NormalRuns runs = new NormalRuns(StudentMean.of(ACCURACIES));

    @Test
    void noncentralT() {
        assertThat(new NoncentralT(9).cumulative(1.5, 2.0)).isCloseTo(0.3043233125202621, within(1e-8));
        assertThat(new NoncentralT(4).cumulative(-3.2, -1.0)).isCloseTo(0.0834366250662051, within(1e-8));
        assertThat(new NoncentralT(9).cumulative(12, 9.5)).isCloseTo(0.7620830691642626, within(1e-8));
        assertThat(new NoncentralT(9).quantile(0.975, 2.66)).isCloseTo(6.110709932505378, within(1e-6));
        assertThat(new NoncentralT(9).meanAt(6.110709932505378, 0.975)).isCloseTo(2.66, within(1e-6));
    }

    @Test
    void spreadHasItsInterval() {
        SpreadBounds bounds = new SpreadBounds(runs.sample());

        assertThat(runs.sample().standardDeviation()).isCloseTo(0.001773289473141801, within(1e-12));
        assertThat(bounds.lower(0.025)).isCloseTo(0.0012197309313843154, within(1e-11));
        assertThat(bounds.upper(0.025)).isCloseTo(0.0032373353187224426, within(1e-11));
    }

    @Test
    void howOftenAThresholdIsMissedByAnUnchangedRecipe() {
        is(runs.rateBelow(0.971, 1), 0.11052997824056587, 0.020749315776600448, 0.3547551502308711);
        is(runs.rateBelow(0.971, 3), 0.01702261220660418, 0.00020714577879099244, 0.2593946078688989);
    }

    @Test
    void whatDropIsCaughtFourTimesInFive() {
        is(runs.dropCaught(0.971, 1, 0.8), 0.003662438073867458, 0.0025595285288321223, 0.005597936074291154);
    }

    @Test
    void theThresholdForAFalseAlarmInAHundred() {
        assertThat(runs.limitFor(0.01, 1)).isCloseTo(0.9679225721218595, within(1e-9));
        assertThat(runs.limitFor(0.01, 3)).isCloseTo(0.9698764733308571, within(1e-9));
    }

    /** The promise of the threshold, on recipes whose mean and spread are drawn anew each time. */
    @Test
    void thatThresholdIsMissedOnceInTwentyWhereThatIsAskedFor() {
        Random random = new Random(20);
        int experiments = 20_000;
        long missed = IntStream.range(0, experiments)
                .filter(experiment -> {
                    double[] fresh = IntStream.range(0, 10)
                            .mapToDouble(seed -> random.nextGaussian())
                            .toArray();
                    double mean = IntStream.range(0, 3)
                            .mapToDouble(seed -> random.nextGaussian())
                            .average()
                            .orElseThrow();
                    return mean < new NormalRuns(StudentMean.of(fresh)).limitFor(0.05, 3);
                })
                .count();

        assertThat(missed / (double) experiments).isCloseTo(0.05, within(0.005));
    }

    @Test
    void normalityIsRightlyDoubtedAsOftenAsItSays() {
        Random random = new Random(21);
        int samples = 20_000;
        long doubted = IntStream.range(0, samples)
                .filter(sample -> ShapiroFrancia.pValue(IntStream.range(0, 10)
                                .mapToDouble(value -> random.nextGaussian())
                                .toArray())
                        < 0.05)
                .count();

        assertThat(ShapiroFrancia.pValue(ACCURACIES)).isCloseTo(0.4849544741264804, within(1e-6));
        assertThat(doubted / (double) samples).isCloseTo(0.05, within(0.01));
        assertThat(ShapiroFrancia.pValue(0, 0, 0, 0, 0, 0, 0, 0, 0, 1)).isLessThan(0.001);
        assertThat(ShapiroFrancia.pValue(1, 1, 1, 1, 1)).isLessThan(0.001);
    }

    @Test
    void tooLittleIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NormalRuns(StudentMean.of(1, 2, 3)));
        assertThatIllegalArgumentException().isThrownBy(() -> new NormalRuns(StudentMean.of(1, 1, 1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> ShapiroFrancia.pValue(1, 2, 3, 4));
    }

    private static void is(Estimate estimate, double value, double lower, double upper) {
        assertThat(estimate.value()).isCloseTo(value, within(1e-9));
        assertThat(estimate.lower()).isCloseTo(lower, within(1e-7));
        assertThat(estimate.upper()).isCloseTo(upper, within(1e-7));
    }
}
