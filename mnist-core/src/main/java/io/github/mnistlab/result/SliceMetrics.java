package io.github.mnistlab.result;

import io.github.mnistlab.data.Slice;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All metrics of a run on one slice of its test rows.
 *
 * @param column the column of categories
 * @param value the category
 * @param rows how many test rows it has
 * @param metrics those that have a value there, by name
 */
public record SliceMetrics(String column, String value, int rows, Map<String, Double> metrics) {
    /** Copies. */
    public SliceMetrics {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Those of every slice, column by column. */
    static List<SliceMetrics> of(Predictions predictions, Slices slices, List<String> classNames) {
        return slices.all().stream()
                .map(slice -> of(slice, predictions, slices, classNames))
                .toList();
    }

    private static SliceMetrics of(Slice slice, Predictions predictions, Slices slices, List<String> classNames) {
        int[] rows = slices.rowsOf(slice);
        Evaluation evaluation = Evaluation.of(predictions.only(rows));
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (MetricExpression metric : MetricExpression.all(classNames)) {
            metric.of(evaluation).asDouble().ifPresent(value -> metrics.put(metric.toString(), value));
        }
        return new SliceMetrics(slice.column(), slice.value(), rows.length, metrics);
    }

    /** Which slice it is. */
    public Slice slice() {
        return new Slice(column, value);
    }
}
