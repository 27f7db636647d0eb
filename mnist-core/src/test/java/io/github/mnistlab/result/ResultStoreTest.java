package io.github.mnistlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
    private static final int TEST_ROWS = 20;
    private static final String YAML = """
            name: sample
            dataset: {source: generated-digits, training: 50, test: 20}
            seeds: [1, 2]
            variants: {baseline: {}, other: {model: {hidden: [8]}}}
            """;

    private static final Instant LATER = Instant.EPOCH.plusSeconds(100);

    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsLoadedAgain() throws IOException {
        ExperimentResult saved = save(KeepModels.ALL, Map.of());
        assertThat(store().load("sample")).contains(saved);
        assertThat(files())
                .contains("result.json", "predictions-baseline-1.bin", "model-other-2.zip")
                .hasSize(1 + 4 + 4);
        assertThat(saved.runs().get(0).evaluation().accuracy()).isEqualTo(0.1);
    }

    @Test
    void keepsOfEachVariantTheModelOfTheLowestLossWhateverTheTestRowsSay() throws IOException {
        ExperimentResult saved =
                save(KeepModels.BEST, Map.of("baseline-1", 0.5, "baseline-2", 0.4, "other-1", 0.1, "other-2", 0.1));
        assertThat(files())
                .filteredOn(name -> name.startsWith("model"))
                .containsExactlyInAnyOrder("model-baseline-2.zip", "model-other-1.zip");
        assertThat(saved.runs().get(0).model()).isNull();
        assertThat(saved.runs().get(1).model()).isEqualTo("model-baseline-2.zip");
    }

    @Test
    void resultsReplaceThoseOfAnEarlierTimeWhole() throws IOException {
        save(KeepModels.ALL, Map.of());
        Files.writeString(store().directoryOf("sample").resolve("stranger.txt"), "left by somebody");
        save(KeepModels.NONE, Map.of());
        assertThat(files()).hasSize(1 + 4).doesNotContain("stranger.txt");
        try (Stream<Path> left = Files.list(folder.resolve("results"))) {
            assertThat(left).containsExactly(store().directoryOf("sample"));
        }
    }

    @Test
    void resultsThatAreTheSameStayAsTheyAre() throws IOException {
        ExperimentResult first = save(KeepModels.ALL, Map.of());
        Path stranger = Files.writeString(store().directoryOf("sample").resolve("stranger.txt"), "made of them");
        Path model = store().directoryOf("sample").resolve("model-other-2.zip");
        Files.createDirectories(folder.resolve("results/.sample.old"));

        assertThat(save(KeepModels.ALL, Map.of(), LATER)).isEqualTo(first);
        assertThat(stranger).exists();
        try (Stream<Path> left = Files.list(folder.resolve("results"))) {
            assertThat(left).containsExactly(store().directoryOf("sample"));
        }

        Path result = store().directoryOf("sample").resolve(ResultStore.RESULT);
        for (String noTime : List.of("", "\"started\" : null,", "\"started\" : \"yesterday\",", "[")) {
            Files.writeString(result, Files.readString(result).replaceFirst("\"started\" : \"[^\"]+\",", noTime));
            assertThat(save(KeepModels.ALL, Map.of())).isEqualTo(first);
        }

        Files.writeString(stranger, "made of them");
        Files.writeString(model, "a medal");
        assertThat(save(KeepModels.ALL, Map.of(), LATER).finished()).isNotEqualTo(first.finished());
        assertThat(model).hasContent("a model");
        assertThat(stranger).doesNotExist();
        assertThat(save(KeepModels.ALL, Map.of("other-1", 0.5), Instant.EPOCH).finished())
                .isEqualTo(first.finished());
    }

    @Test
    void predictionsThatAreNotTheWorkersAreRefused() throws IOException {
        PreparedExperiment experiment = prepare();
        Map<RunId, FinishedRun> done = finish(experiment, Map.of());
        Files.write(done.get(new RunId("other", 2)).directory().resolve(RunRequest.PREDICTIONS), new byte[800]);
        assertThatThrownBy(() -> store().save(
                                experiment, done, Map.of(), KeepModels.NONE, List.of(), Instant.EPOCH, Instant.EPOCH))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other-2");
        assertThat(store().load("sample")).isEmpty();
    }

    @Test
    void predictionsAreReadAgainImageByImage() throws IOException {
        ExperimentResult saved = save(KeepModels.NONE, Map.of());
        TestPredictions stored = new StoredPredictions(prepare(), store().directoryOf("sample"));

        for (RunResult run : saved.runs()) {
            Predictions predictions = stored.of(run);
            assertThat(predictions.confusionMatrix()).isEqualTo(run.evaluation().confusionMatrix());
            assertThat(Evaluation.of(
                            predictions.labels(), predictions.probabilities().orElseThrow()))
                    .isEqualTo(run.evaluation());
        }
    }

    @Test
    void predictedClassesStayInMemoryAndProbabilitiesWhileThereIsRoom() throws IOException {
        ExperimentResult saved = save(KeepModels.NONE, Map.of());
        Path results = store().directoryOf("sample");
        RunResult first = saved.runs().get(0);
        RunResult second = saved.runs().get(1);
        long room = (long) TEST_ROWS * first.evaluation().classes() * Float.BYTES;
        StoredPredictions roomy = new StoredPredictions(prepare(), results, room);
        StoredPredictions scant = new StoredPredictions(prepare(), results, room - 1);
        for (RunResult run : List.of(first, second)) {
            roomy.of(run);
            scant.of(run);
            Files.delete(results.resolve(run.predictions()));
        }
        saved.runs().subList(2, 4).forEach(roomy::of);
        saved.runs().subList(2, 4).forEach(scant::of);

        assertThat(roomy.of(first).probabilities()).isPresent();
        assertThatThrownBy(() -> roomy.of(second)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> scant.of(first)).isInstanceOf(DataException.class);
        for (RunResult run : List.of(first, second)) {
            assertThat(scant.classesOf(run).probabilities()).isEmpty();
            assertThat(scant.classesOf(run).confusionMatrix())
                    .isEqualTo(run.evaluation().confusionMatrix());
        }
    }

    @Test
    void storedPredictionsAreThoseOfTheRunOrRefused() throws IOException {
        ExperimentResult saved = save(KeepModels.NONE, Map.of());
        Path results = store().directoryOf("sample");
        RunResult first = saved.runs().get(0);
        RunResult second = saved.runs().get(1);
        RunResult outside = new RunResult(
                first.id(),
                first.key(),
                first.parent(),
                first.outcome(),
                first.evaluation(),
                "../" + first.predictions(),
                first.model());
        Files.write(results.resolve(first.predictions()), new byte[800]);
        Files.delete(results.resolve(second.predictions()));
        TestPredictions stored = new StoredPredictions(prepare(), results);

        assertThatThrownBy(() -> stored.of(first))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not hold the predictions that baseline-1 made");
        assertThatThrownBy(() -> stored.of(second))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot read the predictions of baseline-2");
        assertThatThrownBy(() -> stored.of(outside))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("must lie beside their result");
    }

    @Test
    void whatIsNoResultOfThisFormIsRefused() throws IOException {
        assertThat(store().load("sample")).isEmpty();
        save(KeepModels.NONE, Map.of());
        Path file = store().directoryOf("sample").resolve(ResultStore.RESULT);
        String text = Files.readString(file);

        Files.writeString(file, text.replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 99"));
        assertThatThrownBy(() -> store().load("sample"))
                .isInstanceOf(OtherVersionException.class)
                .hasMessageContaining("schema version 99");
        Files.writeString(file, text.substring(0, text.length() / 2));
        assertThatThrownBy(() -> store().load("sample"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a result of mnist-lab");
    }

    @Test
    void aResultOfWhichAnyPartIsNullOrEmptyIsRefusedOrRead() throws IOException {
        save(KeepModels.NONE, Map.of());
        Path file = store().directoryOf("sample").resolve(ResultStore.RESULT);
        JsonNode whole = ResultStore.JSON.readTree(file.toFile());
        List<String> paths = new ArrayList<>();
        collectPaths("", whole, paths);
        for (String path : paths) {
            for (JsonNode part : List.of(
                    NullNode.instance,
                    JsonNodeFactory.instance.objectNode(),
                    JsonNodeFactory.instance.arrayNode(),
                    TextNode.valueOf(""))) {
                JsonNode damaged = whole.deepCopy();
                int slash = path.lastIndexOf('/');
                JsonNode parent = damaged.at(path.substring(0, slash));
                if (parent instanceof ObjectNode object) {
                    object.set(path.substring(slash + 1), part);
                } else {
                    ((ArrayNode) parent).set(Integer.parseInt(path.substring(slash + 1)), part);
                }
                Files.writeString(file, damaged.toString());
                assertReadOrRefused(path + " is " + part);
            }
        }
    }

    /** Whoever has a result may ask it for what reports show. */
    private void assertReadOrRefused(String what) {
        try {
            ExperimentResult result = store().load("sample").orElseThrow();
            for (RunResult run : result.runs()) {
                assertThat(result.bestRunOf(run.id().variant())).as(what).isPresent();
                assertThat(run.outcome().history()).as(what).isNotEmpty();
            }
        } catch (IOException e) {
            assertThat(e).as(what).hasMessageContaining("result.json");
        }
    }

    private static void collectPaths(String path, JsonNode node, List<String> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        if (node.isObject()) {
            node.properties().forEach(field -> collectPaths(path + "/" + field.getKey(), field.getValue(), paths));
        }
        for (int i = 0; node.isArray() && i < Math.min(1, node.size()); i++) {
            collectPaths(path + "/" + i, node.get(i), paths);
        }
    }

    private ResultStore store() {
        return new ResultStore(folder.resolve("results"), new Provenance("test", null, null));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(store().directoryOf("sample"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private ExperimentResult save(KeepModels keep, Map<String, Double> losses) throws IOException {
        return save(keep, losses, Instant.EPOCH);
    }

    private ExperimentResult save(KeepModels keep, Map<String, Double> losses, Instant started) throws IOException {
        PreparedExperiment experiment = prepare();
        return store().save(
                        experiment,
                        finish(experiment, losses),
                        Map.of(),
                        keep,
                        List.of(),
                        started,
                        started.plusSeconds(9));
    }

    private PreparedExperiment prepare() {
        ExperimentSpec spec = SampleResults.spec(YAML);
        DatasetFiles digits = new GeneratedDigitsStore(folder.resolve("digits")).files(1, 50, TEST_ROWS);
        Map<RunSpec, DataFiles> files = new HashMap<>();
        spec.variants().forEach(variant -> files.put(variant.spec(), digits));
        return PreparedExperiment.of(spec, files, new Computation("code", new TreeMap<>(), "backend", new TreeMap<>()));
    }

    /** Runs that predict class 0 of everything, and end with the losses that are given. */
    private Map<RunId, FinishedRun> finish(PreparedExperiment experiment, Map<String, Double> losses)
            throws IOException {
        byte[] predictions = new byte[TEST_ROWS * 10 * Float.BYTES];
        for (int row = 0; row < TEST_ROWS; row++) {
            // 1.0f in little-endian bytes.
            predictions[row * 10 * Float.BYTES + 2] = (byte) 0x80;
            predictions[row * 10 * Float.BYTES + 3] = 0x3f;
        }
        Map<RunId, FinishedRun> done = new HashMap<>();
        for (PlannedRun run : experiment.plan().runs()) {
            Path directory = Files.createDirectories(
                    folder.resolve("work").resolve(run.id().toString()));
            Files.write(directory.resolve(RunRequest.PREDICTIONS), predictions);
            Files.writeString(directory.resolve(RunRequest.MODEL), "a model");
            double loss = losses.getOrDefault(run.id().toString(), 1.0);
            done.put(
                    run.id(),
                    new FinishedRun(SampleResults.outcome(loss, TEST_ROWS, Sha256.of(predictions)), directory));
        }
        return done;
    }
}
