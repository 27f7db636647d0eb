package io.github.mnistlab.lab;

import static io.github.mnistlab.external.onnx.SmallOnnx.FLOAT32;
import static io.github.mnistlab.external.onnx.SmallOnnx.INT64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.external.onnx.SmallOnnx;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX models as variants, computed by ONNX Runtime. */
class OnnxModelsTest {
    private static final int ROWS = 700;
    private static final int CLASSES = 10;

    private final float[] weights = new float[ImageShape.MNIST_PIXELS * CLASSES];
    private final float[] biases = new float[CLASSES];

    @TempDir
    private Path folder;

    private LabeledImages test;
    private Lab lab;

    /** Weights that know something: the mean image of each class, as a linear model has it. */
    @BeforeEach
    void prepare() {
        test = DigitGenerator.generate(1, "test", ROWS);
        Random noise = new Random(1);
        int[] counts = test.classCounts();
        for (int row = 0; row < ROWS; row++) {
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                weights[pixel * CLASSES + test.label(row)] +=
                        test.pixel(row, pixel) / 255f / counts[test.label(row)] + 0.0001f * noise.nextFloat();
            }
        }
        for (int label = 0; label < CLASSES; label++) {
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                biases[label] -= 0.5f * weights[pixel * CLASSES + label] * weights[pixel * CLASSES + label];
            }
        }
        lab = lab(Workers.standard().workplace());
    }

    private Lab lab(Workplace workplace) {
        Workers workers = Workers.standard().withWorkplace(workplace).withLibraries(new Libraries() {
            @Override
            public Found find(String backend, boolean offline) {
                throw new AssertionError("nothing is trained: no library of that kind must be looked for");
            }

            @Override
            public List<Path> onnxRuntime(boolean offline) {
                return ProgramLibraries.ofThisProgram().onnxRuntime(offline);
            }
        });
        return new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(workers),
                (level, text) -> {});
    }

    @Test
    void isJudgedLikeItsPredictions() throws Exception {
        SmallOnnx.softmax(weights, biases).write(folder.resolve("model.onnx"));
        predictions("model.csv");
        ExperimentFile experiment = experiment("""
                variants:
                  file: {model: {source: predictions, file: model.csv}}
                  onnx: {model: {source: onnx, file: model.onnx, input: {scale: zero-to-one}, output: {values: probabilities}}}
                gates:
                  - {metric: accuracy, variant: onnx, notBelow: file, margin: 0.01}
                  - {metric: log-loss, variant: onnx, atMost: 2.5}
                """);

        Judgement judgement = judged(experiment);

        assertThat(judgement.verdicts()).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
        RunResult file = judgement.result().runsOf("file").get(0);
        RunResult onnx = judgement.result().runsOf("onnx").get(0);
        assertThat(onnx.evaluation().confusionMatrix())
                .isEqualTo(file.evaluation().confusionMatrix());
        assertThat(onnx.evaluation().logLoss()).isCloseTo(file.evaluation().logLoss(), within(1e-6));
        assertThat(judgement.result().warnings()).noneMatch(warning -> warning.contains("model.onnx"));

        // A second time nothing is computed, and what is stored is taken for what these files give.
        Files.delete(folder.resolve("results").resolve("digits").resolve("summary.md"));
        assertThat(((Judged.Passed) lab.judge(List.of(experiment))).judgements())
                .hasSize(1);
        assertThat(lab.accept(List.of(experiment), Optional.empty())).isInstanceOf(Acceptance.Accepted.class);
        assertThat(lab.reproduce(List.of(experiment))).isInstanceOf(Reproduced.AsAccepted.class);
    }

    @Test
    void whereRunsGoToAClusterItIsComputedHere() throws Exception {
        SmallOnnx.softmax(weights, biases).write(folder.resolve("model.onnx"));
        predictions("model.csv");
        ExperimentFile experiment = experiment("""
                variants:
                  file: {model: {source: predictions, file: model.csv}}
                  onnx: {model: {source: onnx, file: model.onnx, input: {scale: zero-to-one}, output: {values: probabilities}}}
                """);
        // No master answers there, and no jar of Spark is looked for.
        lab = lab(new Workplace.Cluster(
                "spark://127.0.0.1:1",
                Map.of(),
                worker -> {
                    throw new AssertionError("nothing is trained: no cluster must be asked");
                },
                Optional.empty(),
                Optional.empty(),
                20));

        Judgement judgement = judged(experiment);

        assertThat(judgement.result().runsOf("onnx").get(0).evaluation().confusionMatrix())
                .isEqualTo(judgement.result().runsOf("file").get(0).evaluation().confusionMatrix());
    }

    @Test
    void takesImagesInAnyLayout() throws Exception {
        for (Map.Entry<String, long[]> layout : Map.of(
                        "nhw", new long[] {-1, 28, 28},
                        "nchw", new long[] {64, 1, 28, 28},
                        "nhwc", new long[] {-1, 28, 28, 1})
                .entrySet()) {
            new SmallOnnx()
                    .floats("w", weights, 784, CLASSES)
                    .floats("b", biases, CLASSES)
                    .node("Flatten", "pixels", "image")
                    .node("Gemm", "logits", "pixels", "w", "b")
                    .input("image", FLOAT32, layout.getValue())
                    .output("logits", FLOAT32, -1, CLASSES)
                    .write(folder.resolve(layout.getKey() + ".onnx"));
        }
        predictions("model.csv");
        ExperimentFile experiment = experiment("""
                variants:
                  file: {model: {source: predictions, file: model.csv}}
                  nhw: {model: {source: onnx, file: nhw.onnx, input: {scale: zero-to-one}, output: {values: logits}}}
                  nchw: {model: {source: onnx, file: nchw.onnx, input: {scale: zero-to-one}, output: {values: logits}}}
                  nhwc: {model: {source: onnx, file: nhwc.onnx, input: {layout: nhwc, scale: {mean: 0, deviation: 1}}, output: {values: logits}}}
                """);

        Judgement judgement = judged(experiment);

        for (String variant : List.of("nhw", "nchw", "nhwc")) {
            assertThat(judgement.result().runsOf(variant).get(0).evaluation().confusionMatrix())
                    .as(variant)
                    .isEqualTo(judgement
                            .result()
                            .runsOf("file")
                            .get(0)
                            .evaluation()
                            .confusionMatrix());
        }
    }

    @Test
    void ofClassesAloneThereIsWhatTheirCountsTell() throws Exception {
        SmallOnnx model = SmallOnnx.softmax(weights, biases);
        model.node("Flatten", "flat", "probabilities")
                .node("ArgMax", "all", "flat")
                .output("all", INT64, -1, -1)
                .write(folder.resolve("wrong.onnx"));
        ExperimentFile experiment = experiment("""
                model: {source: onnx, file: wrong.onnx, input: {scale: zero-to-one}, output: {name: all, values: labels}}
                """);

        // Along the first axis, by default: not a class for each row.
        assertThatThrownBy(() -> judged(experiment))
                .hasMessageContaining("all gives [1, 10] for 256 rows, but must give [256]");
        assertThatThrownBy(() -> experiment("""
                model: {source: onnx, file: wrong.onnx, output: {values: labels}}
                gates:
                  - {metric: log-loss, variant: baseline, atMost: 1}
                """)).hasMessageContaining("log-loss needs probabilities");
    }

    @Test
    void asksWhereTheFileLeavesAChoice() throws Exception {
        new SmallOnnx()
                .floats("w", weights, 784, CLASSES)
                .node("MatMul", "logits", "pixels/0", "w")
                .node("Softmax", "probabilities", "logits")
                .input("pixels/0", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, CLASSES)
                .output("logits", FLOAT32, -1, CLASSES)
                .write(folder.resolve("model.onnx"));

        assertThatThrownBy(() -> judged(experiment("model: {source: onnx, file: model.onnx}\n")))
                .hasMessageEndingWith("model.onnx: it has 2 outputs: output.name must say which is judged;"
                        + " input.scale must say what a pixel becomes; output.values must say what comes out."
                        + "\n    inputs:  pixels/0, float32 [n, 784]"
                        + "\n    outputs: probabilities, float32 [n, 10]; logits, float32 [n, 10]"
                        + "\n  Under model, write what is true of it, such as"
                        + "\n    input: {name: \"pixels/0\", layout: flat, scale: zero-to-one}"
                        + "\n    output: {name: probabilities, values: probabilities}"
                        + "\n  scale: zero-to-one, zero-to-255, {mean: 0.1307, deviation: 0.3081};"
                        + " values: probabilities, logits, labels; layout: flat, nhw, nchw, nhwc");
        assertThatThrownBy(() -> judged(experiment("""
                model:
                  source: onnx
                  file: model.onnx
                  input: {name: other, layout: nchw, scale: zero-to-one}
                  output: {name: logits, values: labels}
                """)))
                .hasMessageContaining("input.name is other, but it has no such input")
                .hasMessageContaining("the output is logits, float32 [n, 10], but labels are of int64, int32, string");
    }

    @Test
    void takesWeightsFromItsFolderAndFromNowhereElse() throws Exception {
        Path models = Files.createDirectories(folder.resolve("models"));
        java.nio.ByteBuffer raw =
                java.nio.ByteBuffer.allocate(weights.length * Float.BYTES).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(weights);
        Files.write(models.resolve("weights.bin"), raw.array());
        Files.write(folder.resolve("secret.bin"), raw.array());
        withWeightsIn("weights.bin").write(models.resolve("inside.onnx"));
        withWeightsIn("../secret.bin").write(models.resolve("outside.onnx"));
        withWeightsIn(folder.resolve("secret.bin").toString()).write(models.resolve("absolute.onnx"));
        Files.createSymbolicLink(models.resolve("link.bin"), folder.resolve("secret.bin"));
        withWeightsIn("link.bin").write(models.resolve("link.onnx"));

        Judgement judgement = judged(experiment(scored("models/inside.onnx")));
        double before =
                judgement.result().runsOf("baseline").get(0).evaluation().logLoss();
        String key = judgement.result().runsOf("baseline").get(0).key();
        for (String refused : List.of("outside", "absolute", "link")) {
            assertThatThrownBy(() -> judged(experiment(scored("models/" + refused + ".onnx"))))
                    .as(refused)
                    .hasMessageContaining("which is not in its folder");
        }
        // They are a part of the model: with others it is another.
        Arrays.fill(raw.array(), (byte) 0);
        Files.write(models.resolve("weights.bin"), raw.array());
        RunResult other = judged(experiment(scored("models/inside.onnx")))
                .result()
                .runsOf("baseline")
                .get(0);
        assertThat(other.key()).isNotEqualTo(key);
        assertThat(other.evaluation().logLoss()).isNotEqualTo(before);
    }

    private SmallOnnx withWeightsIn(String location) {
        return new SmallOnnx()
                .floatsIn(location, "w", 784, CLASSES)
                .node("MatMul", "logits", "pixels", "w")
                .node("Softmax", "probabilities", "logits")
                .input("pixels", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, CLASSES);
    }

    @Test
    void refusesWhatIsNoModelOrAnother() throws Exception {
        byte[] whole = SmallOnnx.softmax(weights, biases).bytes();
        Files.write(folder.resolve("truncated.onnx"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(folder.resolve("text.onnx"), "this is no model, it is a text\n".repeat(10));
        Files.write(folder.resolve("empty.onnx"), new byte[0]);
        new SmallOnnx()
                .node("Flatten", "probabilities", "pixels")
                .input("pixels", FLOAT32, -1, 3, 32, 32)
                .output("probabilities", FLOAT32, -1, CLASSES)
                .write(folder.resolve("colours.onnx"));
        new SmallOnnx()
                .node("Flatten", "probabilities", "pixels")
                .input("pixels", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, -1)
                .write(folder.resolve("wide.onnx"));
        new SmallOnnx()
                .node("Divine", "probabilities", "pixels")
                .input("pixels", FLOAT32, -1, 784)
                .output("probabilities", FLOAT32, -1, CLASSES)
                .write(folder.resolve("operator.onnx"));

        // Of which the disk has next to nothing.
        try (RandomAccessFile huge =
                new RandomAccessFile(folder.resolve("huge.onnx").toFile(), "rw")) {
            huge.setLength((1L << 30) + 1);
        }

        refuses("huge.onnx", "takes 1073741825 bytes with its weights, but may take 1073741824");
        refuses("truncated.onnx", "it ends before what it announces: it is truncated, or no ONNX file");
        refuses("text.onnx", "no ONNX file");
        refuses("empty.onnx", "it has no graph: it is no ONNX model");
        refuses("colours.onnx", "the input is pixels, float32 [n, 3, 32, 32], but images are of 28×28 grey pixels");
        refuses("wide.onnx", "probabilities gives [256, 784] for 256 rows, but must give [256, 10]");
        refuses("operator.onnx", "ONNX Runtime refuses it:", "Divine");
    }

    private void refuses(String file, String... reasons) {
        assertThatThrownBy(() -> judged(experiment(scored(file)))).as(file).satisfies(e -> {
            assertThat(e.getMessage()).contains(file);
            assertThat(e.getMessage()).contains(reasons);
        });
    }

    private static String scored(String file) {
        return "model: {source: onnx, file: " + file
                + ", input: {scale: zero-to-one}, output: {values: probabilities}}\n";
    }

    /** What the layer gives, computed here in double precision. */
    private void predictions(String file) throws IOException {
        StringBuilder csv = new StringBuilder("id");
        for (int label = 0; label < CLASSES; label++) {
            csv.append(",p").append(label);
        }
        csv.append('\n');
        for (int row = 0; row < ROWS; row++) {
            double[] scores = new double[CLASSES];
            double sum = 0;
            for (int label = 0; label < CLASSES; label++) {
                double logit = biases[label];
                for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                    logit += test.pixel(row, pixel) / 255f * (double) weights[pixel * CLASSES + label];
                }
                scores[label] = Math.exp(logit);
                sum += scores[label];
            }
            csv.append(row);
            for (double score : scores) {
                csv.append(String.format(Locale.ROOT, ",%.12f", score / sum));
            }
            csv.append('\n');
        }
        Files.writeString(folder.resolve(file), csv);
    }

    private ExperimentFile experiment(String yaml) throws IOException {
        Files.writeString(
                folder.resolve("digits.yaml"),
                "name: digits\ndataset: {source: generated-digits, training: 100, test: " + ROWS + "}\n" + yaml);
        return lab.read(folder.resolve("digits.yaml")).get(0);
    }

    private Judgement judged(ExperimentFile experiment) throws InterruptedException {
        Judged judged = lab.train(List.of(experiment));
        return judged instanceof Judged.Passed passed
                ? passed.judgements().get(0)
                : ((Judged.Missed) judged).judgements().get(0);
    }
}
