package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * How the test rows are told apart: by columns of categories, each value of which is a slice.
 *
 * @param file the path of a CSV file with a row for each test row, relative to the experiment's; null where the columns are
 *     those of the data itself
 * @param columns the columns that count; empty for all of the file but its ids
 * @param fewestRows slices of fewer rows are too small to be judged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SlicesSpec(String file, List<String> columns, int fewestRows) {
    /** Below it, a share is known to no better than a quarter. */
    public static final int DEFAULT_FEWEST_ROWS = 30;

    /** @throws IllegalArgumentException if neither a file nor columns are named */
    public SlicesSpec {
        columns = columns == null ? List.of() : List.copyOf(columns);
        if (file == null && columns.isEmpty()) {
            throw new IllegalArgumentException("slices must name a file, or columns of the data");
        }
    }
}
