package io.github.mnistlab.data;

import java.util.Objects;

/**
 * A part of the test rows: those that have one value in a column of categories.
 *
 * @param column the column's name
 * @param value the category
 */
public record Slice(String column, String value) {
    /** Refuses to miss a part. */
    public Slice {
        Objects.requireNonNull(column, "column must be given");
        Objects.requireNonNull(value, "value must be given");
    }

    /** As gates write it: {@code writer=hsf4}. */
    @Override
    public String toString() {
        return column + "=" + value;
    }
}
