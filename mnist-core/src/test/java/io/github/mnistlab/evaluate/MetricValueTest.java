package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.evaluate.MetricValue.Fraction;
import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.MetricValue.Real;
import io.github.mnistlab.evaluate.MetricValue.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricValueTest {
    @ParameterizedTest
    @CsvSource({
        "9750, 10000, 0.975, true, 0",
        "9750, 10000, 0.97500000001, false, 1",
        "9750, 10000, 0.97500000000000000000000000000000000001, false, 1",
        "9749, 10000, 0.975, false, 1",
        "9700, 10000, 0.975, false, 50",
        "1, 3, 0.3333333333333333, true, 0",
        "1, 3, 0.3333333333333334, false, 1",
        "0, 7, 1e-999, false, 1",
        "7, 7, 1, true, 0",
        "0, 7, 0, true, 0",
    })
    void proportionsReachALimitExactly(long part, long whole, BigDecimal limit, boolean reached, long shortfall) {
        Proportion value = new Proportion(part, whole);
        assertThat(value.atLeast(limit)).isEqualTo(reached);
        assertThat(value.shortfall(limit)).isEqualTo(shortfall);
    }

    /** 0.1 as a double is a little above one tenth, 0.3 a little below three tenths. */
    @Test
    void doublesReachALimitExactly() {
        assertThat(new Real(0.1).atLeast(new BigDecimal("0.1"))).isTrue();
        assertThat(new Real(0.1).atMost(new BigDecimal("0.1"))).isFalse();
        assertThat(new Real(0.3).atLeast(new BigDecimal("0.3"))).isFalse();
        assertThat(new Real(0.3).atMost(new BigDecimal("0.3"))).isTrue();
        assertThat(new Real(0.25).atLeast(new BigDecimal("0.25"))).isTrue();
        assertThat(new Real(0.25).atMost(new BigDecimal("0.25"))).isTrue();
    }

    @Test
    void limitsOfAnySizeAreComparedAtOnce() {
        assertThat(new Real(1).atMost(new BigDecimal("1e999999999"))).isTrue();
        assertThat(new Proportion(1, 3).atLeast(new BigDecimal("1e-999999999"))).isTrue();
        assertThat(MetricValue.exact(new BigDecimal("1e-1000")))
                .isEqualTo(BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(1_000)));
        assertThatThrownBy(() -> MetricValue.exact(new BigDecimal("1e-1001")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MetricValue.exact(new BigDecimal("1e-999999999")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1E-999999999");
        assertThatThrownBy(() -> new Proportion(1, 3).shortfall(new BigDecimal("1e-999999999")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void meansAreExact() {
        MetricValue mean = MetricValue.mean(
                List.of(new Proportion(9749, 10000), new Proportion(9750, 10000), new Proportion(9751, 10000)));
        assertThat(mean).isEqualTo(new Fraction(BigFraction.of(39, 40)));
        assertThat(mean.atLeast(new BigDecimal("0.975"))).isTrue();
        assertThat(mean.asDouble()).hasValue(0.975);
        // Half the exact sum of the two doubles, which lies between two doubles.
        assertThat(MetricValue.mean(List.of(new Real(0.1), new Real(0.2))).exact())
                .hasValue(MetricValue.exact(
                        new BigDecimal("0.15000000000000000832667268468867405317723751068115234375")));
        assertThat(MetricValue.mean(List.of(new Proportion(1, 2), new Proportion(1, 3), new Real(0.25))))
                .isEqualTo(new Fraction(BigFraction.of(13, 36)));
    }

    @Test
    void theMeanOfOneValueIsThatValue() {
        assertThat(MetricValue.mean(List.of(new Proportion(2, 4)))).isEqualTo(new Proportion(2, 4));
        assertThatThrownBy(() -> MetricValue.mean(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void differencesAreExact() {
        MetricValue difference = new Proportion(9700, 10000).minus(new Proportion(9750, 10000));
        assertThat(difference.atLeast(new BigDecimal("-0.005"))).isTrue();
        assertThat(difference.atLeast(new BigDecimal("-0.0049999999999999999999")))
                .isFalse();
        // Which doubles get wrong: 0.97 - 0.975 is below -0.005 there.
        assertThat(0.97 - 0.975).isLessThan(-0.005);
    }

    @Test
    void whatIsUndefinedStaysSo() {
        MetricValue undefined = new Undefined("class 3 has no test rows");
        MetricValue half = new Proportion(1, 2);
        assertThat(undefined.minus(half)).isEqualTo(undefined);
        assertThat(half.minus(undefined)).isEqualTo(undefined);
        assertThat(MetricValue.mean(List.of(half, undefined, half))).isEqualTo(undefined);
        assertThat(undefined.exact()).isEmpty();
    }

    @Test
    void refusesWhatIsNoValue() {
        assertThatThrownBy(() -> new Proportion(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Proportion(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Proportion(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Real(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Real(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Proportion(1, 2).shortfall(new BigDecimal("1.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.1");
    }

    @Test
    void limitsAreFractionsWithoutRounding() {
        assertThat(MetricValue.exact(new BigDecimal("12e2"))).isEqualTo(BigFraction.of(1200, 1));
        assertThat(MetricValue.exact(new BigDecimal("0.975"))).isEqualTo(BigFraction.of(39, 40));
        assertThat(MetricValue.exact(new BigDecimal("-0.50"))).isEqualTo(BigFraction.of(-1, 2));
    }
}
