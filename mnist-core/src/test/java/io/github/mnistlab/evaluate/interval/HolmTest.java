package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HolmTest {
    /** The example of R's documentation of p.adjust, by hand: 4, 3, 2 and 1 times the p-values, never falling. */
    @Test
    void stepsDownFromTheSmallest() {
        assertThat(Holm.adjust(0.01, 0.04, 0.03, 0.005)).containsExactly(0.03, 0.06, 0.06, 0.02);
        assertThat(Holm.adjust(0.6, 0.9)).containsExactly(1, 1);
        assertThat(Holm.adjust(0.05)).containsExactly(0.05);
        assertThat(Holm.adjust()).isEmpty();
    }

    @Test
    void pValuesAreTheLevelsAtWhichBoundsTouchTheLimit() {
        ClopperPearson bounds = new ClopperPearson(970, 1000);

        double below = bounds.pValueBelow(0.98);
        double above = bounds.pValueAbove(0.96);

        assertThat(bounds.upper(below)).isCloseTo(0.98, within(1e-9));
        assertThat(bounds.lower(above)).isCloseTo(0.96, within(1e-9));
        assertThat(bounds.pValueBelow(0.9)).isEqualTo(1);
        assertThat(bounds.pValueAbove(0.99)).isEqualTo(1);
        // At no level is a bound beyond itself.
        assertThat(bounds.pValueBelow(bounds.upper(0.5))).isEqualTo(1);
        assertThat(bounds.pValueAbove(bounds.lower(0.5))).isEqualTo(1);
    }
}
