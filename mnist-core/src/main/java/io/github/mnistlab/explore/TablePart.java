package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledTable;

/**
 * Rows of a table that are used for one purpose.
 *
 * @param name what they are for, such as {@link Part#TRAINING}
 * @param rows as they are in the file, not prepared; at least one
 */
public record TablePart(String name, LabeledTable rows) {
    /** Refuses to be without rows. */
    public TablePart {
        if (rows.size() == 0) {
            throw new IllegalArgumentException("the part '" + name + "' must have rows, but has none");
        }
    }
}
