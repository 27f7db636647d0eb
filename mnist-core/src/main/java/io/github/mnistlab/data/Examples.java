package io.github.mnistlab.data;

/**
 * Labelled examples: rows of features, each with its class. Images are bytes, tables are numbers with names.
 *
 * <p>Some rows of others are a view: no feature is copied. Whoever holds examples reads them and never writes them.
 */
public sealed interface Examples permits LabeledImages, LabeledTable {
    /** The most rows that a file may have. */
    int MAX_ROWS = 1_000_000;

    /** The most classes that a data set may have. */
    int MAX_CLASSES = 1_000;

    /** How many rows there are. */
    int size();

    /** How many classes there are, those without rows included. */
    int classes();

    /** How many features each row has. */
    int features();

    /** The class of a row, from 0. */
    int label(int row);

    /** A view of these rows, in this order; a row may be named more than once. */
    Examples select(int[] rows);

    /** SHA-256, in hexadecimal, of all that these examples are. */
    String digest();

    /** Whether networks can take rows of both. */
    boolean hasFeaturesOf(Examples other);

    /**
     * These examples, which are images.
     *
     * @throws IllegalStateException if they are not
     */
    default LabeledImages images() {
        throw new IllegalStateException(this + " are no images");
    }

    /** How many rows each class has, at the class's index. */
    default int[] classCounts() {
        int[] counts = new int[classes()];
        for (int row = 0; row < size(); row++) {
            counts[label(row)]++;
        }
        return counts;
    }
}
