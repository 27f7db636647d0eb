package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.mnistlab.evaluate.MetricValue.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.stream.IntStream;

/**
 * A question that a gate or a report asks of an {@link Evaluation}: {@code accuracy}, {@code recall[8]}, {@code recall[cat]},
 * {@code min(recall)} or {@code accuracy[writer=hsf4]}.
 * Each has exactly one spelling, which {@code toString} gives and its JSON form is.
 */
public sealed interface MetricExpression
        permits MetricExpression.Overall,
                MetricExpression.OfClass,
                MetricExpression.OfNamedClass,
                MetricExpression.MinOverClasses,
                SlicedMetric {
    /**
     * The spelling of what is about one class, by its number or its name, in the common part of Java's and ECMAScript's syntax.
     * A name with a bracket or an equals sign has none: a slice looks like that.
     */
    String OF_CLASS =
            "(recall|precision|f1)\\[([^\\s\\x00-\\x1f\\x7f=\\[\\]](?:[^\\x00-\\x1f\\x7f=\\[\\]]{0,198}[^\\s\\x00-\\x1f\\x7f=\\[\\]])?)\\]";

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
     * @param name what the class is called
     */
    record OfClass(ClassMetric metric, int label, String name) implements MetricExpression {
        /** @throws IllegalArgumentException if the class is below 0 */
        public OfClass {
            if (label < 0) {
                throw new IllegalArgumentException("a class must be 0 or above, but is " + label);
            }
        }

        /** Of a class that is called by its number. */
        public OfClass(ClassMetric metric, int label) {
            this(metric, label, String.valueOf(label));
        }

        /** A number is a name where there is one like it; where classes have names in words, it is the place of one. */
        @Override
        public MetricExpression in(List<String> classNames) {
            if (classNames.contains(name)) {
                return new OfNamedClass(metric, name).in(classNames);
            }
            boolean isPlace = label >= classNames.size() || !classNames.stream().allMatch(MetricSyntax::isWholeNumber);
            return isPlace ? this : new OfNamedClass(metric, name);
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
            return metric.of(evaluation.confusionMatrix(), label, name);
        }

        @JsonValue
        @Override
        public String toString() {
            return metric + "[" + name + "]";
        }
    }

    /**
     * A metric of the class of a name, of which the data alone tell which it is: see {@link #in}.
     *
     * @param metric which
     * @param name of the class
     */
    record OfNamedClass(ClassMetric metric, String name) implements MetricExpression {
        @Override
        public MetricExpression in(List<String> classNames) {
            int label = classNames.indexOf(name);
            return label < 0 ? this : new OfClass(metric, label, name);
        }

        /** Undefined: by itself, an evaluation knows no names. */
        @Override
        public MetricValue of(Evaluation evaluation) {
            return new Undefined("there is no class " + name);
        }

        @JsonValue
        @Override
        public String toString() {
            return metric + "[" + name + "]";
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

    /**
     * The same where classes have these names, by class. Of a class that is not among them it stays what it is.
     */
    default MetricExpression in(List<String> classNames) {
        return this;
    }

    /** Whether it has a meaning where classes have these names. */
    default boolean isOf(List<String> classNames) {
        MetricExpression here =
                this instanceof SlicedMetric sliced ? sliced.metric().in(classNames) : in(classNames);
        return !(here instanceof OfNamedClass) && here.classLabel().orElse(0) < classNames.size();
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
        Optional<MetricExpression> plain = plain(text);
        if (plain.isPresent()) {
            return plain.get();
        }
        Matcher ofSlice = MetricSyntax.OF_SLICE.matcher(text);
        if (ofSlice.matches()) {
            Optional<MetricExpression> metric = plain(ofSlice.group(1));
            if (metric.isPresent()) {
                return new SlicedMetric.OfSlice(metric.get(), ofSlice.group(2), ofSlice.group(3));
            }
        }
        Matcher overSlices = MetricSyntax.OVER_SLICES.matcher(text);
        if (overSlices.matches()) {
            return overSlices(text, overSlices.group(1), overSlices.group(2), overSlices.group(3));
        }
        throw MetricSyntax.refusal(text, names(MetricSyntax.DIGITS));
    }

    private static MetricExpression overSlices(String text, String fold, String each, String column) {
        Optional<MetricExpression> plain = plain(each);
        if (plain.isPresent() && plain.get() instanceof MinOverClasses lowest) {
            throw MetricSyntax.twiceLowest(text, fold + "(" + lowest.metric() + " by " + column + ")");
        }
        MetricExpression metric = MetricSyntax.named(ClassMetric.values(), each)
                .<MetricExpression>map(MinOverClasses::new)
                .or(() -> plain)
                .orElseThrow(() -> MetricSyntax.refusal(text, names(MetricSyntax.DIGITS)));
        MetricExpression worst = new SlicedMetric.WorstSlice(metric, column);
        if (fold.equals("gap")) {
            return new SlicedMetric.SliceGap(metric, column);
        }
        if (!worst.toString().startsWith(fold)) {
            throw MetricSyntax.otherEnd(text, each, worst.toString());
        }
        return worst;
    }

    /** Reads a metric of all test rows. */
    private static Optional<MetricExpression> plain(String text) {
        Optional<Metric> overall = MetricSyntax.named(Metric.values(), text);
        if (overall.isPresent()) {
            return Optional.of(new Overall(overall.get()));
        }
        Matcher ofClass = MetricSyntax.OF_CLASS.matcher(text);
        if (ofClass.matches()) {
            Optional<ClassMetric> metric = MetricSyntax.named(ClassMetric.values(), ofClass.group(1));
            if (metric.isPresent()) {
                return Optional.of(new OfClass(metric.get(), Integer.parseInt(ofClass.group(2))));
            }
        }
        Matcher ofName = MetricSyntax.OF_NAME.matcher(text);
        if (ofName.matches()) {
            Optional<ClassMetric> metric = MetricSyntax.named(ClassMetric.values(), ofName.group(1));
            if (metric.isPresent()) {
                return Optional.of(new OfNamedClass(metric.get(), ofName.group(2)));
            }
        }
        Matcher min = MetricSyntax.MIN.matcher(text);
        if (min.matches()) {
            Optional<ClassMetric> metric = MetricSyntax.named(ClassMetric.values(), min.group(1));
            if (metric.isPresent()) {
                return Optional.of(new MinOverClasses(metric.get()));
            }
        }
        return Optional.empty();
    }

    /** All of the whole test set that there are for so many classes, in the order in which to show them. */
    static List<MetricExpression> all(int classes) {
        return all(IntStream.range(0, classes).mapToObj(String::valueOf).toList());
    }

    /** All that there are for classes of these names, in the order in which to show them. */
    static List<MetricExpression> all(List<String> classNames) {
        List<MetricExpression> all = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            all.add(new Overall(metric));
        }
        for (ClassMetric metric : ClassMetric.values()) {
            all.add(new MinOverClasses(metric));
            for (int label = 0; label < classNames.size(); label++) {
                all.add(new OfClass(metric, label, classNames.get(label)));
            }
        }
        return List.copyOf(all);
    }

    /** The spelling of all that there are for so many classes: what a schema lists and a misspelling is held against. */
    static List<String> names(int classes) {
        return all(classes).stream().map(MetricExpression::toString).toList();
    }
}
