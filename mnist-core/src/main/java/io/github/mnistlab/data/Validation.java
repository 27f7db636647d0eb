package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The source of validation rows. In YAML and JSON a whole number, a fraction below 1, or {@code test-set}. */
public sealed interface Validation {

    /** How many rows are taken from so many training rows. */
    int rowsFrom(int trainingRows);

    /**
     * Reads the YAML form.
     *
     * @param value a whole number, a decimal fraction, or the text {@code test-set}
     * @throws IllegalArgumentException if it is none of these, or out of range
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Validation of(Object value) {
        if (value instanceof Integer rows) {
            return new Rows(rows);
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return new Fraction(((Number) value).doubleValue());
        }
        if (TestSet.TEXT.equals(value)) {
            return new TestSet();
        }
        throw new IllegalArgumentException("validation must be a number of rows, a fraction between 0 and 1, or '"
                + TestSet.TEXT + "', but is '" + value + "'");
    }

    /**
     * A number of training rows.
     *
     * @param rows 0 for no validation
     */
    record Rows(@JsonValue int rows) implements Validation {
        /** Refuses a negative number. */
        public Rows {
            if (rows < 0) {
                throw new IllegalArgumentException("validation must be 0 rows or more, but is " + rows);
            }
        }

        @Override
        public int rowsFrom(int trainingRows) {
            return rows;
        }
    }

    /**
     * A share of the training rows.
     *
     * @param fraction more than 0, less than 1
     */
    record Fraction(@JsonValue double fraction) implements Validation {
        /** Refuses what is not between 0 and 1. */
        public Fraction {
            if (!(fraction > 0 && fraction < 1)) {
                throw new IllegalArgumentException(
                        "validation must be a fraction of more than 0 and less than 1, or a number"
                                + " of rows without a decimal point, but is " + fraction);
            }
        }

        /** Rounded up to whole rows, as scikit-learn's {@code test_size} is; reckoned with the decimals as written. */
        @Override
        public int rowsFrom(int trainingRows) {
            return BigDecimal.valueOf(fraction)
                    .multiply(BigDecimal.valueOf(trainingRows))
                    .setScale(0, RoundingMode.CEILING)
                    .intValueExact();
        }
    }

    /** The test rows serve as validation rows too, which is unsound: what is chosen by them flatters itself on them. */
    record TestSet() implements Validation {
        private static final String TEXT = "test-set";

        /** The YAML form. */
        @JsonValue
        public String text() {
            return TEXT;
        }

        @Override
        public int rowsFrom(int trainingRows) {
            return 0;
        }
    }
}
