package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected numbers are SciPy's (1.17), as close as doubles come. */
class QuantilesTest {
    private static final double PERCENT = 1e-10;

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 6.313751514675044",
        "0.025, 3.7, 2.8675207071911903",
        "1e-3, 9, 4.296805662729919",
        "0.3, 1000, 0.524567707309227"
    })
    void studentsT(double alpha, double degreesOfFreedom, double expected) {
        assertThat(Quantiles.studentUpper(alpha, degreesOfFreedom)).isCloseTo(expected, withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 3, 8, 0.08726443391415033",
        "0.95, 3, 8, 0.5069013010632024",
        "0.5, 0.5, 2.5, 0.09552581803782106",
        "1e-4, 40, 2, 0.7479721255974197"
    })
    void beta(double probability, double a, double b, double expected) {
        assertThat(Quantiles.beta(probability, a, b)).isCloseTo(expected, withinPercentage(PERCENT));
    }

    @ParameterizedTest
    @CsvSource({
        "0.025, 9, 2.7003894999803584",
        "0.975, 9, 19.02276779864163",
        "0.5, 1, 0.454936423119572",
        "0.01, 250.5, 201.38661704981965"
    })
    void chiSquared(double probability, double degreesOfFreedom, double expected) {
        assertThat(Quantiles.chiSquared(probability, degreesOfFreedom)).isCloseTo(expected, withinPercentage(PERCENT));
    }

    /** In tails that a search for a probability near 1 could not tell apart, where closed forms are known. */
    @Test
    void smallOnesAreAsCloseAsLargeOnes() {
        assertThat(Quantiles.studentUpper(1e-12, 1))
                .isCloseTo(1 / Math.tan(1e-12 * Math.PI), withinPercentage(PERCENT));
        assertThat(Quantiles.beta(0.05, 1, 1e6))
                .isCloseTo(-Math.expm1(Math.log1p(-0.05) / 1e6), withinPercentage(1e-7));
        assertThat(Quantiles.chiSquared(1e-9, 2)).isCloseTo(-2 * Math.log1p(-1e-9), withinPercentage(1e-5));
    }

    @Test
    void normal() {
        assertThat(Quantiles.normalDensity(1.3)).isCloseTo(0.17136859204780736, within(1e-15));
        assertThat(Quantiles.normalCumulative(Quantiles.normalUpper(0.2))).isCloseTo(0.8, within(1e-15));
    }
}
