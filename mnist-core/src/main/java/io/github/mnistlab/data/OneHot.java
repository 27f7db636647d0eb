package io.github.mnistlab.data;

/**
 * Neighbouring columns that stand for one column of names: 1 in the column of the row's own name, 0 in the others.
 *
 * @param from the first of them, from 0
 * @param to the first one after them
 */
public record OneHot(int from, int to) {
    /** Refuses to be empty. */
    public OneHot {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException(
                    "one-hot columns must be from 0 or more to more than that, but are from " + from + " to " + to);
        }
    }
}
