package io.github.mnistlab.model;

/** Checks of values in specifications. Each message names the field, the value found and the range that is right. */
final class Require {
    /** The most epochs of a training. */
    static final int MAX_EPOCHS = 100_000;

    private Require() {}

    static int between(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(field + " must be " + least + " to " + most + ", but is " + value);
        }
        return value;
    }

    /** For momenta, shares and the like. Not a number is refused too. */
    static double atLeastZeroBelowOne(String field, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(field + " must be at least 0 and below 1, but is " + value);
        }
        return value;
    }

    static double aboveZeroBelowOne(String field, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(field + " must be above 0 and below 1, but is " + value);
        }
        return value;
    }

    static double aboveZeroUpToOne(String field, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must be above 0 and at most 1, but is " + value);
        }
        return value;
    }

    static double zeroToOne(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must be 0 to 1, but is " + value);
        }
        return value;
    }

    static double aboveZero(String field, double value, double most) {
        if (!(value > 0 && value <= most)) {
            throw new IllegalArgumentException(field + " must be above 0 and at most " + most + ", but is " + value);
        }
        return value;
    }

    static double atLeastZero(String field, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(field + " must be 0 to " + most + ", but is " + value);
        }
        return value;
    }
}
