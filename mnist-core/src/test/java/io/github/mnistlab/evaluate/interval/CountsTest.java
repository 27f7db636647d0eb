package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of bounds from counts: which counts there may be, and what they say at their ends. */
class CountsTest {
    @ParameterizedTest
    @CsvSource({"-1, 3", "4, 3", "0, 0", "0, -1"})
    void successesAreAmongTheTrials(long successes, long trials) {
        String message = "successes must be 0 to the number of trials, which must be 1 or more, but are " + successes
                + " of " + trials;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wilson(successes, trials))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClopperPearson(successes, trials))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2, 3", "2, -1, 3", "2, 2, 3", "0, 0, 0"})
    void disagreementsAreAmongThePairs(long onlyFirst, long onlySecond, long pairs) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tango(onlyFirst, onlySecond, pairs))
                .withMessage("disagreements must be 0 or more and together at most the number of pairs, which must be 1"
                        + " or more, but are " + onlyFirst + " and " + onlySecond + " of " + pairs);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "2, -1", "2147483647, 1"})
    void disagreementsAreNoMoreThanAnIntHolds(long onlyFirst, long onlySecond) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new McNemar(onlyFirst, onlySecond))
                .withMessage("disagreements must be 0 or more, but are " + onlyFirst + " and " + onlySecond);
    }

    @Test
    void theEndsThemselvesAreAllowed() {
        assertThatCode(() -> {
                    new Wilson(0, 1);
                    new Wilson(1, 1);
                    new Tango(0, 0, 1);
                    new Tango(1, 2, 3);
                    new McNemar(Integer.MAX_VALUE, 0);
                    new McNemar(0, 0);
                })
                .doesNotThrowAnyException();
        assertThat(new Wilson(0, 9).lower(0.05)).isZero();
        assertThat(new Wilson(9, 9).upper(0.05)).isEqualTo(1);
        assertThat(new McNemar(0, 0).exact()).isEqualTo(1);
        assertThat(new McNemar(3, 3).midP()).isEqualTo(1);
    }

    @Test
    void aCorrectionForSteppingMovesBothBoundsByARow() {
        Tango few = new Tango(2, 5, 40);
        ContinuityCorrected corrected = new ContinuityCorrected(few, 40);

        assertThat(corrected.lower(0.05)).isCloseTo(few.lower(0.05) - 0.025, within(1e-12));
        assertThat(corrected.upper(0.05)).isCloseTo(few.upper(0.05) + 0.025, within(1e-12));
        assertThat(new ContinuityCorrected(new Tango(0, 1, 1), 1).upper(0.05)).isEqualTo(1);
        assertThat(new ContinuityCorrected(new Tango(1, 0, 1), 1).lower(0.05)).isEqualTo(-1);
    }

    /** Where chance is even, trials could be any number: as many as just before. */
    @Test
    void aProportionHasBoundsAtALevelOfOneHalf() {
        double[][] values = {{1, 0, 1, 1, 0, 1, 1, 1}, {1, 1, 1, 0, 0, 1, 1, 1}, {1, 0, 1, 1, 0, 1, 1, 0}};
        CrossedProportion proportion = new CrossedProportion(CrossedEffects.of(values), 8);

        assertThat(proportion.lower(0.5)).isCloseTo(proportion.lower(0.499), within(0.002));
        assertThat(proportion.upper(0.5)).isCloseTo(proportion.upper(0.499), within(0.002));
    }
}
