package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.external.onnx.OnnxFile;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ModelFormat;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Models that were trained here, kept as ONNX and judged beside themselves. */
class OnnxExportTest {
    private static final int ROWS = 500;

    private static final String TRAINED = """
            dataset: {source: generated-digits, training: 800, test: 500, imbalance: {type: counts, counts: {3: 20}}}
            model: {hidden: [24, 16], activation: gelu, batchNormalization: true}
            training: {epochs: 2, batchSize: 50}
            """;

    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void prepare() {
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(QuickWorkers.workers()),
                (level, text) -> {});
    }

    @Test
    void isJudgedAsWhatItWasTrainedTo() throws Exception {
        judged("trained", TRAINED + "variants:\n  plain: {}\n  corrected: {balancing: {method: threshold}}\n");
        Path results = folder.resolve("results/trained");
        byte[] first = Files.readAllBytes(results.resolve("model-plain-1.onnx"));

        Judgement judgement = judged("beside", TRAINED + """
                variants:
                  plain: {}
                  plain-onnx: {model: {source: onnx, file: results/trained/model-plain-1.onnx}}
                  corrected: {balancing: {method: threshold}}
                  corrected-onnx: {model: {source: onnx, file: results/trained/model-corrected-1.onnx}}
                gates:
                  - {metric: accuracy, variant: plain-onnx, notBelow: plain, margin: 0.02}
                  - {metric: accuracy, variant: plain, notBelow: plain-onnx, margin: 0.02}
                """);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        for (String variant : List.of("plain", "corrected")) {
            ExperimentResult result = judgement.result();
            RunResult trained = result.runsOf(variant).get(0);
            RunResult onnx = result.runsOf(variant + "-onnx").get(0);
            assertThat(onnx.evaluation().confusionMatrix())
                    .as(variant)
                    .isEqualTo(trained.evaluation().confusionMatrix());
            ByteBuffer floats = bytes("beside", trained);
            ByteBuffer doubles = bytes("beside", onnx);
            for (int i = 0; i < ROWS * 10; i++) {
                assertThat(doubles.getDouble()).as(variant).isCloseTo(floats.getFloat(), within(1e-5));
            }
        }
        // The same results give the same bytes, whoever trained them.
        judged("trained", TRAINED + "variants:\n  plain: {}\n  corrected: {balancing: {method: threshold}}\n");
        assertThat(results.resolve("model-plain-1.onnx")).hasBinaryContent(first);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "mnist.dataDirectory",
            matches = ".+",
            disabledReason = "needs MNIST: -Dmnist.dataDirectory=/absolute/path")
    void onAllOfMnistsTestImagesItSaysTheSame() throws Exception {
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard()
                                .withCacheDirectory(folder.resolve("cache"))
                                .withDataDirectory(Path.of(System.getProperty("mnist.dataDirectory"))))
                        .withWorkers(QuickWorkers.workers()),
                (level, text) -> {});
        String trained = """
                dataset: {source: mnist, training: 6000}
                model: {hidden: [64]}
                training: {epochs: 2}
                """;
        judged("trained", trained);

        ExperimentResult result = judged("beside", trained + """
                variants:
                  network: {}
                  onnx: {model: {source: onnx, file: results/trained/model-baseline-1.onnx}}
                """).result();

        ByteBuffer floats = bytes("beside", result.runsOf("network").get(0));
        ByteBuffer doubles = bytes("beside", result.runsOf("onnx").get(0));
        assertThat(floats.remaining()).isEqualTo(10_000 * 10 * Float.BYTES);
        assertThat(doubles.remaining()).isEqualTo(10_000 * 10 * Double.BYTES);
        for (int image = 0; image < 10_000; image++) {
            double[] own = new double[10];
            double[] exported = new double[10];
            for (int label = 0; label < 10; label++) {
                own[label] = floats.getFloat();
                exported[label] = doubles.getDouble();
            }
            assertThat(exported).as("image " + image).containsExactly(own, within(1e-5));
            int best = best(own);
            // Of two that are as probable, either may come first.
            assertThat(own[best] - own[best(exported)]).as("image " + image).isLessThan(1e-5);
        }
        assertThat(result.runsOf("onnx").get(0).evaluation().accuracy()).isGreaterThan(0.8);
    }

    private static int best(double[] probabilities) {
        int best = 0;
        for (int label = 1; label < probabilities.length; label++) {
            best = probabilities[label] > probabilities[best] ? label : best;
        }
        return best;
    }

    @Test
    void saysWhereItComesFrom() throws Exception {
        RunResult run = judged("trained", TRAINED).result().runs().get(0);
        OnnxFile file = OnnxFile.read(folder.resolve("results/trained").resolve(run.onnx()));

        assertThat(file.metadata())
                .containsEntry("mnist-lab.experiment", "trained")
                .containsEntry("mnist-lab.variant", "baseline")
                .containsEntry("mnist-lab.seed", "1")
                .containsEntry("mnist-lab.run-key", run.key())
                .containsEntry("mnist-lab.parameters", run.outcome().parameterDigest())
                .containsEntry("mnist-lab.classes", "[\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\"]")
                .containsKey("mnist-lab.data");
        assertThat(file.metadata().get("mnist-lab.accuracy"))
                .matches(
                        "0\\.\\d{4} \\(95 % interval 0\\.\\d{4} to [01]\\.\\d{4}, exact, of this model on 500 test rows\\)");
    }

    @Test
    void isKeptOnlyWhereItIsAskedFor() throws Exception {
        ExperimentFile experiment = read("trained", TRAINED);
        lab.train(List.of(experiment), new Training(KeepModels.BEST, Set.of(ModelFormat.ONNX), false));
        Path results = folder.resolve("results/trained");
        assertThat(results.resolve("model-baseline-1.onnx")).exists();
        assertThat(results.resolve("model-baseline-1.zip")).doesNotExist();

        lab.train(List.of(experiment), new Training(KeepModels.BEST, Set.of(ModelFormat.DEEPLEARNING4J), false));
        assertThat(results.resolve("model-baseline-1.onnx")).doesNotExist();
        assertThat(results.resolve("model-baseline-1.zip")).exists();
    }

    private ByteBuffer bytes(String experiment, RunResult run) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(
                        folder.resolve("results").resolve(experiment).resolve(run.predictions())))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private ExperimentFile read(String name, String yaml) throws IOException {
        return lab.read(Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\n" + yaml))
                .get(0);
    }

    private Judgement judged(String name, String yaml) throws IOException, InterruptedException {
        Judged judged = lab.train(List.of(read(name, yaml)));
        return (judged instanceof Judged.Passed passed ? passed.judgements() : ((Judged.Missed) judged).judgements())
                .get(0);
    }
}
