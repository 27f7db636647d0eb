package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no experiment file may have is refused wherever it stands, and everything else that is wrong is told with it. */
class RefusedValuesTest {
    private static final String ALIAS = "the alias *x is not allowed; write the value out";
    private static final String HALF = "the escape \\ud83d is half a character";

    /** YAML in the place of a value, and the beginning of what is said of it. */
    private static final Map<String, String> VALUES = Map.of(
            "*x", ALIAS, "1e999", "the number \"1e999\" is too long", "\"a \\ud83d\"", HALF, "{\"\": [*x]}", ALIAS);

    /** Likewise in the place of a key. */
    private static final Map<String, String> KEYS = Map.of(
            "*x ", ALIAS, "\"\\udc00\"", "the escape \\udc00 is half a character", "[a]", "a key must be a word");

    private static final String MARK = "@@@";

    static Stream<String> names() {
        return SchemaAgreementTest.validFiles().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void inThePlaceOfAnyValue(String name) {
        JsonNode valid = withAnotherFault(name);
        for (String file : replaced(valid, valid)) {
            VALUES.forEach((value, message) -> assertTold(file.replace("\"" + MARK + "\"", value), message));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void inThePlaceOfAnyKey(String name) {
        JsonNode valid = withAnotherFault(name);
        for (String file : renamed(valid, valid)) {
            KEYS.forEach((key, message) -> assertTold(file.replace("\"" + MARK + "\"", key), message));
        }
    }

    @Test
    void ofSeveralDiscriminatorsEachIsTold() {
        assertThat(Yaml.faults("""
                        name: test
                        dataset: {source: generated-digits, imbalance: {type: *x, ratio: 3}}
                        training: {optimizer: {type: 1e999}, learningRateSchedule: {type: [step]}}
                        balancing: {method: null, kNeighbours: 3}
                        """))
                .containsExactly(
                        "2:55: " + ALIAS,
                        "3:30: the number \"1e999\" is too long; allowed are 100 characters and magnitudes from 1e-300 to"
                                + " 1e300",
                        "3:67: training.learningRateSchedule.type: found a list, but allowed is one of constant, step,"
                                + " exponential, cosine, one-cycle",
                        "4:21: balancing.method: found nothing, but allowed is one of none, random-over, random-under,"
                                + " smote, borderline-smote, adasyn, svm-smote, smote-nc, smote-tomek, smote-enn, class-weight,"
                                + " threshold");
    }

    @Test
    void bothHalvesOfACharacterAreOne() throws InvalidExperimentException {
        assertThat(Yaml.read("name: test\ndataset: {source: mnist}\ndescription: \"\\ud83d\\ude00\"\n")
                        .description())
                .isEqualTo("😀");
    }

    private static JsonNode withAnotherFault(String name) {
        ObjectNode file = (ObjectNode)
                Yaml.json(Yaml.tree(SchemaAgreementTest.validFiles().get(name)).orElseThrow());
        return file.put("another", 1);
    }

    private static void assertTold(String yaml, String message) {
        assertThat(Yaml.faults(yaml))
                .as(yaml)
                .anyMatch(fault -> fault.contains(message))
                .anyMatch(fault -> fault.contains("unknown field \"another\""));
    }

    /** A file for each value in it, which has the mark instead. */
    private static List<String> replaced(JsonNode root, JsonNode node) {
        List<String> files = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                object.put(name, MARK);
                if (!name.equals("another")) {
                    files.add(root.toString());
                }
                object.set(name, value);
                files.addAll(replaced(root, value));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                array.set(i, array.textNode(MARK));
                files.add(root.toString());
                array.set(i, value);
                files.addAll(replaced(root, value));
            }
        }
        return files;
    }

    /** A file for each key in it, which is the mark instead. */
    private static List<String> renamed(JsonNode root, JsonNode node) {
        List<String> files = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            for (String name : fields.keySet()) {
                object.removeAll();
                fields.forEach((other, value) -> object.set(other.equals(name) ? MARK : other, value));
                if (!name.equals("another")) {
                    files.add(root.toString());
                }
            }
            object.removeAll();
            object.setAll(fields);
        }
        node.forEach(child -> files.addAll(renamed(root, child)));
        return files;
    }
}
