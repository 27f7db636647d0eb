package io.github.mnistlab.lab;

import static io.github.mnistlab.external.onnx.SmallOnnx.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.external.onnx.SmallOnnx;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from elsewhere on tables: as ONNX and as Deeplearning4j files, kept here or made by others. */
class JudgedTablesTest {
    private static final int CLASSES = 3;

    private static final String TRAINED = """
            dataset: {source: csv, file: %s, testShare: 0.3, label: class, categorical: [soil]}
            preparation: {scaling: robust, missing: median}
            split: {validation: 0.1}
            model: {hidden: [12]}
            training: {epochs: 6, batchSize: 16, optimizer: {type: adam, learningRate: 0.01}}
            """;

    @TempDir
    private Path folder;

    private Lab lab;

    /** The same rows twice: once with the columns in another order, and one more. */
    @BeforeEach
    void write() throws IOException {
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(QuickWorkers.workers()),
                (level, text) -> {});
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder("east,north,soil,class\n");
        StringBuilder others = new StringBuilder("class,soil,more,north,east\n");
        StringBuilder numbers = new StringBuilder("east,north,class\n");
        for (int row = 0; row < 400; row++) {
            int label = row % CLASSES;
            double first = 1e3 * (label + 0.4 * random.nextGaussian());
            double second = 1e-2 * (label % 2 + 0.4 * random.nextGaussian());
            String east = random.nextInt(30) == 0 ? "NA" : String.format(Locale.ROOT, "%.4g", first);
            String north = String.format(Locale.ROOT, "%.4g", second);
            String soil = random.nextInt(3) == 0
                    ? "any"
                    : List.of("clay", "sand", "loam").get(label);
            String name = List.of("Rare.Kind", "common", "other").get(label);
            rows.append(String.join(",", east, north, soil, name)).append('\n');
            others.append(String.join(",", name, soil, "7", north, east)).append('\n');
            numbers.append(String.format(Locale.ROOT, "%.4f,%.4f,%s%n", first / 1e3, second * 1e2, name));
        }
        Files.writeString(folder.resolve("rows.csv"), rows);
        Files.writeString(folder.resolve("others.csv"), others);
        Files.writeString(folder.resolve("numbers.csv"), numbers);
    }

    private Judgement judged(String name, String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\n" + yaml);
        return ((Judged.Passed) lab.train(lab.read(file))).judgements().get(0);
    }

    private double[] probabilities(String name, RunResult run) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(
                        folder.resolve("results").resolve(name).resolve(run.predictions())))
                .order(ByteOrder.LITTLE_ENDIAN);
        boolean doubles = !run.outcome().isTrained();
        double[] values = new double[bytes.limit() / (doubles ? Double.BYTES : Float.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = doubles ? bytes.getDouble() : bytes.getFloat();
        }
        return values;
    }

    /** What is kept of a run says of the file's rows what the run did, holes, names and another order of columns included. */
    @Test
    void keptModelsAreJudgedAsWhatTheyWereTrainedTo() throws Exception {
        String variants = "variants: {plain: {}, corrected: {balancing: {method: threshold}}}\n";
        ExperimentResult trained =
                judged("trained", TRAINED.formatted("rows.csv") + variants).result();

        String beside = """
                dataset: {source: csv, file: %s, testShare: 0.3, label: class, categorical: [soil]}
                variants:
                  plain: {model: {source: onnx, file: results/trained/model-plain-1.onnx}}
                  corrected: {model: {source: onnx, file: results/trained/model-corrected-1.onnx}}
                  network: {model: {source: deeplearning4j, file: results/trained/model-plain-1.zip}}
                """;
        for (String table : List.of("rows", "others")) {
            ExperimentResult result =
                    judged(table, beside.formatted(table + ".csv")).result();
            for (String variant : List.of("plain", "corrected", "network")) {
                String own = variant.equals("network") ? "plain" : variant;
                RunResult run = result.runsOf(variant).get(0);
                assertThat(probabilities(table, run))
                        .as(table + " " + variant)
                        .containsExactly(
                                probabilities("trained", trained.runsOf(own).get(0)), within(1e-5));
                assertThat(run.evaluation().accuracy()).isGreaterThan(0.8);
            }
        }
        // Nothing of it was trained here: nothing is known of what it leans on.
        assertThat(folder.resolve("results/others/report.html"))
                .content()
                .contains("plain: not measured, for it was not trained here, and has no validation rows.");
    }

    /** Of a table of numbers any model can be asked; of predicted classes' names too. */
    @Test
    void aModelOfOthersTakesTheColumnsInTheirOrder() throws Exception {
        linear().write(folder.resolve("linear.onnx"));

        RunResult run = judged("linear", """
                dataset: {source: csv, file: numbers.csv, testShare: 0.3, label: class}
                variants:
                  linear: {model: {source: onnx, file: linear.onnx, output: {values: probabilities}}}
                """).result().runs().get(0);

        assertThat(run.evaluation().accuracy()).isBetween(0.7, 0.99);
    }

    /** Distances from the means of the classes: the first is at (0, 0), the second at (1, 1), the third at (2, 0). */
    private static SmallOnnx linear() {
        return new SmallOnnx()
                .floats("w", new float[] {0, 5, 10, 0, 5, 0}, 2, CLASSES)
                .floats("b", new float[] {0, -5, -10}, CLASSES)
                .node("Gemm", "logits", "features", "w", "b")
                .node("Softmax", "probabilities", "logits")
                .input("features", FLOAT32, -1, 2)
                .output("probabilities", FLOAT32, -1, CLASSES);
    }

    @Test
    void whatDoesNotFitIsRefusedWithAllThatIsWrong() throws Exception {
        linear().write(folder.resolve("linear.onnx"));
        SmallOnnx.softmax(new float[784 * CLASSES], new float[CLASSES]).write(folder.resolve("pixels.onnx"));
        linear().says(Map.of(
                        "mnist-lab.input.columns",
                        "[{\"name\":\"east\",\"categories\":[]},{\"name\":\"soil\",\"categories\":[\"any\"]},{\"name\":\"west\"}]",
                        "mnist-lab.classes",
                        "[\"common\",\"Rare.Kind\",\"other\"]"))
                .write(folder.resolve("named.onnx"));
        String table =
                "dataset: {source: csv, file: %s, testShare: 0.3, label: class%s}\nvariants:\n  m: {model: %s}\n";

        assertThatThrownBy(() -> judged("a", table.formatted("numbers.csv", "", """
                {source: onnx, file: pixels.onnx, input: {scale: zero-to-one}, output: {values: logits}}""")))
                .hasMessageContaining("input.scale and input.layout are about pixels, which a table does not have")
                .hasMessageContaining("the input is pixels, float32 [n, 784], but a row of the table has 2 columns of"
                        + " features: east, north");
        assertThatThrownBy(() -> judged("b", table.formatted("rows.csv", ", categorical: [soil]", """
                {source: onnx, file: linear.onnx, output: {values: logits}}""")))
                .hasMessageContaining("columns with names for values, 'soil', cannot go in");
        assertThatThrownBy(() -> judged("c", table.formatted("numbers.csv", "", """
                {source: onnx, file: named.onnx, output: {values: logits}}""")))
                .hasMessageContaining("it takes the column 'soil', which the table does not have")
                .hasMessageContaining("it takes the column 'west', which the table does not have")
                .hasMessageContaining(
                        "it tells common, Rare.Kind, other apart, but the classes of the table are Rare.Kind,"
                                + " common, other");
    }

    @Test
    void aNetworkWithoutItsPreparationIsRefused() throws Exception {
        judged("trained", TRAINED.formatted("rows.csv"));
        Path model = folder.resolve("results/trained/model-baseline-1.zip");
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + model.toUri()), Map.of())) {
            Files.delete(zip.getPath("preparation.json"));
        }

        assertThatThrownBy(() -> judged("bare", """
                dataset: {source: csv, file: rows.csv, testShare: 0.3, label: class, categorical: [soil]}
                variants:
                  network: {model: {source: deeplearning4j, file: results/trained/model-baseline-1.zip}}
                """))
                .hasMessageContaining(
                        "does not say how the rows of a table are prepared for it: it has no preparation.json");
    }
}
