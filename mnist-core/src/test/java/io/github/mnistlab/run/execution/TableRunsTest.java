package io.github.mnistlab.run.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.Preparation;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.ExampleFiles;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.file.ModelFile;
import io.github.mnistlab.model.file.OnnxNetworkFile;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.model.file.StoredPreparation;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs on a table, from its file to predictions. */
class TableRunsTest {
    private static final String EXPERIMENT = """
            name: table
            dataset:
              source: csv
              file: all.csv
              testShare: 0.25
              label: class
              categorical: [shape]
            split: {validation: 0.1}
            model: {hidden: [16]}
            training: {epochs: 12, batchSize: 16, optimizer: {type: adam, learningRate: 0.01}}
            preparation: {scaling: standard, missing: mean}
            variants:
              plain: {}
              unscaled: {preparation: {scaling: none}}
              adasyn: {balancing: {method: adasyn}}
              borderline-smote: {balancing: {method: borderline-smote}}
              class-weight: {balancing: {method: class-weight, classWeight: balanced}}
              random-over: {balancing: {method: random-over, shrinkage: 0.5}}
              random-under: {balancing: {method: random-under}}
              smote: {balancing: {method: smote}}
              smote-enn: {balancing: {method: smote-enn}}
              smote-nc: {balancing: {method: smote-nc}}
              smote-tomek: {balancing: {method: smote-tomek}}
              svm-smote: {balancing: {method: svm-smote}}
              threshold: {balancing: {method: threshold}}
            """;

    private static final Computation COMPUTATION = new Computation("code", new TreeMap<>(), "backend", new TreeMap<>());

    @TempDir
    private Path folder;

    private ExperimentFile experiment;

