package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.gate.finding.Reaching;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gate asks for, held against bounds. */
class ClaimTest {
    @Test
    void aClaimHoldsAtItsLimitUnlessItIsToBeBetter() {
        Claim atLeast = Claim.of(new Limit.AtLeast(new BigDecimal("0.5")), Direction.HIGHER_IS_BETTER);
        Claim atMost = Claim.of(new Limit.AtMost(new BigDecimal("0.5")), Direction.LOWER_IS_BETTER);
        Claim better = Claim.of(new Limit.Better("other"), Direction.HIGHER_IS_BETTER);

        for (Claim claim : List.of(atLeast, atMost)) {
            assertThat(claim.limit()).isEqualTo(0.5);
            assertThat(claim.isProven(new Reaching(0.5, 0), 0.05)).isTrue();
            assertThat(claim.isRefuted(new Reaching(0.5, 0), 0.05)).isFalse();
            assertThat(claim.refutation(new Reaching(0.5, 0))).isEqualTo(1);
            assertThat(claim.isProven(new Reaching(0.5, 0.01), 0.05)).isFalse();
        }
        assertThat(atLeast.isRefuted(new Reaching(0.4, 0), 0.05)).isTrue();
        assertThat(atMost.isRefuted(new Reaching(0.6, 0), 0.05)).isTrue();
        assertThat(atMost.isProven(new Reaching(0.4, 0), 0.05)).isTrue();
        assertThat(better.isProven(new Reaching(0, 0), 0.05)).isFalse();
        assertThat(better.isRefuted(new Reaching(0, 0), 0.05)).isFalse();
        // Half of a line is at 0.01 / alpha: the bound is at the limit where alpha is a tenth.
        assertThat(atLeast.refutation(new Reaching(0.4, 0.01))).isCloseTo(0.1, within(1e-9));
        assertThat(atMost.refutation(new Reaching(0.6, 0.01))).isCloseTo(0.1, within(1e-9));
    }
}
