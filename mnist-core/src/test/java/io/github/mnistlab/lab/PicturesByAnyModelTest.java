package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.experiment.JudgedModel.OnnxOutput;
import io.github.mnistlab.experiment.JudgedModel.Values;
import io.github.mnistlab.experiment.OnnxInput;
import io.github.mnistlab.experiment.PixelScale;
import io.github.mnistlab.external.onnx.SmallOnnx;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.file.OnnxNetworkFile;
import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.model.step.Trainer;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of digits, read with a model of each kind. */
class PicturesByAnyModelTest {
    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();
    private Path pictures;
    private Lab lab;

    @BeforeEach
    void prepare() throws Exception {
        Workers workers = Workers.standard().withLibraries(new Libraries() {
            @Override
            public Found find(String backend, boolean offline) {
                throw new AssertionError("nothing is trained: no library of that kind must be looked for");
            }

            @Override
            public List<Path> onnxRuntime(boolean offline) {
                return ProgramLibraries.ofThisProgram().onnxRuntime(offline);
            }
        });
        lab = new Lab(
                LabSettings.in(folder.resolve("results"))
                        .withStorage(Storage.standard().withCacheDirectory(folder.resolve("cache")))
                        .withWorkers(workers),
                (level, text) -> lines.add(text));
        pictures = Files.createDirectories(folder.resolve("pictures"));
        LabeledImages digits = DigitGenerator.generate(1, "test", 3);
        for (int row = 0; row < digits.size(); row++) {
            BufferedImage picture = new BufferedImage(56, 56, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < 56; y++) {
                for (int x = 0; x < 56; x++) {
                    int paper = 255 - digits.pixel(row, y / 2 * 28 + x / 2);
                    picture.setRGB(x, y, paper << 16 | paper << 8 | paper);
                }
            }
            ImageIO.write(picture, "png", pictures.resolve(row + ".png").toFile());
        }
    }

    @Test
    void anExportedFileReadsThemLikeTheNetworkThatItWas() throws Exception {
        Path saved = folder.resolve("net.zip");
        try (TrainedModel model = trainedForAMoment()) {
            model.save(saved);
        }
        Path exported = folder.resolve("net.onnx");
        Files.write(
                exported,
                OnnxNetworkFile.bytes(
                        PlainNetwork.read(saved),
                        "net",
                        "1",
                        new TreeMap<>(Map.of(
                                "mnist-lab.input.scale", "zero-to-255", "mnist-lab.output.values", "probabilities"))));

        Predicted network = predict(new Model.File(saved));
        Predicted onnx = predict(new Model.File(exported));

        assertThat(onnx.model()).isEqualTo("net.onnx (ONNX, 10 classes)");
        assertThat(onnx.pictures()).hasSize(3);
        for (int picture = 0; picture < 3; picture++) {
            List<Double> expected = network.pictures().get(picture).probabilities();
            for (int label = 0; label < 10; label++) {
                assertThat(onnx.pictures().get(picture).probabilities().get(label))
                        .isCloseTo(expected.get(label), within(1e-5));
            }
        }
        // What was unpacked for ONNX Runtime is gone.
        try (var left = Files.list(folder.resolve("results"))) {
            assertThat(left).containsExactly(onnx.page());
        }
    }

    @Test
    void aForeignFileIsAskedAsOneSays() throws Exception {
        float[] weights = new float[ImageShape.MNIST_PIXELS * 10];
        java.util.Arrays.fill(weights, 0.001f);
        float[] biases = {0, 0, 0, 5, 0, 0, 0, 0, 0, 0};
        Path file = folder.resolve("foreign.onnx");
        SmallOnnx.softmax(weights, biases).write(file);

        assertThatThrownBy(() -> predict(new Model.File(file)))
                .isInstanceOf(LabException.Model.class)
                .hasMessageContaining(
                        "input.scale must say what a pixel becomes; output.values must say what comes out.")
                .hasMessageEndingWith("\n  Here: Model.File, with input and output");
        assertThatThrownBy(() -> predict(new Model.File(
                        file,
                        new OnnxInput(null, OnnxInput.Layout.NCHW, PixelScale.Range.ZERO_TO_ONE),
                        new OnnxOutput(null, Values.PROBABILITIES))))
                .hasMessageContaining("input.layout is nchw, but the input is ");

        Predicted predicted = predict(new Model.File(
                file,
                new OnnxInput(null, null, new PixelScale.Standardized(0.1307, 0.3081)),
                new OnnxOutput(null, Values.PROBABILITIES)));
        assertThat(predicted.pictures())
                .allSatisfy(picture -> assertThat(picture.order().get(0)).isEqualTo(3));
        assertThat(predicted.pictures().get(0).probabilities().get(3))
                .isCloseTo(Math.exp(5) / (Math.exp(5) + 9), within(1e-6));
    }

    @Test
    void whatCannotReadPicturesIsTold() throws Exception {
        assertThatThrownBy(
                        () -> predict(new Model.File(Files.writeString(folder.resolve("p.csv.gz"), "predicted\n1\n"))))
                .isInstanceOf(LabException.Model.class)
                .hasMessageEndingWith(
                        "p.csv.gz is a file of what a model predicted, which cannot read pictures; name the model"
                                + " itself, as ONNX or as Deeplearning4j saves it.");
        assertThatThrownBy(() -> predict(new Model.File(Files.writeString(folder.resolve("no.onnx"), "no model"))))
                .isInstanceOf(LabException.Model.class)
                .hasMessageContaining("no.onnx cannot be read as ONNX: ");
        Path labels = folder.resolve("labels.onnx");
        SmallOnnx.softmax(new float[ImageShape.MNIST_PIXELS * 10], new float[10])
                .output("label", SmallOnnx.INT64, -1)
                .write(labels);
        assertThatThrownBy(() -> predict(new Model.File(
                        labels,
                        new OnnxInput(null, null, PixelScale.Range.ZERO_TO_ONE),
                        new OnnxOutput("label", Values.LABELS))))
                .hasMessageContaining("gives the predicted class alone, but pictures are shown with probabilities");
    }

    private Predicted predict(Model model) {
        return lab.predict(lab.model(model), List.of(pictures));
    }

    private static TrainedModel trainedForAMoment() {
        ModelSpec network = new ModelSpec(List.of(12), Activation.TANH, Initializer.GLOROT_UNIFORM, 0, 0);
        TrainingSpec training =
                new TrainingSpec(2, 32, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);
        LabeledImages rows = DigitGenerator.generate(1, "training", 300);
        return Trainer.train(
                        new TrainingRequest(network, training, rows, null, new RandomStreams(1), null), record -> {})
                .model();
    }
}
