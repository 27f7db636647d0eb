package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.experiment.file.contract.RunContract;
import io.github.mnistlab.json.ExperimentJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reader and the published schema are given the same files, valid ones and thousands of mutations of them, and must
 * come to the same judgement on everything that a schema can express.
 */
public class SchemaAgreementTest {
    private static final ObjectMapper JSON = ExperimentJson.MAPPER;

    /** As the specification has it: a number without fraction is an integer, however it is written. */
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .losslessNarrowing(true)
                            .build()))
            .getSchema(ExperimentSchema.text(), InputFormat.JSON);

    /** What is put in the place of every value. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "\"true\"",
            "0",
            "-1",
            "1",
            "2",
            "10",
            "10.0",
            "60001",
            "1000001",
            "9007199254740992",
            "9007199254740993",
            "0.5",
            "0.999",
            "1.5",
            "-0.5",
            "97.5",
            "1e30",
            "1e-30",
            "\"\"",
            "\"0.5\"",
            "\"text\"",
            "\"a/b.idx\"",
            "\"/a\"",
            "\"a\\\\b\"",
            "\"con\"",
            "\"con.x\"",
            "\"console\"",
            "\"a.\"",
            "\"A\"",
            "\"-a\"",
            "\"a b\"",
            "\"a\\n\"",
            "\"auto\"",
            "\"balanced\"",
            "\"adam\"",
            "\"none\"",
            "\"smote\"",
            "\"majority\"",
            "\"minority\"",
            "\"test-set\"",
            "\"recall[9]\"",
            "\"recall[10]\"",
            "\"f1[Rad.Flow]\"",
            "\"recall[ a]\"",
            "\"min(recall)\"",
            "\"accuracy[a=b]\"",
            "\"min(accuracy by a)\"",
            "\"gap(min(recall) by a)\"",
            "\"log-loss\"",
            "\"mcc\"",
            "[]",
            "[0]",
            "[1, 2]",
            "[1, 1]",
            "[null]",
            "[\"1\"]",
            "[\"warm-start\"]",
            "{}",
            "{\"x\": 1}",
            "{\"0\": 100}",
            "{\"10\": 100}",
            "{\"type\": \"adam\"}",
            "{\"type\": \"step\", \"minority\": [1], \"ratio\": 2}",
            "{\"type\": \"step\", \"minority\": 0.5, \"ratio\": 2}",
            "{\"type\": \"linear\", \"ratio\": 2}",
            "{\"type\": \"long-tail\", \"minority\": 0.5, \"ratio\": 2}",
            "{\"type\": \"nesterov\", \"momentum\": 0.5}",
            "{\"type\": \"cosine\", \"factor\": 0.5}",
            "{\"momentum\": 0.5}",
            "{\"beta1\": 0.5, \"momentum\": 0.5}",
            "{\"method\": \"smote\"}",
            "{\"kNeighbors\": 3}",
            "{\"method\": \"random-under\", \"samplingStrategy\": \"majority\"}",
            "{\"source\": \"mnist\"}",
            "{\"validation\": 0.5}",
            "{\"baseline\": null}");

    public static Map<String, String> validFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : List.of("baseline-vs-smote", "quickstart", "notebook")) {
            files.put(name, Yaml.shipped(name + ".yaml"));
        }
        files.put("smallest", "name: smallest\ndataset: {source: mnist}\n");
        files.put(
                "clothes",
                "name: clothes\ndataset: {source: fashion-mnist, training: 500, imbalance: {type: counts, counts: {Bag: 5}}}\n");
        files.put("photos", """
                name: photos
                dataset:
                  source: folder
                  folder: photos
                  testShare: 0.2
                  resize: {height: 32, width: 24}
                  color: rgb
                  classNames: [cat, dog]
                  imbalance: {type: counts, counts: {cat: 5}}
                variants:
                  one: {}
                  two: {dataset: {trainingFolder: a/b, testFolder: ../c, folder: null, testShare: null, resize: null, color: grey}}
                """);
        files.put("characters", "name: characters\ndataset: {source: kmnist, test: 100, seed: 2}\n");
        files.put(
                "with-schema",
                "$schema: https://example.org/a/experiment.schema.json\nname: with-schema\ndataset: {source: mnist}\n");
        files.put("own-data", """
                name: own-data
                dataset:
                  source: idx
                  trainingImages: ../data/train-images.gz
                  trainingLabels: ../data/train-labels.gz
                  testImages: data/test images
                  testLabels: data/test-labels
                  transpose: true
                  firstLabel: 1
                  classNames: [zero, one, two, three, four, five, six, seven, eight, nine]
                  training: 1000
                  test: 100
                  seed: 7
                  imbalance: {type: counts, counts: {zero: 10, nine: 20}}
                balancing: {method: smote, samplingStrategy: {zero: 100, one: 200}}
                """);
        // Several small files: the time that the mutations of one take grows with the square of its size.
        files.put("network", """
                name: network
                dataset: {source: mnist}
                split: {validation: 0.25}
                seeds: 3
                model: {hidden: [], activation: leaky-relu, initializer: he-normal, dropout: 0.5, l2: 1e-4}
                training:
                  epochs: 1
                  batchSize: 1
                  optimizer: {type: nesterov, learningRate: 0.1, momentum: 0.9}
                  learningRateSchedule: {type: step, factor: 0.5, every: 2}
                  earlyStopping: {monitor: validation-accuracy, patience: 0, minDelta: 0.001, restoreBest: false}
                """);
        files.put("slices", """
                name: slices
                dataset: {source: labels, file: test.csv, label: truth, id: photo}
                slices: {file: data/slices.csv, columns: [writer, "left or right"], fewestRows: 50}
                variants:
                  old: {model: {source: predictions, file: old.csv}}
                  new: {model: {source: predictions, file: new.csv}}
                familyWise: true
                gates:
                  - {metric: "accuracy[writer=hsf4]", variant: new, atLeast: 0.9}
                  - {metric: "min(recall)[left or right=left]", variant: new, notBelow: old, margin: 0.01}
                  - {metric: "min(recall[8] by writer)", variant: new, atLeast: 0.8, speaksOf: models}
                  - {metric: max(log-loss by writer), variant: new, atMost: 0.5, confidence: none}
                  - {metric: gap(recall by left or right), variant: new, atMost: 0.1, onInconclusive: fail}
                """);
        files.put("table", """
                name: table
                dataset:
                  source: csv
                  trainingFile: data/training.csv.gz
                  testFile: data/test.csv
                  label: class
                  columns: [age, colour]
                  categorical: [colour]
                  classNames: [common, rare]
                  header: true
                  delimiter: ";"
                  training: 1000
                  test: 100
                  seed: 7
                  imbalance: {type: long-tail, ratio: 5}
                preparation: {scaling: robust, missing: median}
                variants:
                  standard: {preparation: {scaling: standard}}
                  rare:
                    dataset: {imbalance: {type: step, minority: 0.02, ratio: 5}}
                    balancing: {method: smote, samplingStrategy: 0.5}
                  drawn: {dataset: {file: data/all.csv, testShare: 0.3, ignore: [id], trainingFile: null, testFile: null, columns: null}}
                gates:
                  - {metric: "recall[Rad.Flow]", variant: rare, atLeast: 0.5}
                """);
        files.put("models-from-elsewhere", """
                name: models-from-elsewhere
                dataset: {source: labels, file: data/test.csv.gz, label: truth, id: photo}
                seeds: 5
                model: {source: predictions, file: "runs/seed-{seed}.csv", values: logits}
                variants:
                  recipe: {}
                  one: {model: {file: runs/best.csv}}
                  trained: {dataset: {source: mnist}, model: {source: trained, hidden: [10]}}
                  joined: {ensemble: {of: [one, recipe]}}
                  all: {ensemble: {of: recipe}}
                gates:
                  - {metric: accuracy, variant: one, notBelow: recipe, margin: 0.01}
                """);
        files.put("models-in-files", """
                name: models-in-files
                dataset: {source: mnist}
                variants:
                  saved: {model: {source: deeplearning4j, file: net.zip}}
                  open:
                    model:
                      source: onnx
                      file: net.onnx
                      input: {name: x, layout: nchw, scale: {mean: 0.13, deviation: 0.31}}
                      output: {name: y, values: logits}
                """);
        files.put("other-data", """
                name: other-data
                reproducibility: portable
                dataset: {source: generated-digits, imbalance: null}
                variants:
                  plain:
                  part:
                    dataset: {training: 500, imbalance: {type: step, minority: [1, 2], ratio: 2.5}}
                    split: {validation: 50}
                    seeds: [4, 5]
                    model: {dropout: 0.1}
                    balancing: {method: smote, samplingStrategy: all}
                """);
        files.put("other-training", """
                name: other-training
                dataset: {source: generated-digits}
                training:
                  optimizer: {type: sgd}
                  learningRateSchedule: {type: exponential, decay: 0.9}
                  earlyStopping: {monitor: training-loss}
                variants:
                  part:
                    training: {optimizer: {learningRate: 0.5}, learningRateSchedule: {decay: 0.8}, earlyStopping: null}
                """);
        files.put("other-optimizer", """
                name: other-optimizer
                dataset: {source: generated-digits}
                training: {optimizer: {type: sgd}, learningRateSchedule: {type: exponential, decay: 0.9}}
                variants:
                  other:
                    training:
                      optimizer: {type: adam, beta1: 0.8, beta2: 0.9, epsilon: 1e-3}
                      learningRateSchedule: {type: cosine, minimum: 0.1}
                    balancing: {method: none}
                """);
        files.put("recipe", """
                name: recipe
                dataset: {source: generated-digits}
                variants:
                  averaged: {training: {averaging: {type: swa, start: 0.5}}}
                  cycle:
                    training:
                      optimizer: {type: adamw, weightDecay: 0.01}
                      learningRateSchedule: {type: one-cycle, peak: 0.2, start: 0.1, end: 0}
                      warmUp: 1.5
                      labelSmoothing: 0.1
                      averaging: {type: ema, decay: 0.99}
                      gradientClipping: 0.5
                """);
        files.put("regularized", """
                name: regularized
                dataset: {source: generated-digits}
                variants:
                  strong:
                    model: {dropout: [0.1, 0.2, 0], inputDropout: 0.1, batchNormalization: true, maxNorm: 3, inputNoise: 0.1}
                    augmentation:
                      affine: {rotation: 10, shear: 5, scale: 0.1, shift: 2}
                      elastic: {alpha: 20, sigma: 4}
                      noise: {deviation: 0.2}
                      erase: {share: 1, size: 5}
                """);
        files.put("gates", """
                name: gates
                dataset: {source: generated-digits}
                variants: {plain: {}, other: {}}
                gates:
                  - {metric: "recall[3]", variant: other, atMost: 1, confidence: none}
                  - {metric: min(f1), variant: plain, notBelow: other, margin: 0.01, confidence: none}
                  - {metric: log-loss, variant: plain, atMost: 2.5, confidence: none}
                  - {metric: mcc, variant: plain, atLeast: -0.5, confidence: 0.99, onInconclusive: fail, speaksOf: next}
                  - {metric: mcc, variant: plain, better: other}
                  - {metric: mcc, variant: plain, notBelow: accepted}
                familyWise: true
                """);
        files.put("balancing", """
                name: balancing
                dataset: {source: mnist}
                balancing: {method: smote, kNeighbors: 4}
                variants:
                  other-neighbors: {balancing: {kNeighbors: 3}}
                  over: {balancing: {method: random-over, samplingStrategy: not minority, shrinkage: 0.5}}
                  under: {balancing: {method: random-under, samplingStrategy: {0: 1, 9: 20}}}
                  borderline:
                    balancing:
                      {method: borderline-smote, kNeighbors: 1, mNeighbors: 2, kind: borderline-2, samplingStrategy: all}
                  adaptive: {balancing: {method: adasyn, nNeighbors: 3, samplingStrategy: minority}}
                """);
        files.put("cleaning", """
                name: cleaning
                dataset: {source: mnist, imbalance: {type: step, minority: 0.3, ratio: 10}}
                balancing: {method: smote-tomek, kNeighbors: 2, samplingStrategy: {3: 70}}
                variants:
                  edited: {balancing: {method: smote-enn, kNeighbors: 2, nNeighbors: 1, kindSel: mode}}
                """);
        files.put("nominal", """
                name: nominal
                dataset: {source: csv, file: a.csv, testShare: 0.3, label: class, categorical: [soil]}
                balancing: {method: smote-nc, kNeighbors: 2}
                """);
        files.put("noise", """
                name: noise
                dataset: {source: mnist}
                balancing: {method: random-over, shrinkage: {3: 0.5, 8: 0}}
                variants:
                  all: {balancing: {shrinkage: 2}}
                  supported: {balancing: {method: svm-smote, kNeighbors: 1, mNeighbors: 2, outStep: 0.1}}
                """);
        files.put("weights", """
                name: weights
                dataset: {source: mnist}
                balancing: {method: class-weight, classWeight: balanced}
                variants:
                  named: {balancing: {classWeight: {3: 20, 5: 0.5}}}
                  divided: {balancing: {method: threshold}}
                """);
        files.put("profiles", """
                name: profiles
                dataset: {source: mnist, imbalance: {type: linear, ratio: 10}}
                variants:
                  steep: {dataset: {imbalance: {ratio: 20}}}
                  tail: {dataset: {imbalance: {type: long-tail, ratio: 100.5}}}
                """);
        files.put("matrix", """
                name: matrix
                dataset: {source: mnist, imbalance: {type: step, minority: 0.5, ratio: 1}}
                matrix:
                  axes:
                    dataset.imbalance.ratio: [1, 7]
                    balancing: {off: {method: none}, few: {method: smote, kNeighbors: 3}}
                  exclude: [{dataset.imbalance.ratio: 7, balancing: few}]
                  include: [{balancing: few, training.earlyStopping: null}]
                  metrics: [ece]
                """);
        return files;
    }

    static Stream<String> names() {
        return validFiles().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void validFilesAreValidForBoth(String name) throws InvalidExperimentException {
        String yaml = validFiles().get(name);

        assertThat(SCHEMA.validate(Yaml.json(Yaml.tree(yaml).orElseThrow()))).isEmpty();
        assertThat(Yaml.read(yaml, name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMutationIsJudgedAlike(String name) throws JsonProcessingException {
        JsonNode valid = Yaml.json(Yaml.tree(validFiles().get(name)).orElseThrow());
        List<String> disagreements = new ArrayList<>();
        int accepted = 0;
        int refused = 0;
        for (String mutant : mutants(valid)) {
            boolean bySchema = SCHEMA.validate(JSON.readTree(mutant)).isEmpty();
            boolean byShape = Yaml.hasValidShape(mutant);
            // The reader begins with the contract: that it does is seen of one in ten.
            boolean byReader = !bySchema && refused % 10 == 0 && isAccepted(mutant, name);
            if (bySchema != byShape || byReader) {
                disagreements.add(
                        "schema " + bySchema + ", contract " + byShape + ", reader " + byReader + ": " + mutant);
            }
            if (bySchema) {
                accepted++;
            } else {
                refused++;
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(accepted).as("valid mutants").isGreaterThan(15);
        assertThat(refused).as("invalid mutants").isGreaterThan(300);
    }

    /** Otherwise a key could be missing from the mutations without anyone noticing. */
    @Test
    void theFilesUseEveryFieldOfTheContract() {
        Set<String> used = new TreeSet<>();
        for (String yaml : validFiles().values()) {
            JsonNode file = Yaml.json(Yaml.tree(yaml).orElseThrow());
            collectKeys(file, used);
            // Of the paths that axes may have, each is a way that one of the files goes.
            collectPaths("", file, used);
            file.path("variants").forEach(variant -> collectPaths("", variant, used));
        }
        Set<String> declared = new TreeSet<>();
        ExperimentSchema.generate()
                .findValues("properties")
                .forEach(properties -> properties.fieldNames().forEachRemaining(declared::add));

        assertThat(used).containsAll(declared);
    }

    private static void collectKeys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> collectKeys(child, keys));
    }

    private static void collectPaths(String prefix, JsonNode node, Set<String> paths) {
        node.properties().forEach(field -> {
            paths.add(prefix + field.getKey());
            collectPaths(prefix + field.getKey() + ".", field.getValue(), paths);
        });
    }

    private static boolean isAccepted(String yaml, String name) {
        try {
            ExperimentReader.read(yaml.getBytes(StandardCharsets.UTF_8), Path.of(name + ".yaml"));
            return true;
        } catch (InvalidExperimentException e) {
            return false;
        }
    }

    /** JSON is YAML too. */
    private static Set<String> mutants(JsonNode valid) throws JsonProcessingException {
        Set<String> mutants = new LinkedHashSet<>();
        for (JsonPointer place : places(valid, JsonPointer.empty())) {
            for (String value : VALUES) {
                mutants.add(replaced(valid, place, JSON.readTree(value)));
            }
            JsonNode node = valid.at(place);
            for (JsonNode changed : changes(node)) {
                mutants.add(replaced(valid, place, changed));
            }
        }
        String seeds = IntStream.rangeClosed(1, RunContract.MAX_SEEDS)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(",", "[0,", "]"));
        mutants.add(replaced(valid, JsonPointer.compile("/seeds"), JSON.readTree(seeds)));
        return mutants;
    }

    private static List<JsonPointer> places(JsonNode node, JsonPointer here) {
        List<JsonPointer> places = new ArrayList<>(List.of(here));
        node.fieldNames().forEachRemaining(key -> places.addAll(places(node.get(key), here.appendProperty(key))));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.addAll(places(node.get(i), here.appendIndex(i)));
        }
        return places;
    }

    private static String replaced(JsonNode root, JsonPointer place, JsonNode value) {
        if (place.matches()) {
            return value.toString();
        }
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
        }
        return copy.toString();
    }

    private static List<JsonNode> changes(JsonNode node) {
        List<JsonNode> changes = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(key -> {
                changes.add(object.deepCopy().without(key));
                changes.add(renamed(object, key, key + "x"));
                changes.add(renamed(object, key, key.toUpperCase(Locale.ROOT)));
                changes.add(renamed(object, key, key.substring(1)));
                changes.add(renamed(object, key, key + "\n"));
            });
            for (String extra : List.of(
                    "unknown",
                    "name",
                    "type",
                    "method",
                    "source",
                    "startFrom",
                    "training",
                    "imbalance",
                    "momentum",
                    "margin",
                    "atMost",
                    "atLeast",
                    "notBelow",
                    "better",
                    "onInconclusive",
                    "learningRate",
                    "earlyStopping",
                    "split",
                    "<<")) {
                for (String value : List.of("1", "0.5", "\"baseline\"", "null")) {
                    changes.add(object.deepCopy().set(extra, read(value)));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                ArrayNode shorter = array.deepCopy();
                shorter.remove(i);
                changes.add(shorter);
                changes.add(array.deepCopy().add(array.get(i)));
            }
            changes.add(read("[" + "1,".repeat(16) + "1]"));
        } else if (node.isTextual()) {
            String text = node.textValue();
            for (String changed : List.of(
                    text + "x",
                    text.toUpperCase(Locale.ROOT),
                    text + " ",
                    text + "\n",
                    "x".repeat(65),
                    "x".repeat(2001))) {
                changes.add(JSON.getNodeFactory().textNode(changed));
            }
        }
        return changes;
    }

    private static ObjectNode renamed(ObjectNode object, String key, String name) {
        ObjectNode renamed = object.deepCopy();
        renamed.set(name, renamed.remove(key));
        return renamed;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
