package io.github.mnistlab.run.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.data.folder.PictureFolders;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.file.ModelFile;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with each way of balancing: training rows change as the method promises, and nothing else does. */
class BalancedRunsTest {
    private static final long SEED = 1;

    /** 300 digits of ten classes less 50 that validate leave 25 a class, of which classes 3 and 5 keep 10. */
    private static final String EXPERIMENT = """
            name: balanced-runs
            dataset:
              source: generated-digits
              training: 300
              test: 100
              imbalance: {type: step, minority: [3, 5], ratio: 2.5}
            split: {validation: 50}
            model: {hidden: [16]}
            training: {epochs: 1}
            variants:
              none: {}
              random-over: {balancing: {method: random-over}}
              smoothed: {balancing: {method: random-over, shrinkage: 1}}
              random-under: {balancing: {method: random-under}}
              smote: {balancing: {method: smote}}
              borderline-smote: {balancing: {method: borderline-smote}}
              svm-smote: {balancing: {method: svm-smote}}
              adasyn: {balancing: {method: adasyn}}
              smote-tomek: {balancing: {method: smote-tomek}}
              smote-enn: {balancing: {method: smote-enn, kindSel: mode}}
              class-weight: {balancing: {method: class-weight}}
              threshold: {balancing: {method: threshold}}
              distorted:
                balancing: {method: smote}
                augmentation: {affine: {rotation: 180}, elastic: {}}
                model: {batchNormalization: true, dropout: 0.1}
            """;

    private static final List<Integer> THINNED = List.of(25, 25, 25, 10, 25, 10, 25, 25, 25, 25);
    private static final List<Integer> FILLED = List.of(25, 25, 25, 25, 25, 25, 25, 25, 25, 25);
    private static final List<Integer> CUT = List.of(10, 10, 10, 10, 10, 10, 10, 10, 10, 10);

    @TempDir
    private static Path folder;

    private static final Map<String, RunOutcome> OUTCOMES = new LinkedHashMap<>();

    /** The rows of this seed where nothing is thinned and nothing balanced. */
    private static PreparedData natural;

    /** The training rows that every method started from. */
    private static LabeledImages thinned;

    @BeforeAll
    static void run() throws IOException, InvalidExperimentException {
        Path file = Files.writeString(folder.resolve("balanced-runs.yaml"), EXPERIMENT);
        ExperimentFile experiment = ExperimentReader.read(file);
        DataStore noMnist = new DataStore(
                DatasetCatalog.standard(), null, folder.resolve("cache"), true, DownloadSettings.standard());
        Map<RunSpec, DataFiles> files = new DatasetResolver(
                        noMnist,
                        new GeneratedDigitsStore(folder.resolve("digits")),
                        new PictureFolders(folder.resolve("pictures")),
                        DownloadListener.none())
                .resolve(experiment);
        RunExecution execution = new RunExecution();
        for (Variant variant : experiment.spec().variants()) {
            Path directory = Files.createDirectory(folder.resolve(variant.name()));
            RunRequest request = new RunRequest(
                    SEED,
                    variant.spec().trained().orElseThrow(),
                    files.get(variant.spec()).images().orElseThrow(),
                    Optional.empty(),
                    directory,
                    variant.name(),
                    Optional.empty());
            OUTCOMES.put(variant.name(), execution.execute(request, event -> {}));
        }
        RunSpec.Trained spec =
                experiment.spec().variant("none").spec().trained().orElseThrow();
        thinned = PreparedData.of(
                        files.get(spec).images().orElseThrow().load(),
                        spec.dataset(),
                        spec.split(),
                        new RandomStreams(SEED))
                .training()
                .images();
        natural = PreparedData.of(
                files.get(spec).images().orElseThrow().load(),
                new DatasetSpec.GeneratedDigits(300, 100, spec.dataset().seed(), null),
                spec.split(),
                new RandomStreams(SEED));
    }

    @Test
    void everyMethodStartsFromTheSameRows() {
        assertThat(OUTCOMES).hasSize(13);
        assertThat(OUTCOMES.values())
                .allSatisfy(outcome -> assertThat(outcome.trainingCounts()).isEqualTo(THINNED));
        assertThat(OUTCOMES.values().stream().map(RunOutcome::splitDigest).distinct())
                .hasSize(1);
    }

