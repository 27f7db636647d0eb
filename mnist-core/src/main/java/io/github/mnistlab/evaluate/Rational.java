package io.github.mnistlab.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An exact fraction in lowest terms, denominator above zero.
 *
 * <p>Gates compare with it because rounding decides at a limit: 0.1 + 0.2 is above 0.3 in doubles. Every finite double
 * and every decimal number is such a fraction, so values of all kinds can be added and compared without any rounding.
 *
 * @param numerator any whole number
 * @param denominator any but zero; brought to lowest terms and above zero
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    /** Zero. */
    public static final Rational ZERO = of(0, 1);

    /** One. */
    public static final Rational ONE = of(1, 1);

    /** Decimal numbers with more places (or zeros) than this are refused: 1e-999999999 would fill the memory. */
    static final int MAX_SCALE = 1_000;

    /**
     * @throws ArithmeticException if the denominator is zero
     */
    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException(numerator + "/0 is not a number");
        }
        BigInteger divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) {
            divisor = divisor.negate();
        }
        numerator = numerator.divide(divisor);
        denominator = denominator.divide(divisor);
    }

    /** @throws ArithmeticException if the denominator is zero */
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * The exact value of the double, which for 0.1 is a little above one tenth.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public static Rational of(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("only a finite number is a fraction, but this is " + value);
        }
        return ofExact(new BigDecimal(value));
    }

    /**
     * @throws IllegalArgumentException if it has more than {@value #MAX_SCALE} decimal places, or as many zeros before
     *     the point
     */
    public static Rational of(BigDecimal value) {
        if (!isReasonable(value)) {
            throw new IllegalArgumentException(
                    "a number must have at most " + MAX_SCALE + " decimal places, but this is " + value);
        }
        return ofExact(value);
    }

    /** Whether {@link #of(BigDecimal)} takes it. */
    static boolean isReasonable(BigDecimal value) {
        return value.scale() <= MAX_SCALE && value.scale() >= -MAX_SCALE;
    }

    private static Rational ofExact(BigDecimal value) {
        return value.scale() >= 0
                ? new Rational(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : new Rational(value.toBigIntegerExact(), BigInteger.ONE);
    }

    /** The sum. */
    public Rational plus(Rational that) {
        return new Rational(
                numerator.multiply(that.denominator).add(that.numerator.multiply(denominator)),
                denominator.multiply(that.denominator));
    }

    /** The difference. */
    public Rational minus(Rational that) {
        return plus(that.negate());
    }

    /** The product. */
    public Rational times(Rational that) {
        return new Rational(numerator.multiply(that.numerator), denominator.multiply(that.denominator));
    }

    /** @throws ArithmeticException if the divisor is zero */
    public Rational dividedBy(Rational divisor) {
        return new Rational(numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
    }

    /** The same distance from zero on its other side. */
    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /** The smallest whole number that is not below this. */
    public BigInteger ceiling() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    @Override
    public int compareTo(Rational that) {
        return numerator.multiply(that.denominator).compareTo(that.numerator.multiply(denominator));
    }

    /** Exact, and cheap for numbers that {@link #of(BigDecimal)} refuses. */
    public int compareTo(BigDecimal that) {
        // Not by way of a fraction: BigDecimal sees by the exponents which of two is larger, without writing them out.
        return new BigDecimal(numerator).compareTo(that.multiply(new BigDecimal(denominator)));
    }

    /** The nearest double. */
    public double doubleValue() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL128)
                .doubleValue();
    }

    /** With so many decimal places, rounded as told: messages about a missed limit round against the one who missed. */
    public BigDecimal toBigDecimal(int scale, RoundingMode rounding) {
        return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, rounding);
    }

    /** As {@code 39/40}, or {@code 2} for a whole number. */
    @Override
    public String toString() {
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
