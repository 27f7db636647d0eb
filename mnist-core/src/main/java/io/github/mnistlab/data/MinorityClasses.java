package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Which classes are made rare by {@link Imbalance.Step}: a list of classes in JSON and YAML, or a number, the share of
 * classes that are.
 */
public sealed interface MinorityClasses {

    /**
     * The classes, in ascending order.
     *
     * @param counts how many rows each class has, at the class's index
     * @param random where classes that are not named are drawn from
     * @throws DataException if these classes cannot be made rare
     */
    List<Integer> classes(int[] counts, UniformRandomProvider random);

    /**
     * What it is in JSON, read.
     *
     * @param json a list of classes, or a number
     * @throws IllegalArgumentException if it is something else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static MinorityClasses of(JsonNode json) {
        if (json.isNumber()) {
            return new Fraction(json.doubleValue());
        }
        if (!json.isArray()) {
            throw new IllegalArgumentException(
                    "minority must be a list of classes, or the share of classes, above 0 and below 1, but is " + json);
        }
        List<Integer> classes = new ArrayList<>();
        json.forEach(label -> classes.add(label.isInt() ? (Integer) label.intValue() : null));
        return new Named(classes);
    }

    /**
     * These classes.
     *
     * @param labels 0 or more, no class twice, at least one; kept in ascending order
     */
    record Named(@JsonValue List<Integer> labels) implements MinorityClasses {
        /** Refuses what are no classes. */
        public Named {
            if (labels == null || labels.isEmpty()) {
                throw new IllegalArgumentException("minority must name at least one class");
            }
            labels.forEach(label -> ClassProfile.requireClass("minority", label));
            List<Integer> sorted = List.copyOf(new TreeSet<>(labels));
            if (sorted.size() != labels.size()) {
                throw new IllegalArgumentException("minority must name no class twice, but is " + labels);
            }
            labels = sorted;
        }

        @Override
        public List<Integer> classes(int[] counts, UniformRandomProvider random) {
            labels.forEach(label -> ClassProfile.requireClass(label, counts.length));
            for (int label : labels) {
                if (counts[label] == 0) {
                    throw new DataException("imbalance names class " + label
                            + " as minority, but it has no training row after the split");
                }
            }
            if (Arrays.stream(counts).filter(count -> count > 0).count() == labels.size()) {
                throw new DataException("imbalance names every class that has training rows as minority " + labels
                        + "; at least one must stay as it is");
            }
            return labels;
        }
    }

    /**
     * So many of the classes that have rows, each set of so many equally likely: µ of Buda, Maki and Mazurowski.
     *
     * @param share above 0 and below 1; times the number of classes, rounded, halves up
     */
    record Fraction(@JsonValue double share) implements MinorityClasses {
        /** Refuses what is no share. */
        public Fraction {
            if (!(share > 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "minority, as a share of classes, must be above 0 and below 1, but is " + share);
            }
        }

        /** How many of so many classes are rare; none or all of them is for callers to refuse. */
        public int of(int classes) {
            return (int) Math.round(share * classes);
        }

        @Override
        public List<Integer> classes(int[] counts, UniformRandomProvider random) {
            int[] order = ClassProfile.shuffled(counts, random);
            int minority = of(order.length);
            if (minority < 1 || minority >= order.length) {
                throw new DataException("imbalance makes the share " + share + " of the classes rare, but of the "
                        + order.length + " that have training rows that is " + minority
                        + "; at least one must be rare and at least one not");
            }
            return Arrays.stream(order).limit(minority).sorted().boxed().toList();
        }
    }
}
