package io.github.mnistlab.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.json.CanonicalJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a matrix of variants is spread out along. Its cells are the variants that have coordinates; not every combination
 * of values need be one.
 *
 * @param axes in the order of the file, at least one, no field twice
 * @param metrics that reports show, each in a table of its own, in this order; at least one, none twice
 */
public record Matrix(List<Axis> axes, List<MetricExpression> metrics) {
    /** @throws IllegalArgumentException if there is no axis or no metric, or one twice */
    public Matrix {
        axes = List.copyOf(axes);
        metrics = List.copyOf(metrics);
        requireDifferent("axes", axes.stream().map(Axis::field).toList());
        requireDifferent("metrics", metrics);
    }

    /**
     * A field and the values that it takes.
     *
     * @param field its path, such as {@code dataset.imbalance.ratio}
     * @param values in the order of the file, each by its short name, such as {@code 10}; at least one, none twice
     */
    public record Axis(String field, List<String> values) {
        /** @throws IllegalArgumentException if there is no value, or one twice */
        public Axis {
            values = List.copyOf(values);
            requireDifferent("the values of " + field, values);
        }
    }

    private static void requireDifferent(String what, List<?> items) {
        Set<Object> different = new HashSet<>(items);
        if (items.isEmpty() || different.size() != items.size()) {
            throw new IllegalArgumentException(what + " must be at least one and all different, but are " + items);
        }
    }

    /**
     * What an axis is called where there is little room: the end of its field's path that no other axis shares, such as
     * {@code ratio}.
     */
    public String shortName(Axis axis) {
        return shortName(axis.field(), axes.stream().map(Axis::field).toList());
    }

    public static String shortName(String field, List<String> all) {
        int start = field.lastIndexOf('.');
        while (start >= 0) {
            String end = field.substring(start);
            if (all.stream().filter(other -> ("." + other).endsWith(end)).count() == 1) {
                return end.substring(1);
            }
            start = field.lastIndexOf('.', start - 1);
        }
        return field;
    }

    /**
     * The variant at a place.
     *
     * @param variants of the experiment
     * @param coordinates a value for each axis, by field
     * @return nothing if the matrix has no such cell
     */
    public static Optional<Variant> cell(List<Variant> variants, Map<String, String> coordinates) {
        return variants.stream()
                .filter(variant -> variant.coordinates().equals(coordinates))
                .findFirst();
    }

    /**
     * What the specifications of all variants have in common, as JSON.
     *
     * @param variants at least one
     */
    public static JsonNode common(List<Variant> variants) {
        JsonNode common = CanonicalJson.tree(variants.get(0).spec());
        variants.forEach(variant -> retain(common, CanonicalJson.tree(variant.spec())));
        return common;
    }

    private static void retain(JsonNode common, JsonNode other) {
        Set<String> different = new HashSet<>();
        common.properties().forEach(field -> {
            JsonNode there = other.path(field.getKey());
            if (field.getValue().isObject() && there.isObject()) {
                retain(field.getValue(), there);
            }
            boolean gone = field.getValue().isObject()
                    ? field.getValue().isEmpty()
                    : !field.getValue().equals(there);
            if (gone || there.isMissingNode()) {
                different.add(field.getKey());
            }
        });
        if (common instanceof ObjectNode object) {
            object.remove(different);
        }
    }

    /** The variants that are cells. */
    public static List<Variant> cells(List<Variant> variants) {
        return variants.stream().filter(Variant::isFromMatrix).toList();
    }
}
