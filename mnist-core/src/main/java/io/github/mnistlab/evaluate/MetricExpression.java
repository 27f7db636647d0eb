package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.mnistlab.evaluate.MetricValue.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;

/**
 * A question that a gate or a report asks of an {@link Evaluation}: {@code accuracy}, {@code recall[8]} or {@code min(recall)}.
 * Each has exactly one spelling, which {@code toString} gives and its JSON form is.
 */
public sealed interface MetricExpression {

    /**
     * A metric with one value for the test set.
     *
     * @param metric which
     */
    record Overall(Metric metric) implements MetricExpression {
        @Override
        public Direction direction() {
            return metric.direction();
        }

        @Override
        public MetricRange range() {
            return metric.range();
        }

        @Override
        public MetricValue of(Evaluation evaluation) {
            return metric.of(evaluation);
        }

        @JsonValue
        @Override
        public String toString() {
            return metric.toString();
        }
    }

    /**
     * A metric of one class.
     *
     * @param metric which
     * @param label the class, 0 or above
     */
    record OfClass(ClassMetric metric, int label) implements MetricExpression {
        /** @throws IllegalArgumentException if the class is below 0 */
        public OfClass {
            if (label < 0) {
                throw new IllegalArgumentException("a class must be 0 or above, but is " + label);
            }
        }

        @Override
        public OptionalInt classLabel() {
            return OptionalInt.of(label);
        }

        @Override
        public MetricValue of(Evaluation evaluation) {
            if (label >= evaluation.classes()) {
                throw new IllegalArgumentException(
                        this + " asks for class " + label + ", but classes are 0 to " + (evaluation.classes() - 1));
            }
            return metric.of(evaluation.confusionMatrix(), label);
        }

        @JsonValue
        @Override
        public String toString() {
            return metric + "[" + label + "]";
        }
    }

    /**
     * The lowest value that any class has; undefined if it is for any class.
     *
     * @param metric which
     */
    record MinOverClasses(ClassMetric metric) implements MetricExpression {
        @Override
        public MetricValue of(Evaluation evaluation) {
            MetricValue lowest = null;
            for (int label = 0; label < evaluation.classes(); label++) {
                MetricValue value = metric.of(evaluation.confusionMatrix(), label);
                if (value instanceof Undefined) {
                    return value;
                }
                if (lowest == null
                        || value.exact().orElseThrow().compareTo(lowest.exact().orElseThrow()) < 0) {
                    lowest = value;
                }
            }
            return lowest;
        }

        @JsonValue
        @Override
        public String toString() {
            return "min(" + metric + ")";
        }
    }

    /** Its value for this test set. */
    MetricValue of(Evaluation evaluation);

    /** Which way it gets better. */
    default Direction direction() {
        return Direction.HIGHER_IS_BETTER;
    }

    /** The values that it can have. */
    default MetricRange range() {
        return MetricRange.of(0, 1);
    }

    /** The class that it is about, if it is about one; {@code of} refuses it where there are not as many. */
    default OptionalInt classLabel() {
        return OptionalInt.empty();
    }

    /**
     * Reads what {@code toString} writes, and nothing else.
     *
     * @throws MetricSyntaxException if it is not a metric; with the nearest one if the text looks misspelt
     */
    @JsonCreator
    static MetricExpression parse(String text) {
        Optional<Metric> overall = MetricSyntax.named(Metric.values(), text);
        if (overall.isPresent()) {
            return new Overall(overall.get());
        }
        Matcher ofClass = MetricSyntax.OF_CLASS.matcher(text);
        if (ofClass.matches()) {
            Optional<ClassMetric> metric = MetricSyntax.named(ClassMetric.values(), ofClass.group(1));
            if (metric.isPresent()) {
                return new OfClass(metric.get(), Integer.parseInt(ofClass.group(2)));
            }
        }
        Matcher min = MetricSyntax.MIN.matcher(text);
        if (min.matches()) {
            Optional<ClassMetric> metric = MetricSyntax.named(ClassMetric.values(), min.group(1));
            if (metric.isPresent()) {
                return new MinOverClasses(metric.get());
            }
        }
        throw MetricSyntax.refusal(text, names(MetricSyntax.DIGITS));
    }

    /** All that there are for so many classes, in the order in which to show them. */
    static List<MetricExpression> all(int classes) {
        List<MetricExpression> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            all.add(new Overall(metric));
        }
        for (ClassMetric metric : ClassMetric.values()) {
            all.add(new MinOverClasses(metric));
            for (int label = 0; label < classes; label++) {
                all.add(new OfClass(metric, label));
            }
        }
        return List.copyOf(all);
    }

    /** The spelling of all that there are for so many classes: what a schema lists and a misspelling is held against. */
    static List<String> names(int classes) {
        return all(classes).stream().map(MetricExpression::toString).toList();
    }
}