    /** Three clouds of 300, 60 and 30 rows, in units of very different size, with holes. */
    @BeforeEach
    void write() throws Exception {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("x,y,shape,class\n");
        for (int row = 0; row < 390; row++) {
            int label = row < 300 ? 0 : row < 360 ? 1 : 2;
            String x = random.nextInt(40) == 0 ? "NA" : number(1e6 * (label + 0.45 * random.nextGaussian()));
            String y = number(1e-3 * (label % 2 + 0.45 * random.nextGaussian()));
            String shape = random.nextInt(4) == 0 ? "any" : label == 2 ? "round" : "square";
            text.append(String.join(",", x, y, shape, new String[] {"often", "Seldom", "rare"}[label]))
                    .append('\n');
        }
        Files.writeString(folder.resolve("all.csv"), text);
        experiment = ExperimentReader.read(Files.writeString(folder.resolve("table.yaml"), EXPERIMENT));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.9g", value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "adasyn",
                "borderline-smote",
                "class-weight",
                "random-over",
                "random-under",
                "smote",
                "smote-enn",
                "smote-nc",
                "smote-tomek",
                "svm-smote",
                "threshold"
            })
    void learnsWithEveryBalancing(String variant) throws IOException {
        Outcome outcome = run(variant);

        assertThat(outcome.accuracy()).isGreaterThan(0.8);
        assertThat(outcome.run.testRows()).isEqualTo(98);
        assertThat(outcome.run.validationRows()).isEqualTo(30);
        assertThat(outcome.run.trainingCounts()).containsExactly(40, 202, 20);
    }

    @Test
    void smoteFillsUpAndShowsItsRows() throws IOException {
        RunOutcome smote = run("smote").run;

        assertThat(smote.balancedCounts()).containsExactly(202, 202, 202);
        assertThat(smote.syntheticExamples()).isNotEmpty();
    }

    @Test
    void theSameRunGivesTheSameBits() throws IOException {
        RunOutcome once = run("smote").run;

        assertThat(run("smote").run.parameterDigest()).isEqualTo(once.parameterDigest());
        assertThat(run("plain").run.parameterDigest()).isNotEqualTo(once.parameterDigest());
    }

    @Test
    void withoutScalingLittleIsLearnt() throws IOException {
        assertThat(run("plain").accuracy()).isGreaterThan(run("unscaled").accuracy());
    }

    /** Deeplearning4j's own reader and the stored preparation predict what the run did. */
    @Test
    void thePreparationIsStoredBesideTheModel() throws IOException {
        Outcome outcome = run("plain");
        Path model = folder.resolve("plain").resolve(RunRequest.MODEL);
        Preparation stored;
        try (ZipFile zip = new ZipFile(model.toFile())) {
            stored = new ObjectMapper()
                    .readValue(zip.getInputStream(zip.getEntry(TrainedModel.PREPARATION)), Preparation.class);
        }
        Dataset raw = outcome.files.load();
        RunSpec.Trained spec =
                experiment.spec().variant("plain").spec().trained().orElseThrow();
        PreparedData prepared =
                PreparedData.of(raw, spec.dataset(), spec.split(), spec.preparation(), new RandomStreams(1));

        assertThat(stored).isEqualTo(prepared.preparation().orElseThrow());
        assertThat(stored.columns().get(2).categories()).containsExactly("any", "round", "square");
        try (TrainedModel opened = ModelFile.open(model, stored.features())) {
            assertThat(opened.predict(prepared.test())).isEqualTo(outcome.probabilities);
        }
        MultiLayerNetwork theirs = ModelSerializer.restoreMultiLayerNetwork(model.toFile());
        assertThat(theirs.layerInputSize(0)).isEqualTo(5);
        theirs.close();
    }

    /** ONNX Runtime predicts from rows as they are in the file what the run did from prepared ones, holes and all. */
    @Test
    void asOnnxItTakesRowsAsTheyAre() throws Exception {
        Outcome outcome = run("plain");
        Path model = folder.resolve("plain").resolve(RunRequest.MODEL);
        Preparation stored = StoredPreparation.read(model).orElseThrow();
        byte[] file = OnnxNetworkFile.bytes(
                PlainNetwork.read(model, stored.features()), Optional.of(stored), "table", "test", new TreeMap<>());
        LabeledTable test = (LabeledTable) outcome.files.load().test();
        float[][] rows = new float[test.size()][3];
        for (int row = 0; row < rows.length; row++) {
            rows[row][0] = (float) test.value(row, 0);
            rows[row][1] = (float) test.value(row, 1);
            String shape = test.columns().get(2).categories().get((int) test.value(row, 2));
            rows[row][2] = stored.columns().get(2).categories().indexOf(shape);
        }
        assertThat(Arrays.asList(rows)).anyMatch(row -> Float.isNaN(row[0]));

        float[] probabilities = OnnxRows.predict(folder, file, rows);
        assertThat(probabilities).hasSameSizeAs(outcome.probabilities);
        for (int i = 0; i < probabilities.length; i++) {
            assertThat(probabilities[i]).isCloseTo(outcome.probabilities[i], within(1e-5f));
        }
    }

    @Test
    void whatDecidesBitsIsInTheKey() throws Exception {
        Map<RunId, RunIdentity> identities = identities();
        RunIdentity plain = identities.get(new RunId("plain", 1));
        RunIdentity unscaled = identities.get(new RunId("unscaled", 1));

        assertThat(unscaled.differencesFrom(plain)).containsExactly("preparation.scaling: standard -> none");

        Files.writeString(
                folder.resolve("all.csv"),
                Files.readString(folder.resolve("all.csv")).replace("round", "oval"));
        assertThat(identities().get(new RunId("plain", 1)).key()).isNotEqualTo(plain.key());
    }

    private Map<RunId, RunIdentity> identities() throws IOException {
        return RunIdentity.of(Plan.of(experiment.spec()), files(), Map.of(), COMPUTATION);
    }

    private Map<RunSpec, DataFiles> files() {
        return new DatasetResolver(null, null, null, null).resolve(experiment);
    }

    private static final class Outcome {
        private final RunOutcome run;
        private final float[] probabilities;
        private final ExampleFiles files;
        private final int[] labels;

        Outcome(RunOutcome run, float[] probabilities, ExampleFiles files, int[] labels) {
            this.run = run;
            this.probabilities = probabilities;
            this.files = files;
            this.labels = labels;
        }

        double accuracy() {
            int right = 0;
            for (int row = 0; row < labels.length; row++) {
                int best = 0;
                for (int label = 1; label < 3; label++) {
                    best = probabilities[3 * row + label] > probabilities[3 * row + best] ? label : best;
                }
                right += best == labels[row] ? 1 : 0;
            }
            return (double) right / labels.length;
        }
    }

    private Outcome run(String name) throws IOException {
        Variant variant = experiment.spec().variant(name);
        RunSpec.Trained spec = variant.spec().trained().orElseThrow();
        ExampleFiles files = files().get(spec).examples().orElseThrow();
        Path directory = Files.createDirectories(folder.resolve(name));
        RunOutcome outcome = new RunExecution()
                .execute(
                        new RunRequest(1, spec, files, Optional.empty(), directory, "key", Optional.empty()),
                        event -> {});
        byte[] bytes = Files.readAllBytes(directory.resolve(RunRequest.PREDICTIONS));
        float[] probabilities = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(probabilities);
        return new Outcome(
                outcome, probabilities, files, files.truth(spec.dataset()).labels());
    }
}
