package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.evaluate.ConfusionMatrix;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Networks that PyTorch trained on MNIST, each as ONNX, NumPy array and CSV: all forms of one get scikit-learn's figures. */
@EnabledIfSystemProperty(
        named = "mnist.modelsDirectory",
        matches = ".+",
        disabledReason = "needs models trained elsewhere: -Dmnist.modelsDirectory=/absolute/path")
@EnabledIfSystemProperty(
        named = "mnist.dataDirectory",
        matches = ".+",
        disabledReason = "needs MNIST: -Dmnist.dataDirectory=/absolute/path")
class SharedModelsTest {
    private static final Path MODELS = Path.of(System.getProperty("mnist.modelsDirectory", ""));

    /** Float32 sums in another order move a logarithm by that much. */
    private static final double FLOAT32 = 1e-6;

    @TempDir
    private Path folder;

    @Test
    void everyFormOfANetworkHasTheSameFiguresAndVerdicts() throws Exception {
        JsonNode expected =
                new ObjectMapper().readTree(MODELS.resolve("expected.json").toFile());
        Path models = Files.createDirectories(folder.resolve("models"));
        for (String name : List.of("mlp-1", "mlp-2", "cnn")) {
            for (String form : List.of(".onnx", ".npy", ".csv.gz")) {
                Files.copy(MODELS.resolve(name + form), models.resolve(name + form));
            }
        }
        Path file = Files.writeString(folder.resolve("elsewhere.yaml"), """
                name: elsewhere
                dataset: {source: mnist}
                variants:
                  mlp-1-csv: {model: {source: predictions, file: models/mlp-1.csv.gz}}
                  mlp-1-npy: {model: {source: predictions, file: models/mlp-1.npy}}
                  mlp-1-onnx: {model: {source: onnx, file: models/mlp-1.onnx, input: {scale: zero-to-one}, output: {values: probabilities}}}
                  mlp-2-csv: {model: {source: predictions, file: models/mlp-2.csv.gz}}
                  mlp-2-npy: {model: {source: predictions, file: models/mlp-2.npy}}
                  mlp-2-onnx: {model: {source: onnx, file: models/mlp-2.onnx, input: {layout: flat, scale: zero-to-one}, output: {values: probabilities}}}
                  cnn-csv: {model: {source: predictions, file: models/cnn.csv.gz}}
                  cnn-npy: {model: {source: predictions, file: models/cnn.npy}}
                  cnn-onnx: {model: {source: onnx, file: models/cnn.onnx, input: {layout: nchw, scale: zero-to-one}, output: {values: logits}}}
                gates:
                  - {metric: accuracy, variant: cnn-csv, notBelow: mlp-1-csv, margin: 0.003}
                  - {metric: accuracy, variant: cnn-npy, notBelow: mlp-1-npy, margin: 0.003}
                  - {metric: accuracy, variant: cnn-onnx, notBelow: mlp-1-onnx, margin: 0.003}
                """);
        Lab lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard()
                                .withCacheDirectory(folder.resolve("cache"))
                                .withDataDirectory(Path.of(System.getProperty("mnist.dataDirectory")))),
                (level, text) -> {});
        ExperimentFile experiment = lab.read(file).get(0);

        Judged judged = lab.train(List.of(experiment));

        Judgement judgement = (judged instanceof Judged.Passed passed
                        ? passed.judgements()
                        : ((Judged.Missed) judged).judgements())
                .get(0);
        for (String name : List.of("mlp-1", "mlp-2", "cnn")) {
            JsonNode figures = expected.get(name);
            for (String form : List.of("csv", "npy", "onnx")) {
                Evaluation evaluation =
                        judgement.result().runsOf(name + "-" + form).get(0).evaluation();
                double tolerance = form.equals("onnx") ? FLOAT32 : 1e-9;
                assertThat(counts(evaluation.confusionMatrix())).as(name).isEqualTo(counts(figures.get("confusion")));
                assertThat(evaluation.correct())
                        .isEqualTo(figures.get("correct").asLong());
                assertThat(evaluation.accuracy())
                        .isCloseTo(figures.get("accuracy").asDouble(), within(1e-9));
                assertThat(evaluation.macro().f1())
                        .isCloseTo(figures.get("macro-f1").asDouble(), within(1e-9));
                assertThat(evaluation.logLoss())
                        .as(name + form)
                        .isCloseTo(figures.get("log-loss").asDouble(), within(tolerance));
            }
        }
        List<VerdictStatus> verdicts =
                judgement.verdicts().stream().map(Verdict::status).toList();
        assertThat(verdicts).hasSize(3).containsOnly(verdicts.get(0));
    }

    private static long[][] counts(ConfusionMatrix matrix) {
        long[][] counts = new long[matrix.classes()][matrix.classes()];
        for (int label = 0; label < counts.length; label++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                counts[label][predicted] = matrix.count(label, predicted);
            }
        }
        return counts;
    }

    private static long[][] counts(JsonNode rows) {
        long[][] counts = new long[rows.size()][rows.size()];
        for (int label = 0; label < counts.length; label++) {
            for (int predicted = 0; predicted < counts.length; predicted++) {
                counts[label][predicted] = rows.get(label).get(predicted).asLong();
            }
        }
        return counts;
    }
}
