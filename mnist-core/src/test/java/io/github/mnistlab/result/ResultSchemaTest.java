package io.github.mnistlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of result.json against results as they are stored, and against what must not be stored. */
class ResultSchemaTest {
    private static final String TEXT = text();

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final Schema SCHEMA = REGISTRY.getSchema(TEXT, InputFormat.JSON);

    /** Uses much of what a specification can say. */
    private static final String MANY_FORMS = """
            name: sample
            description: Does anything help?
            dataset: {source: mnist, training: 5000, imbalance: {type: step, minority: [3, 8], ratio: 10}}
            split: {validation: 0.1}
            seeds: [1, 2]
            acknowledge: [warm-start]
            training:
              epochs: 2
              learningRateSchedule: {type: step}
              earlyStopping: {monitor: validation-loss}
            variants:
              baseline:
              generated:
                dataset: {source: generated-digits, imbalance: {type: counts, counts: {0: 10, 9: 20}}}
                split: {validation: 0}
                training: {optimizer: {type: sgd}, learningRateSchedule: {type: cosine}, earlyStopping: null}
                balancing: {method: smote, samplingStrategy: {0: 100}}
              own:
                dataset: {source: idx, trainingImages: a, trainingLabels: b, testImages: c, testLabels: d}
                training: {optimizer: {type: nesterov}, learningRateSchedule: {type: exponential}}
                balancing: {method: smote, samplingStrategy: 0.5}
                model: {hidden: [], activation: leaky-relu, initializer: he-normal, dropout: 0.5, l2: 1e-4}
              photos: {dataset: {source: folder, folder: a, testShare: 0.3, resize: {height: 8, width: 9}, color: rgb}}
              more: {startFrom: baseline, balancing: {method: smote, samplingStrategy: not majority}}
              over: {balancing: {method: random-over, samplingStrategy: minority, shrinkage: 1}}
              smoothed: {balancing: {method: random-over, shrinkage: {3: 0.5, 8: 0}}}
              under: {balancing: {method: random-under, samplingStrategy: majority}}
              borderline: {balancing: {method: borderline-smote, kind: borderline-2}}
              adaptive: {balancing: {method: adasyn}}
              supported: {balancing: {method: svm-smote, outStep: 0.25}}
              nominal:
                dataset: {source: csv, file: a.csv, testShare: 0.3, label: class, categorical: [soil]}
                balancing: {method: smote-nc, kNeighbors: 3}
              tomek: {balancing: {method: smote-tomek}, dataset: {imbalance: {type: long-tail, ratio: 10}}}
              edited:
                balancing: {method: smote-enn, kindSel: mode}
                dataset: {imbalance: {type: step, minority: 0.2, ratio: 10}}
              linear: {dataset: {imbalance: {type: linear, ratio: 10}}, balancing: {method: class-weight}}
              divided: {balancing: {method: threshold}}
              weighted: {balancing: {method: class-weight, classWeight: {3: 20, 5: 0.5}}}
              cycled:
                training:
                  optimizer: {type: adamw}
                  learningRateSchedule: {type: one-cycle}
                  warmUp: 0.5
                  labelSmoothing: 0.1
                  averaging: {type: ema}
                model: {dropout: [0.1, 0.2, 0], inputDropout: 0.1, batchNormalization: true, maxNorm: 3}
                augmentation: {affine: {}, elastic: {}, noise: {}, erase: {}}
            """;

    /** Rows with noise in place of rows between two others. */
    private static final String SMOOTHED = """
            name: sample
            dataset: {source: generated-digits}
            balancing: {method: random-over, shrinkage: 1}
            """;

    /** What may be missing, by pointer. */
    private static final String OPTIONAL = String.join(
            "|",
            "/description",
            "/data/[^/]+",
            "/computation/environment/.+",
            "/specification/\\d+/startFrom",
            "/specification/([02-9]|1\\d)/spec/dataset/(training|test)",
            "/specification/\\d+/spec/dataset/(imbalance|categorical|resize|color)",
            "/specification/\\d+/spec/preparation",
            "/specification/\\d+/spec/dataset/imbalance/counts/\\d",
            "/specification/\\d+/spec/training/(earlyStopping|labelSmoothing|warmUp|averaging)",
            "/specification/\\d+/spec/model/(inputDropout|batchNormalization|maxNorm)",
            "/specification/\\d+/spec/augmentation(/affine|/elastic|/noise|/erase)?",
            "/specification/\\d+/spec/balancing/(samplingStrategy|classWeight|shrinkage)/\\d",
            "/provenance/(source|machine|source/branch|source/changes)",
            "/computation/nativeLibraries/.+",
            "/runs/\\d/(parent|model)",
            "/runs/\\d/outcome/(peakMemoryBytes|syntheticExamples)",
            "/runs/\\d/outcome/history/\\d/validation(Loss|Accuracy)",
            "/runs/\\d/evaluation/(cohenKappa|rocAuc)");

