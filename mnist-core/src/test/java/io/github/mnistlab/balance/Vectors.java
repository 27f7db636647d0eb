package io.github.mnistlab.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reference values made with imbalanced-learn, read from the folder {@code vectors.dir}. */
final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    /** The cases of a file. */
    static List<JsonNode> cases(String file) {
        return list(file, "cases");
    }

    /** A list in a file. */
    static List<JsonNode> list(String file, String name) {
        try {
            JsonNode cases = JSON.readTree(
                            Path.of(System.getProperty("vectors.dir"), file).toFile())
                    .get(name);
            List<JsonNode> result = new ArrayList<>();
            cases.forEach(result::add);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int[] ints(JsonNode array) {
        return JSON.convertValue(array, int[].class);
    }

    static double[] doubles(JsonNode array) {
        return JSON.convertValue(array, double[].class);
    }

    static int[][] intRows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(Vectors::ints)
                .toArray(int[][]::new);
    }

    static double[][] doubleRows(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(Vectors::doubles)
                .toArray(double[][]::new);
    }
}
