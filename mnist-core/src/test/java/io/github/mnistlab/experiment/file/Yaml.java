package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.experiment.file.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Short ways to read YAML in tests. */
public final class Yaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Yaml() {}

    /** The folder of the experiments that are shipped. */
    public static final Path SHIPPED = Path.of("..", "experiments");

    public static String shipped(String name) {
        try {
            return Files.readString(SHIPPED.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file called {@code test.yaml}. */
    public static ExperimentSpec read(String yaml) throws InvalidExperimentException {
        return read(yaml, "test");
    }

    public static ExperimentSpec read(String yaml, String name) throws InvalidExperimentException {
        return ExperimentReader.read(yaml.getBytes(StandardCharsets.UTF_8), Path.of(name + ".yaml"));
    }

    /** The faults of a file called {@code test.yaml}, each as {@code line:column: message}. */
    public static List<String> faults(String yaml) {
        return faults(yaml.getBytes(StandardCharsets.UTF_8));
    }

    public static List<String> faults(byte[] yaml) {
        try {
            ExperimentReader.read(yaml, Path.of("test.yaml"));
            return List.of();
        } catch (InvalidExperimentException e) {
            return e.problems().stream()
                    .map(problem -> problem.toString().replaceFirst("^test\\.yaml:", ""))
                    .toList();
        }
    }

    /** A document's tree, or nothing if the reader refuses any of it. */
    public static Optional<YamlNode> tree(String yaml) {
        Problems problems = new Problems("test.yaml");
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8), problems).filter(root -> problems.isEmpty());
    }

    /** Whether a document has the shape that the contract demands, cross-checks aside. */
    static boolean hasValidShape(String yaml) {
        Problems problems = new Problems("test.yaml");
        tree(yaml)
                .ifPresentOrElse(
                        root -> ExperimentContract.EXPERIMENT.check(root, new Check("", problems)),
                        () -> problems.add(1, 1, "not readable"));
        return problems.isEmpty();
    }

    /** The data that a document holds, by the core schema of YAML 1.2. */
    static JsonNode json(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
            return object;
        }
        if (node instanceof YamlNode.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        if (scalar.isNull()) {
            return JSON.nullNode();
        }
        if (scalar.truth().isPresent()) {
            return JSON.booleanNode(scalar.truth().get());
        }
        return scalar.number()
                .<JsonNode>map(number ->
                        number.scale() <= 0 ? JSON.numberNode(number.toBigIntegerExact()) : DecimalNode.valueOf(number))
                .orElseGet(() -> JSON.textNode(scalar.text()));
    }
}