    @Test
    void isAValidSchema() {
        Schema metaSchema = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(TEXT, InputFormat.JSON)).isEmpty();
    }

    @Test
    void knowsAllFieldsAndDescribesEach() throws IOException {
        List<JsonNode> objects = ResultStore.JSON.readTree(TEXT).findParents("properties");

        assertThat(objects).hasSizeGreaterThan(25).allSatisfy(object -> {
            assertThat(object.get("additionalProperties")).isEqualTo(BooleanNode.FALSE);
            assertThat(object.get("properties"))
                    .allSatisfy(field -> assertThat(field.has("description") || field.has("$ref"))
                            .as(field.toString())
                            .isTrue());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {SampleResults.TWO_VARIANTS, SMOOTHED, MANY_FORMS, "name: sample\ndataset: {source: mnist}\n"})
    void resultsAreValidAndReadBackAsTheyWere(String yaml) throws IOException {
        ExperimentResult result = sample(yaml, 10);

        byte[] json = ResultStore.JSON.writeValueAsBytes(result);

        assertThat(SCHEMA.validate(new String(json, StandardCharsets.UTF_8), InputFormat.JSON))
                .isEmpty();
        assertThat(ResultStore.JSON.readValue(json, ExperimentResult.class)).isEqualTo(result);
    }

    @Test
    void whatIsUndefinedMayBeMissing() throws IOException {
        ExperimentResult result = sample(SampleResults.TWO_VARIANTS, 0);

        String json = ResultStore.JSON.writeValueAsString(result);

        assertThat(json).doesNotContain("rocAuc");
        assertThat(SCHEMA.validate(json, InputFormat.JSON)).isEmpty();
    }

    /** From files to files, but for the training. */
    @Test
    void storedResultsAreValid(@TempDir Path directory) throws IOException {
        ExperimentSpec spec = SampleResults.spec(
                "name: sample\ndataset: {source: generated-digits, training: 100, test: 50}\nseeds: [1, 2]\n");
        DatasetFiles files = new GeneratedDigitsStore(directory.resolve("digits")).files(1, 100, 50);
        Map<RunSpec, DataFiles> data = new HashMap<>();
        spec.variants().forEach(variant -> data.put(variant.spec(), files));
        ExperimentResult made = sample(spec, 10);
        PreparedExperiment prepared = PreparedExperiment.of(spec, data, made.computation());
        Map<RunId, FinishedRun> done = new HashMap<>();
        for (RunResult run : made.runs()) {
            Path folder = Files.createDirectories(
                    directory.resolve("runs").resolve(run.id().toString()));
            byte[] predictions = allRight(files.load().test().images());
            Files.write(folder.resolve(RunRequest.PREDICTIONS), predictions);
            Files.writeString(folder.resolve(RunRequest.MODEL), "a model");
            done.put(
                    run.id(),
                    new FinishedRun(
                            SampleResults.changed(
                                    run.outcome(), parts -> parts.predictionDigest = Sha256.of(predictions)),
                            folder));
        }
        ResultStore store = new ResultStore(directory.resolve("results"), made.provenance());
        Instant now = Instant.parse("2026-05-01T10:00:00.123Z");

        ExperimentResult saved =
                store.save(prepared, done, Map.of(), KeepModels.BEST, List.of(), now, now.plusSeconds(60));

        Path file = store.directoryOf("sample").resolve(ResultStore.RESULT);
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
        assertThat(store.load("sample")).contains(saved);
        assertThat(saved.runs()).extracting(run -> run.evaluation().accuracy()).containsOnly(1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleResults.TWO_VARIANTS, SMOOTHED, MANY_FORMS})
    void whatIsMissingUnknownOrOfAnotherTypeIsRefused(String yaml) {
        JsonNode valid = withTwoRuns(sample(yaml, 10));
        List<String> accepted = new ArrayList<>();
        int[] mutants = {0};
        forEachValue(valid, JsonPointer.empty(), (pointer, value) -> {
            String path = pointer.toString();
            Map<String, JsonNode> others = new HashMap<>();
            others.put("null", NullNode.getInstance());
            others.put("another type", ofAnotherType(value));
            if (value instanceof ObjectNode object) {
                others.put("an unknown field", object.deepCopy().put("unexpected", 1));
            }
            if (value.isNumber() && !path.matches(".*(/seed|/seeds/\\d|Threads)")) {
                others.put("negative", IntNode.valueOf(-5));
            }
            if (value.isTextual() && value.textValue().matches("[0-9a-f]{64}")) {
                others.put("upper case", TextNode.valueOf(value.textValue().toUpperCase(Locale.ROOT) + "A"));
            }
            others.forEach((what, other) -> {
                mutants[0]++;
                if (isValid(replaced(valid, pointer, other))) {
                    accepted.add(path + ": " + what);
                }
            });
            JsonPointer parent = pointer.head();
            if (parent != null && valid.at(parent).isObject() && !path.matches(OPTIONAL)) {
                mutants[0]++;
                ObjectNode without = valid.at(parent).deepCopy();
                without.remove(pointer.last().getMatchingProperty());
                if (isValid(replaced(valid, parent, without))) {
                    accepted.add(path + ": missing");
                }
            }
        });

        assertThat(accepted).isEmpty();
        assertThat(mutants[0]).isGreaterThan(500);
    }

    @Test
    void whatMayBeMissingMayBe() {
        JsonNode valid = withTwoRuns(sample(MANY_FORMS, 10));
        List<String> removed = new ArrayList<>();
        forEachValue(valid, JsonPointer.empty(), (pointer, value) -> {
            if (pointer.toString().matches(OPTIONAL)) {
                ObjectNode without = valid.at(pointer.head()).deepCopy();
                without.remove(pointer.last().getMatchingProperty());
                boolean last = without.isEmpty();
                assertThat(last || isValid(replaced(valid, pointer.head(), without)))
                        .as(pointer.toString())
                        .isTrue();
                removed.add(pointer.toString());
            }
        });

        assertThat(removed).hasSizeGreaterThan(30);
    }

    /** Runs are alike; each more makes every one of thousands of validations longer. */
    private static JsonNode withTwoRuns(ExperimentResult result) {
        ObjectNode json = ResultStore.JSON.valueToTree(result);
        ArrayNode runs = json.putArray("runs");
        result.runs().stream().limit(2).forEach(run -> runs.add(ResultStore.JSON.<JsonNode>valueToTree(run)));
        assertThat(isValid(json)).isTrue();
        return json;
    }

    private static ExperimentResult sample(String yaml, int rowsOfClassNine) {
        return sample(SampleResults.spec(yaml), rowsOfClassNine);
    }

    private static ExperimentResult sample(ExperimentSpec spec, int rowsOfClassNine) {
        int[] rows = {10, 10, 10, 10, 10, 10, 10, 10, 10, rowsOfClassNine};
        int[] hits = {10, 9, 8, 10, 10, 10, 10, 10, 10, rowsOfClassNine};
        Evaluation evaluation = SampleResults.evaluation(hits, rows);
        return SampleResults.of(spec, run -> evaluation);
    }

    private static byte[] allRight(LabeledImages test) {
        ByteBuffer bytes =
                ByteBuffer.allocate(test.size() * test.classes() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < test.size(); row++) {
            for (int label = 0; label < test.classes(); label++) {
                bytes.putFloat(label == test.label(row) ? 1 : 0);
            }
        }
        return bytes.array();
    }

    private static void forEachValue(JsonNode node, JsonPointer pointer, BiConsumer<JsonPointer, JsonNode> action) {
        action.accept(pointer, node);
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> forEachValue(field.getValue(), pointer.appendProperty(field.getKey()), action));
        }
        // Two items of each list are as good as all.
        for (int i = 0; node.isArray() && i < Math.min(node.size(), list(pointer) ? node.size() : 2); i++) {
            forEachValue(node.get(i), pointer.appendIndex(i), action);
        }
    }

    private static boolean list(JsonPointer pointer) {
        return "/specification".equals(pointer.toString());
    }

    private static JsonNode ofAnotherType(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> JsonNodeFactory.instance.arrayNode();
            case ARRAY -> JsonNodeFactory.instance.objectNode();
            case STRING -> BooleanNode.TRUE;
            default -> TextNode.valueOf(value.asText());
        };
    }

    private static JsonNode replaced(JsonNode root, JsonPointer pointer, JsonNode value) {
        if (pointer.matches()) {
            return value;
        }
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(pointer.head());
        if (parent instanceof ArrayNode array) {
            array.set(pointer.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) parent).set(pointer.last().getMatchingProperty(), value);
        }
        return copy;
    }

    private static boolean isValid(JsonNode json) {
        return SCHEMA.validate(json).isEmpty();
    }

    private static String text() {
        try (InputStream stream = ExperimentSpec.class.getResourceAsStream("result.schema.json")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
