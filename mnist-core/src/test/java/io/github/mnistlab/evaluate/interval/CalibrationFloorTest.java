package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationFloorTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.05, 0.01})
    void theChanceOfOneBinIsThatOfANormalValueOnEitherSide(double alpha) {
        assertThat(new CalibrationFloor(0, 0.02, 0).chance(alpha))
                .isCloseTo(0.02 * Quantiles.normalUpper(alpha / 2), within(0.02 * 0.05));
    }

    /** Two absolute values add up to at most so much in a square that stands on its corner. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.05, 0.01})
    void theChancesOfTwoBinsAddUp(double alpha) {
        double side = Quantiles.normalUpper((1 - Math.sqrt(1 - alpha)) / 2);

        assertThat(new CalibrationFloor(1, 1).chance(alpha)).isCloseTo(side * Math.sqrt(2), within(0.07));
    }

    /** An exponential tail: a thousandth of a thousandth lies twice as far out. */
    @Test
    void beyondTheDrawsTheTailGoesOn() {
        CalibrationFloor floor = new CalibrationFloor(0.01, 0.03);

        assertThat(floor.chance(1e-6)).isCloseTo(2 * floor.chance(1e-3), within(1e-12));
        assertThat(floor.chance(1e-3 - 1e-12)).isCloseTo(floor.chance(1e-3), within(1e-9));
        assertThat(floor.chance(0)).isFinite().isGreaterThan(floor.chance(1e-300));
    }

    @Test
    void whereNoBinHasAnErrorThereIsNoChance() {
        assertThat(new CalibrationFloor(0, 0).chance(0.05)).isZero();
        assertThat(new CalibrationFloor().chance(1e-9)).isZero();
    }
}
