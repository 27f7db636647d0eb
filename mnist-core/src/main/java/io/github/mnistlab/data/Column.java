package io.github.mnistlab.data;

import java.util.List;

/**
 * A column of a table.
 *
 * @param name what its file calls it
 * @param categories what its values are called, by their number from 0, in Unicode's order; none if they are numbers themselves
 */
public record Column(String name, List<String> categories) {
    /** Copies the list. */
    public Column {
        categories = List.copyOf(categories);
    }

    /** A column of numbers. */
    public Column(String name) {
        this(name, List.of());
    }

    /** Whether its values are names, not numbers. */
    public boolean isCategorical() {
        return !categories.isEmpty();
    }
}