    @Test
    void balancedCountsAreWhatTheMethodPromises() {
        assertThat(OUTCOMES.get("none").balancedCounts()).isEqualTo(THINNED);
        assertThat(OUTCOMES.get("class-weight").balancedCounts()).isEqualTo(THINNED);
        assertThat(OUTCOMES.get("threshold").balancedCounts()).isEqualTo(THINNED);
        assertThat(OUTCOMES.get("random-over").balancedCounts()).isEqualTo(FILLED);
        assertThat(OUTCOMES.get("smoothed").balancedCounts()).isEqualTo(FILLED);
        assertThat(OUTCOMES.get("random-under").balancedCounts()).isEqualTo(CUT);
        assertThat(OUTCOMES.get("smote").balancedCounts()).isEqualTo(FILLED);
        assertThat(OUTCOMES.get("borderline-smote").balancedCounts()).isEqualTo(FILLED);
        assertThat(OUTCOMES.get("svm-smote").balancedCounts()).isEqualTo(FILLED);
        assertThat(OUTCOMES.get("distorted").balancedCounts()).isEqualTo(FILLED);
        List<Integer> adaptive = OUTCOMES.get("adasyn").balancedCounts();
        for (int label = 0; label < adaptive.size(); label++) {
            // Each of the ten rows has its share rounded, which is half a row at most.
            int rounding = THINNED.get(label) < FILLED.get(label) ? THINNED.get(label) / 2 : 0;
            assertThat(adaptive.get(label)).as("class " + label).isCloseTo(FILLED.get(label), within(rounding));
        }
        for (String cleaned : List.of("smote-tomek", "smote-enn")) {
            List<Integer> counts = OUTCOMES.get(cleaned).balancedCounts();
            assertThat(counts).allSatisfy(rows -> assertThat(rows).isBetween(1, 25));
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isLessThan(250);
        }
    }

    /** Otherwise the test of balanced counts could hold without any of the balanced rows having been trained on. */
    @Test
    void whatIsTrainedOnDiffers() {
        assertThat(OUTCOMES.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals("threshold"))
                        .map(entry -> entry.getValue().parameterDigest()))
                .hasSize(12)
                .doesNotHaveDuplicates();
    }

    @Test
    void showsAFewOfTheRowsThatWereMadeUp() {
        for (String method : List.of("smote", "borderline-smote", "svm-smote", "adasyn", "smoothed", "smote-tomek")) {
            List<SyntheticExample> examples = OUTCOMES.get(method).syntheticExamples();
            assertThat(examples).extracting(SyntheticExample::label).as(method).containsOnly(3, 5);
            assertThat(examples)
                    .allSatisfy(example -> assertThat(example.image(thinned))
                            .isNotEqualTo(example.baseImage(thinned))
                            .hasSize(ImageShape.MNIST_PIXELS));
        }
        for (String method : List.of("none", "random-over", "random-under", "class-weight", "threshold")) {
            assertThat(OUTCOMES.get(method).syntheticExamples()).as(method).isNull();
        }
    }

    @Test
    void thresholdChangesTestProbabilitiesAndNothingElse() throws IOException {
        RunOutcome plain = OUTCOMES.get("none");
        RunOutcome corrected = OUTCOMES.get("threshold");
        assertThat(corrected.parameterDigest()).isEqualTo(plain.parameterDigest());
        assertThat(corrected.history().get(0).validationLoss())
                .isEqualTo(plain.history().get(0).validationLoss());
        assertThat(folder.resolve("threshold").resolve(RunRequest.MODEL))
                .hasSameBinaryContentAs(folder.resolve("none").resolve(RunRequest.MODEL));

        float[] before = predictions("none");
        float[] after = predictions("threshold");
        assertThat(after).hasSameSizeAs(before);
        for (int row = 0; row < before.length; row += 10) {
            double sum = 0;
            for (int c = 0; c < 10; c++) {
                sum += before[row + c] / (THINNED.get(c) / 220.0);
            }
            for (int c = 0; c < 10; c++) {
                assertThat((double) after[row + c])
                        .isCloseTo(before[row + c] / (THINNED.get(c) / 220.0) / sum, within(1e-7));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "random-over",
                "smoothed",
                "random-under",
                "smote",
                "borderline-smote",
                "svm-smote",
                "adasyn",
                "smote-tomek",
                "smote-enn",
                "class-weight",
                "distorted"
            })
    void validationAndTestRowsAreTheNaturalOnes(String method) throws IOException {
        assertThat(natural.validation().classCounts()).containsOnly(5);
        assertThat(natural.test().classCounts()).containsOnly(10);
        RunOutcome outcome = OUTCOMES.get(method);
        EpochRecord epoch = outcome.history().get(0);
        try (TrainedModel model = ModelFile.open(folder.resolve(method).resolve(RunRequest.MODEL))) {
            float[] validation = model.predict(natural.validation());
            float[] test = model.predict(natural.test());

            assertThat(outcome.validationRows()).isEqualTo(50);
            assertThat(epoch.validationLoss()).isCloseTo(loss(validation, natural.validation()), within(1e-5));
            assertThat(outcome.testRows()).isEqualTo(100);
            assertThat(predictions(method)).containsExactly(test);
        }
    }

    private static float[] predictions(String method) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Files.readAllBytes(folder.resolve(method).resolve(RunRequest.PREDICTIONS)))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] predictions = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(predictions);
        return predictions;
    }

    private static double loss(float[] probabilities, Examples rows) {
        int classes = rows.classes();
        return IntStream.range(0, rows.size())
                .mapToDouble(row -> -Math.log(probabilities[row * classes + rows.label(row)]))
                .average()
                .orElseThrow();
    }
}
