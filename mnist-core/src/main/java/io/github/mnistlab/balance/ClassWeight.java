package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Weights in the loss, as scikit-learn's {@code class_weight} has them: the loss of a row is multiplied by the weight of
 * its class. The loss of a batch is the sum of these divided by the number of its rows, as in Keras's {@code fit} with
 * {@code class_weight}, not by the sum of their weights: so twice the weights are twice the gradient.
 *
 * @param classWeight the weights; balanced by default
 */
public record ClassWeight(Weights classWeight) implements LossBalancing {

    /**
     * How much a class counts. In JSON and YAML it is {@code balanced} ({@link Balanced}), or a map from class to weight
     * ({@link PerClass}).
     */
    public sealed interface Weights {

        /**
         * The weight of each class.
         *
         * @param counts how many training rows each class has, at the class's index; two at least have any
         */
        double[] of(int[] counts);

        /**
         * What it is in JSON, read.
         *
         * @param json a name or an object
         * @throws IllegalArgumentException if it is something else, with what was found and what is allowed
         */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Weights of(JsonNode json) {
            if (json.isTextual() && json.textValue().equals(Balanced.NAME)) {
                return new Balanced();
            }
            if (!json.isObject()) {
                throw new IllegalArgumentException(
                        "classWeight must be balanced, or a map from class to weight, but is " + json);
            }
            SortedMap<Integer, Double> weights = new TreeMap<>();
            json.properties().forEach(entry -> {
                if (!entry.getKey().matches("[0-9]{1,9}") || !entry.getValue().isNumber()) {
                    throw new IllegalArgumentException(
                            "classWeight maps a class, 0 or more, to its weight, a number above 0, but maps \""
                                    + entry.getKey() + "\" to " + entry.getValue());
                }
                weights.put(Integer.valueOf(entry.getKey()), entry.getValue().doubleValue());
            });
            return new PerClass(weights);
        }
    }

    /**
     * All classes count the same together: of n rows of k classes that have any, a class of m rows has the weight
     * n / (k m). The mean weight of the rows is 1. Classes without rows, which weigh nothing, have 1 as well.
     */
    public record Balanced() implements Weights {
        private static final String NAME = "balanced";

        @Override
        public double[] of(int[] counts) {
            double rows = Arrays.stream(counts).asLongStream().sum();
            double classes = Arrays.stream(counts).filter(count -> count > 0).count();
            return Arrays.stream(counts)
                    .mapToDouble(count -> count == 0 ? 1 : rows / (classes * count))
                    .toArray();
        }

        /** As it is written in JSON. */
        @Override
        @JsonValue
        public String toString() {
            return NAME;
        }
    }

    /**
     * These weights; 1 for classes that are not named.
     *
     * @param weights class, 0 or more, to weight, above 0; at least one class
     */
    public record PerClass(@JsonValue SortedMap<Integer, Double> weights) implements Weights {
        /** Refuses what are no weights. */
        public PerClass {
            if (weights.isEmpty()) {
                throw new IllegalArgumentException("classWeight must name at least one class and its weight");
            }
            weights.forEach((label, weight) -> {
                if (label < 0 || !(weight > 0) || weight.isInfinite()) {
                    throw new IllegalArgumentException(
                            "classWeight maps a class, 0 or more, to its weight, a number above 0, but maps " + label
                                    + " to " + weight);
                }
            });
            weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
        }

        @Override
        public double[] of(int[] counts) {
            double[] result = new double[counts.length];
            Arrays.fill(result, 1);
            for (Map.Entry<Integer, Double> entry : weights.entrySet()) {
                int label = entry.getKey();
                if (label >= counts.length || counts[label] == 0) {
                    throw new NotApplicableException("classWeight gives class " + label + " the weight "
                            + entry.getValue() + ", but it has no training row; classes with rows are "
                            + Arrays.toString(IntStream.range(0, counts.length)
                                    .filter(c -> counts[c] > 0)
                                    .toArray()));
                }
                result[label] = entry.getValue();
            }
            return result;
        }
    }

    /** Checks that there are weights. */
    public ClassWeight {
        if (classWeight == null) {
            throw new IllegalArgumentException("classWeight must be balanced, or a map from class to weight");
        }
    }

    /** With balanced weights. */
    public ClassWeight() {
        this(new Balanced());
    }

    @Override
    public List<Double> lossWeights(int[] counts) {
        if (Arrays.stream(counts).filter(count -> count > 0).count() < 2) {
            throw new NotApplicableException(
                    "class-weight needs at least two classes with training rows, but the rows of" + " each class are "
                            + Arrays.toString(counts));
        }
        return Arrays.stream(classWeight.of(counts)).boxed().toList();
    }
}
