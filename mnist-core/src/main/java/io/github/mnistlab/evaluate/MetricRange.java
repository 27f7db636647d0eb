package io.github.mnistlab.evaluate;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The values that a metric can have, both ends included; a limit outside says nothing.
 *
 * @param lowest the lowest value
 * @param highest the highest value, if there is one
 */
public record MetricRange(BigDecimal lowest, Optional<BigDecimal> highest) {
    /** Limits with more decimal places, or zeros before the point, are refused: 1e-999999999 would fill the memory. */
    static final int MAX_SCALE = 1_000;

    static MetricRange of(int lowest, int highest) {
        return new MetricRange(BigDecimal.valueOf(lowest), Optional.of(BigDecimal.valueOf(highest)));
    }

    static MetricRange from(int lowest) {
        return new MetricRange(BigDecimal.valueOf(lowest), Optional.empty());
    }

    /** By how much two such values can differ. */
    MetricRange ofDistances() {
        return new MetricRange(BigDecimal.ZERO, highest.map(most -> most.subtract(lowest)));
    }

    /** Whether a limit may be this: it is in the range and has at most {@value #MAX_SCALE} decimal places. */
    public boolean contains(BigDecimal limit) {
        return Math.abs((long) limit.scale()) <= MAX_SCALE
                && limit.compareTo(lowest) >= 0
                && highest.filter(most -> limit.compareTo(most) > 0).isEmpty();
    }

    /** As {@code 0 to 1} or {@code 0 or more}. */
    @Override
    public String toString() {
        return highest.map(most -> lowest + " to " + most).orElse(lowest + " or more");
    }
}
