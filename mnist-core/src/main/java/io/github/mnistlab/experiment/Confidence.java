package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/** How sure a gate's verdict must be. */
public sealed interface Confidence {
    /** The level of a gate that names none. */
    BigDecimal DEFAULT_LEVEL = new BigDecimal("0.95");

    /** The measured values are compared as they are, whatever chance had to do with them. */
    record None() implements Confidence {
        @JsonValue
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * A verdict, pass or fail, is wrong with a probability of at most one less this.
     *
     * @param level above 0.5 and below 1
     */
    record OneSided(BigDecimal level) implements Confidence {
        /** @throws IllegalArgumentException if the level is out of range */
        public OneSided {
            if (level.compareTo(new BigDecimal("0.5")) <= 0 || level.compareTo(BigDecimal.ONE) >= 0) {
                throw new IllegalArgumentException("confidence must be above 0.5 and below 1, but is " + level);
            }
        }

        /** The probability of being wrong that is left. */
        public double alpha() {
            return BigDecimal.ONE.subtract(level).doubleValue();
        }

        /** The level, as it was written. */
        @JsonValue
        @Override
        public BigDecimal level() {
            return level;
        }

        @Override
        public String toString() {
            return level.toPlainString();
        }
    }

    /**
     * Reads what a file says.
     *
     * @param value {@code none} or a level
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Confidence of(Object value) {
        return "none".equals(value) ? new None() : new OneSided(new BigDecimal(value.toString()));
    }
}
