package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The strength of the noise that {@link RandomOver} adds: {@code shrinkage}, a factor of the bandwidth. In JSON and YAML it is a number
 * ({@link Same}), or a map from class to number ({@link PerClass}).
 */
public sealed interface Shrinkage {

    /** Plain copies. */
    Same NONE = new Same(0);

    /**
     * The factor of each class.
     *
     * @param counts how many rows each class has, at the class's index
     * @param added how many are to be added to each
     * @throws NotApplicableException if a class that is to be given rows has no factor, or one that has a factor no rows
     */
    double[] of(int[] counts, int[] added);

    /**
     * What it is in JSON, read.
     *
     * @param json a number or an object
     * @throws IllegalArgumentException if it is something else, with what was found and what is allowed
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Shrinkage of(JsonNode json) {
        if (json.isNumber()) {
            return new Same(json.doubleValue());
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException(
                    "shrinkage must be a number of at least 0, or a map from class to such, but is " + json);
        }
        SortedMap<Integer, Double> factors = new TreeMap<>();
        json.properties().forEach(entry -> {
            if (!entry.getKey().matches("[0-9]{1,9}") || !entry.getValue().isNumber()) {
                throw new IllegalArgumentException(
                        "shrinkage maps a class, 0 or more, to a number of at least 0, but maps \"" + entry.getKey()
                                + "\" to " + entry.getValue());
            }
            factors.put(Integer.valueOf(entry.getKey()), entry.getValue().doubleValue());
        });
        return new PerClass(factors);
    }

    /**
     * The same factor for all classes.
     *
     * @param factor 0 or more; 0 for plain copies
     */
    record Same(@JsonValue double factor) implements Shrinkage {
        /** Checks the value. */
        public Same {
            if (!isFactor(factor)) {
                throw new IllegalArgumentException("shrinkage must be a number of at least 0, but is " + factor);
            }
            factor += 0.0; // of the two zeros the positive one
        }

        @Override
        public double[] of(int[] counts, int[] added) {
            double[] result = new double[counts.length];
            Arrays.fill(result, factor);
            return result;
        }
    }

    /**
     * A factor for each class that is to be given rows.
     *
     * @param factors class, 0 or more, to factor, 0 or more; at least one class
     */
    record PerClass(@JsonValue SortedMap<Integer, Double> factors) implements Shrinkage {
        /** Refuses what are no factors. */
        public PerClass {
            if (factors.isEmpty()) {
                throw new IllegalArgumentException("shrinkage must name at least one class and its factor");
            }
            SortedMap<Integer, Double> copy = new TreeMap<>();
            factors.forEach((label, factor) -> {
                if (label < 0 || !isFactor(factor)) {
                    throw new IllegalArgumentException(
                            "shrinkage maps a class, 0 or more, to a number of at least 0, but maps " + label + " to "
                                    + factor);
                }
                copy.put(label, factor + 0.0);
            });
            factors = Collections.unmodifiableSortedMap(copy);
        }

        @Override
        public double[] of(int[] counts, int[] added) {
            double[] result = new double[counts.length];
            for (Map.Entry<Integer, Double> entry : factors.entrySet()) {
                int label = entry.getKey();
                if (label >= counts.length || counts[label] == 0) {
                    throw new NotApplicableException("shrinkage gives class " + label + " the factor "
                            + entry.getValue() + ", but it has no row; classes with rows are "
                            + Arrays.toString(IntStream.range(0, counts.length)
                                    .filter(c -> counts[c] > 0)
                                    .toArray()));
                }
                result[label] = entry.getValue();
            }
            for (int c = 0; c < counts.length; c++) {
                if (added[c] > 0 && !factors.containsKey(c)) {
                    throw new NotApplicableException("shrinkage gives no factor for class " + c + ", which has "
                            + counts[c] + " rows and is to be given " + added[c]
                            + " more; name it too, with 0 for plain"
                            + " copies");
                }
            }
            return result;
        }
    }

    private static boolean isFactor(double value) {
        return value >= 0 && !Double.isInfinite(value);
    }
}
