package io.github.mnistlab.evaluate;

/**
 * One probability per row and class, as a classifier gives them. Checked when built: finite, none below 0, each row's
 * sum 1 but for rounding; at least one row and two classes. Immutable.
 */
public final class Probabilities {
    /** How far a row's sum may be from 1: far above the rounding of float32, far below what is not a softmax at all. */
    public static final double SUM_TOLERANCE = 1e-3;

    private static final double FLOAT_EPSILON = 0x1p-23;
    private static final double DOUBLE_EPSILON = 0x1p-52;

    /** One of the two is null: single precision takes half of the memory. */
    private final float[] singles;

    private final double[] doubles;
    private final int classes;

    private Probabilities(float[] singles, double[] doubles, int classes) {
        this.singles = singles;
        this.doubles = doubles;
        this.classes = classes;
        int length = singles == null ? doubles.length : singles.length;
        if (classes < 2) {
            throw new IllegalArgumentException("probabilities need at least 2 classes, but there are " + classes);
        }
        if (length == 0) {
            throw new IllegalArgumentException("there are no probabilities: an empty test set cannot be evaluated");
        }
        if (length % classes != 0) {
            throw new IllegalArgumentException(
                    "probabilities of " + classes + " classes come " + classes + " a row, but there are " + length);
        }
        for (int start = 0; start < length; start += classes) {
            double sum = 0;
            for (int i = start; i < start + classes; i++) {
                double value = value(i);
                // Written so that NaN is refused too.
                if (!(value >= 0 && value <= Double.MAX_VALUE)) {
                    throw new IllegalArgumentException("probability of class " + (i - start) + " in row "
                            + start / classes + " must be from 0 to 1, but is " + value);
                }
                sum += value;
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw new IllegalArgumentException("probabilities of row " + start / classes + " must sum to 1 (within "
                        + SUM_TOLERANCE + "), but sum to " + sum);
            }
        }
    }

    private double value(int index) {
        return singles == null ? doubles[index] : singles[index];
    }

    /**
     * Probabilities in single precision, as networks give them.
     *
     * @param values row after row, {@code classes} a row; copied
     * @throws IllegalArgumentException if they are not probabilities; names row, class and value
     */
    public static Probabilities of(float[] values, int classes) {
        return new Probabilities(values.clone(), null, classes);
    }

    /**
     * Probabilities in double precision.
     *
     * @param values row after row, {@code classes} a row; copied
     * @throws IllegalArgumentException if they are not probabilities; names row, class and value
     */
    public static Probabilities of(double[] values, int classes) {
        return new Probabilities(null, values.clone(), classes);
    }

    /** Those of some rows alone, at least one, in the precision that they have. */
    Probabilities only(int[] rows) {
        float[] someSingles = singles == null ? null : new float[rows.length * classes];
        double[] someDoubles = doubles == null ? null : new double[rows.length * classes];
        for (int i = 0; i < rows.length; i++) {
            if (singles == null) {
                System.arraycopy(doubles, rows[i] * classes, someDoubles, i * classes, classes);
            } else {
                System.arraycopy(singles, rows[i] * classes, someSingles, i * classes, classes);
            }
        }
        return new Probabilities(someSingles, someDoubles, classes);
    }

    /** How many rows there are. */
    public int rows() {
        return (singles == null ? doubles.length : singles.length) / classes;
    }

    /** How many classes there are. */
    public int classes() {
        return classes;
    }

    /** The probability of a class in a row; a float's exact value where floats were given. */
    public double get(int row, int label) {
        return value(row * classes + label);
    }

    /** The most probable class of a row; of several, the lowest. */
    public int predicted(int row) {
        int best = 0;
        for (int label = 1; label < classes; label++) {
            if (get(row, label) > get(row, best)) {
                best = label;
            }
        }
        return best;
    }

    /**
     * Whether a class is among a row's two most probable. Of equal probabilities the higher class comes first, as in
     * scikit-learn's {@code top_k_accuracy_score}; so a tie can make a right {@link #predicted prediction} miss here.
     */
    boolean isAmongTopTwo(int row, int label) {
        double own = get(row, label);
        int ahead = 0;
        for (int other = 0; other < classes; other++) {
            double value = get(row, other);
            if (value > own || (value == own && other > label)) {
                ahead++;
            }
        }
        return ahead < 2;
    }

    /**
     * The distance from 1 to the next number of the precision that was given. Log loss clips by it, as scikit-learn
     * (from 1.2 on) does, for otherwise one row with probability 0 would make it infinite.
     */
    double epsilon() {
        return singles == null ? DOUBLE_EPSILON : FLOAT_EPSILON;
    }
}
