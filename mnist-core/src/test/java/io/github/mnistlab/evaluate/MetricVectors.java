package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The cases of metrics.json: what scikit-learn says of the same labels and probabilities. */
final class MetricVectors {
    private final JsonNode expected;
    private final int[] labels;
    private final double[] probabilities;
    private final int classes;

    private MetricVectors(ObjectMapper mapper, JsonNode node) {
        double[][] rows = mapper.convertValue(node.get("probabilities"), double[][].class);
        expected = node;
        labels = mapper.convertValue(node.get("y"), int[].class);
        probabilities = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        classes = rows[0].length;
    }

    static List<MetricVectors> all() {
        Path file = Path.of(System.getProperty("vectors.dir"), "metrics.json");
        try {
            ObjectMapper mapper = new ObjectMapper();
            return Stream.of(mapper.treeToValue(mapper.readTree(file.toFile()).get("cases"), JsonNode[].class))
                    .map(node -> new MetricVectors(mapper, node))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int[] labels() {
        return labels;
    }

    /** Row after row. */
    double[] probabilities() {
        return probabilities;
    }

    int classes() {
        return classes;
    }

    JsonNode expected() {
        return expected;
    }

    Evaluation evaluate() {
        return Evaluation.of(labels, Probabilities.of(probabilities, classes));
    }

    @Override
    public String toString() {
        return expected.get("name").asText();
    }
}
