package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.OptionalInt;

/** A metric of parts of the test rows, by a column of categories. An evaluation of all rows does not tell it. */
public sealed interface SlicedMetric extends MetricExpression {
    /** The metric of each part: of all classes, of one, or the lowest of all. */
    MetricExpression metric();

    /** The column. */
    String column();

    /** @throws IllegalArgumentException always */
    @Override
    default MetricValue of(Evaluation evaluation) {
        throw new IllegalArgumentException(this + " is of slices, which an evaluation of all rows does not tell");
    }

    @Override
    default OptionalInt classLabel() {
        return metric().classLabel();
    }

    /**
     * A metric of one slice, as {@code accuracy[writer=hsf4]}.
     *
     * @param metric not sliced itself
     * @param column the column of categories
     * @param value the category
     */
    record OfSlice(MetricExpression metric, String column, String value) implements SlicedMetric {
        @Override
        public MetricExpression in(List<String> classNames) {
            return new OfSlice(metric.in(classNames), column, value);
        }

        @Override
        public Direction direction() {
            return metric.direction();
        }

        @Override
        public MetricRange range() {
            return metric.range();
        }

        @JsonValue
        @Override
        public String toString() {
            return metric + "[" + column + "=" + value + "]";
        }
    }

    /**
     * The worst value of all slices of a column, as {@code min(accuracy by writer)}, or {@code max(log-loss by writer)} where
     * lower is better. A metric of classes without a class is that of every class: {@code min(recall by writer)} is the lowest
     * recall that any class has in any slice.
     *
     * @param metric not sliced itself; {@link MinOverClasses} for every class
     * @param column the column of categories
     */
    record WorstSlice(MetricExpression metric, String column) implements SlicedMetric {
        @Override
        public MetricExpression in(List<String> classNames) {
            return new WorstSlice(metric.in(classNames), column);
        }

        @Override
        public Direction direction() {
            return metric.direction();
        }

        @Override
        public MetricRange range() {
            return metric.range();
        }

        @JsonValue
        @Override
        public String toString() {
            String worst = metric.direction() == Direction.HIGHER_IS_BETTER ? "min" : "max";
            return worst + "(" + SlicedMetric.ofEachSlice(metric) + " by " + column + ")";
        }
    }

    /**
     * By how much the best slice of a column differs from the worst, as {@code gap(accuracy by sex)}; of a metric of classes
     * without a class, the largest such gap of any class: {@code gap(recall by sex)}.
     *
     * @param metric not sliced itself; {@link MinOverClasses} for every class
     * @param column the column of categories
     */
    record SliceGap(MetricExpression metric, String column) implements SlicedMetric {
        @Override
        public MetricExpression in(List<String> classNames) {
            return new SliceGap(metric.in(classNames), column);
        }

        @Override
        public Direction direction() {
            return Direction.LOWER_IS_BETTER;
        }

        @Override
        public MetricRange range() {
            return metric.range().ofDistances();
        }

        @JsonValue
        @Override
        public String toString() {
            return "gap(" + SlicedMetric.ofEachSlice(metric) + " by " + column + ")";
        }
    }

    /** What stands in brackets for the metric of each slice. */
    private static String ofEachSlice(MetricExpression metric) {
        return metric instanceof MinOverClasses lowest ? lowest.metric().toString() : metric.toString();
    }
}
