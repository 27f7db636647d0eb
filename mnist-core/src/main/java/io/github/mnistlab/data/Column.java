package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param name what its file calls it
 * @param categories what its values are called, by their number from 0, in Unicode's order; none if they are numbers themselves
 * @param oneHotOf the categorical column that it was prepared from, together with its neighbours of the same; empty if it is
 *     a column by itself
 */
public record Column(
        String name, List<String> categories, @JsonIgnore Optional<String> oneHotOf) {
    /** Copies the list. */
    public Column {
        categories = List.copyOf(categories);
    }

    /** A column by itself: one of another process is never of a prepared table. */
    @JsonCreator
    public Column(@JsonProperty("name") String name, @JsonProperty("categories") List<String> categories) {
        this(name, categories, Optional.empty());
    }

    /** A column of numbers. */
    public Column(String name) {
        this(name, List.of());
    }

    /** The column of 0 and 1 that says whether another one's value is this category. */
    static Column ofCategory(String column, String category) {
        return new Column(column + "=" + category, List.of(), Optional.of(column));
    }

    /** Whether its values are names, not numbers. */
    @JsonIgnore
    public boolean isCategorical() {
        return !categories.isEmpty();
    }
}
