package io.github.mnistlab.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A metric's value as gates compare it: without any rounding. A metric that is undefined has a value of its own, which
 * reaches no limit.
 */
public sealed interface MetricValue {

    /**
     * Rows of some kind among rows of another: the metrics that a binomial interval fits.
     *
     * @param numerator 0 to {@code denominator}
     * @param denominator 1 or more
     */
    record Proportion(long numerator, long denominator) implements MetricValue {
        /** @throws IllegalArgumentException if it is not from 0 to 1 */
        public Proportion {
            if (denominator < 1 || numerator < 0 || numerator > denominator) {
                throw new IllegalArgumentException("a proportion must be from 0 to 1 with a denominator of 1 or more, "
                        + "but is " + numerator + "/" + denominator);
            }
        }

        /**
         * How many more rows the numerator would need to reach the limit; 0 where it does.
         *
         * @throws IllegalArgumentException if the limit is not from 0 to 1
         */
        public long shortfall(BigDecimal limit) {
            if (limit.signum() < 0 || limit.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException("the limit of a proportion must be 0 to 1, but is " + limit);
            }
            long needed = MetricValue.exact(limit)
                    .multiply(denominator)
                    .bigDecimalValue(0, RoundingMode.CEILING)
                    .longValueExact();
            return Math.max(0, needed - numerator);
        }

        @Override
        public Optional<BigFraction> exact() {
            return Optional.of(BigFraction.of(numerator, denominator));
        }

        @Override
        public OptionalDouble asDouble() {
            return OptionalDouble.of(numerator / (double) denominator);
        }
    }

    /**
     * A fraction that follows exactly from counts, but counts no rows itself: an F1, a mean over classes or runs, a
     * difference.
     *
     * @param value the fraction
     */
    record Fraction(BigFraction value) implements MetricValue {
        @Override
        public Optional<BigFraction> exact() {
            return Optional.of(value);
        }

        @Override
        public OptionalDouble asDouble() {
            return OptionalDouble.of(value.doubleValue());
        }
    }

    /**
     * A result of floating-point arithmetic; compared as the exact value of that double.
     *
     * @param value finite
     */
    record Real(double value) implements MetricValue {
        /** @throws IllegalArgumentException if it is not finite */
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a metric's value must be finite, but is " + value);
            }
        }

        @Override
        public Optional<BigFraction> exact() {
            return Optional.of(BigFraction.from(value));
        }

        @Override
        public OptionalDouble asDouble() {
            return OptionalDouble.of(value);
        }
    }

    /**
     * No value: what it divides by is zero.
     *
     * @param reason why, for people, as "class 3 has no test rows"
     */
    record Undefined(String reason) implements MetricValue {
        @Override
        public Optional<BigFraction> exact() {
            return Optional.empty();
        }

        @Override
        public OptionalDouble asDouble() {
            return OptionalDouble.empty();
        }
    }

    /** The value without rounding; empty if undefined. */
    Optional<BigFraction> exact();

    /** The value as the nearest double, to be shown; empty if undefined. Never compare by it. */
    OptionalDouble asDouble();

    /** Whether the value is the limit or above it, exactly. False if undefined. */
    default boolean atLeast(BigDecimal limit) {
        return exact().filter(value -> compare(value, limit) >= 0).isPresent();
    }

    /** Whether the value is the limit or below it, exactly. False if undefined. */
    default boolean atMost(BigDecimal limit) {
        return exact().filter(value -> compare(value, limit) <= 0).isPresent();
    }

    private static int compare(BigFraction value, BigDecimal limit) {
        // Not by way of a fraction: BigDecimal sees by the exponents which of two is larger, without writing them out.
        return new BigDecimal(value.getNumerator()).compareTo(limit.multiply(new BigDecimal(value.getDenominator())));
    }

    /**
     * A limit as a fraction, to calculate with.
     *
     * @throws IllegalArgumentException if it has more than {@value MetricRange#MAX_SCALE} decimal places, or as many
     *     zeros before the point
     */
    static BigFraction exact(BigDecimal limit) {
        if (Math.abs((long) limit.scale()) > MetricRange.MAX_SCALE) {
            throw new IllegalArgumentException(
                    "a number must have at most " + MetricRange.MAX_SCALE + " decimal places, but this is " + limit);
        }
        BigDecimal plain = limit.setScale(Math.max(0, limit.scale()));
        return BigFraction.of(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
    }

    /** This less that, exactly; undefined if either is. */
    default MetricValue minus(MetricValue that) {
        if (this instanceof Undefined) {
            return this;
        }
        if (that instanceof Undefined) {
            return that;
        }
        return new Fraction(exact().orElseThrow().subtract(that.exact().orElseThrow()));
    }

    /**
     * The plain mean, exactly; undefined if any value is. One value is its own mean and stays what it is. Several
     * proportions become a {@link Fraction}: rows of several runs are not independent, and no binomial interval fits
     * their sum.
     *
     * @throws IllegalArgumentException if there are no values
     */
    static MetricValue mean(List<MetricValue> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a mean needs at least one value, but there are none");
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        BigFraction sum = BigFraction.ZERO;
        for (MetricValue value : values) {
            if (value instanceof Undefined) {
                return value;
            }
            sum = sum.add(value.exact().orElseThrow());
        }
        return new Fraction(sum.divide(values.size()));
    }
}
