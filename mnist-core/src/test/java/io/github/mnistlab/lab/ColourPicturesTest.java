package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.external.onnx.SmallOnnx;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.model.NetworkLayer;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.result.RunResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of pictures in colour, from files to judged models. */
class ColourPicturesTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 6;
    private static final int COLORS = 3;
    private static final int PIXELS = HEIGHT * WIDTH;
    private static final List<String> CLASSES = List.of("lemon", "plum", "sky & sea");
    private static final int TEST_ROWS = 36;

    private static final String TRAINED = """
            dataset: {source: folder, folder: fruit, testShare: 0.3, imbalance: {type: counts, counts: {2: 10}}}
            model: {hidden: [8]}
            training: {epochs: 20, batchSize: 10}
            balancing: {method: smote}
            augmentation: {noise: {deviation: 0.02}}
            """;

    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void prepare() throws IOException {
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(QuickWorkers.workers()),
                (level, text) -> {});
        Random random = new Random(1);
        for (int label = 0; label < CLASSES.size(); label++) {
            Path own = Files.createDirectories(folder.resolve("fruit").resolve(CLASSES.get(label)));
            for (int i = 0; i < 40; i++) {
                BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    // Bright in the channel and the columns of its class, with much noise.
                    int bright = pixel % WIDTH / 2 == label ? 0xff << (16 - 8 * label) : 0;
                    picture.setRGB(pixel % WIDTH, pixel / WIDTH, (bright & 0x909090) | (random.nextInt() & 0x6f6f6f));
                }
                ImageIO.write(picture, "png", own.resolve(i + ".png").toFile());
            }
        }
    }

    @Test
    void modelsThatTakePlanesOrPixelsSayWhatTheirNetworkSays() throws Exception {
        judged("trained", TRAINED + "variants:\n  plain: {}\n");
        Path model = folder.resolve("results/trained/model-plain-1.zip");
        PlainNetwork network = PlainNetwork.read(model, PIXELS * COLORS);
        write(network, "nhwc.onnx", new long[] {-1, HEIGHT, WIDTH, COLORS}, feature -> feature);
        // Pixel by pixel three channels, for which the file has plane by plane.
        write(
                network,
                "nchw.onnx",
                new long[] {-1, COLORS, HEIGHT, WIDTH},
                feature -> feature % COLORS * PIXELS + feature / COLORS);

        Judgement judgement = judged("beside", TRAINED + """
                variants:
                  plain: {}
                  exported: {model: {source: onnx, file: results/trained/model-plain-1.onnx}}
                  nhwc: {model: {source: onnx, file: nhwc.onnx, input: {layout: nhwc, scale: zero-to-one}, output: {values: logits}}}
                  nchw: {model: {source: onnx, file: nchw.onnx, input: {layout: nchw, scale: zero-to-one}, output: {values: logits}}}
                gates:
                  - {metric: "recall[sky & sea]", variant: nchw, atLeast: 0.5, confidence: none}
                """);

        RunResult trained = judgement.result().runsOf("plain").get(0);
        assertThat(trained.evaluation().accuracy()).isGreaterThan(0.6);
        for (String variant : List.of("exported", "nhwc", "nchw")) {
            RunResult onnx = judgement.result().runsOf(variant).get(0);
            assertThat(onnx.evaluation().confusionMatrix())
                    .as(variant)
                    .isEqualTo(trained.evaluation().confusionMatrix());
            ByteBuffer floats = bytes(trained);
            ByteBuffer doubles = bytes(onnx);
            for (int i = 0; i < TEST_ROWS * CLASSES.size(); i++) {
                assertThat(doubles.getDouble()).as(variant).isCloseTo(floats.getFloat(), within(1e-5));
            }
        }
        String page = Files.readString(folder.resolve("results/beside/report.html"));
        assertThat(page)
                .contains(
                        "<h4>sky &amp; sea</h4>",
                        "synthetic image of class sky &amp; sea, ",
                        "training image of class plum")
                .doesNotContain("<h4>Class 0</h4>", "image of class 0");
    }

    @Test
    void areExploredByTheNamesOfTheirClasses() throws Exception {
        Path page = lab.explore(List.of(experiment("looked", TRAINED + "variants:\n  plain: {}\n")), Optional.empty())
                .get(0);

        assertThat(Files.readString(page))
                .contains("training images of class sky &amp; sea", "A test image of class plum")
                .doesNotContain("of class 0", "Class 0");
    }

    /**
     * Writes a network of one hidden layer, whose weights are asked for one by one.
     *
     * @param place that the file has for a feature
     */
    private void write(PlainNetwork network, String file, long[] input, IntUnaryOperator place) throws IOException {
        NetworkLayer hidden = network.layers().get(0);
        NetworkLayer output = network.layers().get(1);
        float[] first = weights(hidden);
        float[] moved = new float[first.length];
        for (int feature = 0; feature < hidden.inputs(); feature++) {
            System.arraycopy(
                    first,
                    feature * hidden.outputs(),
                    moved,
                    place.applyAsInt(feature) * hidden.outputs(),
                    hidden.outputs());
        }
        new SmallOnnx()
                .floats("w0", moved, hidden.inputs(), hidden.outputs())
                .floats("b0", biases(hidden), hidden.outputs())
                .floats("w1", weights(output), output.inputs(), output.outputs())
                .floats("b1", biases(output), output.outputs())
                .node("Flatten", "pixels", "image")
                .node("Gemm", "sums", "pixels", "w0", "b0")
                .node("Relu", "units", "sums")
                .node("Gemm", "logits", "units", "w1", "b1")
                .input("image", SmallOnnx.FLOAT32, input)
                .output("logits", SmallOnnx.FLOAT32, -1, output.outputs())
                .write(folder.resolve(file));
    }

    /** Row by row of inputs. */
    private static float[] weights(NetworkLayer layer) {
        float[] weights = new float[layer.inputs() * layer.outputs()];
        double[] nothing = layer.preActivations(new double[layer.inputs()]);
        for (int i = 0; i < layer.inputs(); i++) {
            double[] one = new double[layer.inputs()];
            one[i] = 1;
            double[] sums = layer.preActivations(one);
            for (int unit = 0; unit < layer.outputs(); unit++) {
                weights[i * layer.outputs() + unit] = (float) (sums[unit] - nothing[unit]);
            }
        }
        return weights;
    }

    private static float[] biases(NetworkLayer layer) {
        double[] sums = layer.preActivations(new double[layer.inputs()]);
        float[] biases = new float[sums.length];
        for (int unit = 0; unit < sums.length; unit++) {
            biases[unit] = (float) sums[unit];
        }
        return biases;
    }

    private Judgement judged(String name, String yaml) throws Exception {
        return ((Judged.Passed) lab.train(List.of(experiment(name, yaml))))
                .judgements()
                .get(0);
    }

    private ExperimentFile experiment(String name, String yaml) throws IOException {
        return lab.read(Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\n" + yaml))
                .get(0);
    }

    private ByteBuffer bytes(RunResult run) throws IOException {
        return ByteBuffer.wrap(
                        Files.readAllBytes(folder.resolve("results/beside").resolve(run.predictions())))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
