package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.Direction;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.gate.finding.Measurement;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A measurement held against a limit.
 *
 * @param holds whether the limit is kept
 * @param measured what was measured, for people
 * @param shortfall by how much the limit is missed, for people; of no meaning where it is kept
 */
record Comparison(boolean holds, String measured, String shortfall) {
    /** Metrics are shown with this many digits, or with as many as the limit has if those are more. */
    private static final int DIGITS = 4;

    static Comparison atLeast(Measurement measurement, BigDecimal limit) {
        Optional<BigFraction> missing =
                measurement.exact().map(value -> MetricValue.exact(limit).subtract(value));
        return of(missing, "short by ", measurement, measurement.show(scale(limit), RoundingMode.FLOOR), scale(limit));
    }

    static Comparison atMost(Measurement measurement, BigDecimal limit) {
        Optional<BigFraction> missing = measurement.exact().map(value -> value.subtract(MetricValue.exact(limit)));
        return of(missing, "over by ", measurement, measurement.show(scale(limit), RoundingMode.CEILING), scale(limit));
    }

    static Comparison notBelow(Direction direction, Measurement measurement, Measurement other, Limit.NotBelow limit) {
        int scale = scale(limit.margin());
        boolean higher = direction == Direction.HIGHER_IS_BETTER;
        RoundingMode rounding = higher ? RoundingMode.FLOOR : RoundingMode.CEILING;
        Optional<BigFraction> difference =
                measurement.exact().flatMap(value -> other.exact().map(value::subtract));
        Optional<BigFraction> missing =
                difference.map(by -> (higher ? by.negate() : by).subtract(MetricValue.exact(limit.margin())));
        // Both rounded alike, so that equal ones look equal; the difference tells which side it is on.
        String shown = measurement.show(scale, rounding) + " against " + other.show(scale, rounding)
                + difference
                        .map(by -> ", a difference of " + signed(by, scale, rounding))
                        .orElse("");
        return of(missing, higher ? "short by " : "over by ", measurement, shown, scale);
    }

    static Comparison better(Direction direction, Measurement measurement, Measurement other) {
        Comparison asGood = notBelow(direction, measurement, other, new Limit.NotBelow("", BigDecimal.ZERO));
        boolean equal = measurement.isDefined() && measurement.exact().equals(other.exact());
        return equal ? new Comparison(false, asGood.measured(), "no better") : asGood;
    }

    /**
     * @param missing how much is missing to the limit; 0 or less where it is kept, nothing where the metric is undefined
     * @param by what to call that: a value that should be lower is not short of anything
     */
    private static Comparison of(
            Optional<BigFraction> missing, String by, Measurement measurement, String shown, int scale) {
        if (missing.isEmpty()) {
            return new Comparison(false, shown, "an undefined value reaches no limit");
        }
        boolean holds = missing.get().signum() <= 0;
        return new Comparison(holds, shown, holds ? "" : by + shortfall(missing.get(), measurement, scale));
    }

    private static String shortfall(BigFraction missing, Measurement measurement, int scale) {
        if (measurement.countsImages()) {
            BigInteger images = missing.multiply(measurement.images())
                    .bigDecimalValue(0, RoundingMode.CEILING)
                    .toBigIntegerExact();
            String over = measurement.seeds() > 1 ? " over " + measurement.seeds() + " seeds" : "";
            return String.format(Locale.ROOT, "%,d %s%s", images, images.equals(BigInteger.ONE) ? "row" : "rows", over);
        }
        return missing.bigDecimalValue(scale, RoundingMode.CEILING).toPlainString();
    }

    private static String signed(BigFraction value, int scale, RoundingMode rounding) {
        String text = value.bigDecimalValue(scale, rounding).toPlainString();
        return value.signum() > 0 ? "+" + text : text;
    }

    private static int scale(BigDecimal limit) {
        return Math.max(DIGITS, limit.scale());
    }
}
