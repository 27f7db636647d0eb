package io.github.mnistlab.run.importance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;

/**
 * How much a model leans on one column.
 *
 * @param column what the table's file calls it
 * @param drops by how much accuracy fell, each time that the column's values were shuffled among the rows: -1 to 1
 */
public record ColumnImportance(String column, List<Double> drops) {
    /** Copies the list, which must not be empty. */
    public ColumnImportance {
        Objects.requireNonNull(column, "column must be given");
        drops = List.copyOf(drops);
        if (drops.isEmpty()) {
            throw new IllegalArgumentException("the drops of column '" + column + "' must be given");
        }
    }

    /** The mean drop, scikit-learn's {@code importances_mean}. */
    @JsonIgnore
    public double mean() {
        return drops.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** The biased standard deviation of the drops, scikit-learn's {@code importances_std}. */
    @JsonIgnore
    public double deviation() {
        double mean = mean();
        return Math.sqrt(drops.stream()
                .mapToDouble(drop -> (drop - mean) * (drop - mean))
                .average()
                .orElseThrow());
    }
}
