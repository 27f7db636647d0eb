package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What SciPy's cases, of another test, leave out. */
class StudentMeanTest {
    /** Six times 0.97 and a sixth of it, in doubles, are not 0.97. */
    @Test
    void equalValuesHaveTheirMeanAndNoSpread() {
        for (int count = 2; count < 20; count++) {
            for (int percent = 0; percent <= 100; percent++) {
                double[] values = new double[count];
                Arrays.fill(values, percent / 100.0);

                assertThat(StudentMean.of(values)).isEqualTo(new StudentMean(count, percent / 100.0, 0));
            }
        }
    }

    @Test
    void oneValueHasNoSpread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudentMean.of(0.5))
                .withMessage("a spread needs at least 2 values, but there are 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudentMean.ofDifferences(new double[] {1, 2}, new double[] {1}))
                .withMessage("pairs need as many on both sides, but there are 2 and 1");
    }
}
