package io.github.mnistlab.evaluate;

/**
 * The true class of each test row. Immutable, so that the predictions of all runs that were tested on the same rows can
 * have them in common.
 */
public final class Labels {
    private final int[] classes;

    private Labels(int[] classes) {
        this.classes = classes;
    }

    /** Of classes from 0 on; copied. */
    public static Labels of(int[] classes) {
        return new Labels(classes.clone());
    }

    /** How many rows there are. */
    public int rows() {
        return classes.length;
    }

    /** The true class of a row. */
    public int of(int row) {
        return classes[row];
    }

    /** The class of each row; a copy. */
    public int[] toArray() {
        return classes.clone();
    }
}
