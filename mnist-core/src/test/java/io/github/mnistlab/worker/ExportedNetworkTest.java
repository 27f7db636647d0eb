package io.github.mnistlab.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.external.onnx.OnnxCall;
import io.github.mnistlab.external.onnx.OnnxCalls;
import io.github.mnistlab.external.onnx.OnnxFile;
import io.github.mnistlab.model.DenseLayer;
import io.github.mnistlab.model.UnitFunction;
import io.github.mnistlab.model.file.OnnxNetworkFile;
import io.github.mnistlab.model.file.PlainNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks written as ONNX give in ONNX Runtime what they give here, whatever their units do. */
class ExportedNetworkTest {
    private static final int ROWS = 300;
    private static final int CLASSES = 7;
    private static final int UNITS = 24;

    @TempDir
    private Path folder;

    /** Each kind of unit stands near the beginning in one of the two, where a fault shows most. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesTheProbabilitiesOfTheNetwork(boolean forward) throws Exception {
        Random random = new Random(3);
        List<UnitFunction.Kind> kinds = new ArrayList<>(List.of(UnitFunction.Kind.values()));
        if (!forward) {
            Collections.reverse(kinds);
        }
        List<DenseLayer> layers = new ArrayList<>();
        int inputs = ImageShape.MNIST_PIXELS;
        for (UnitFunction.Kind kind : kinds) {
            layers.add(layer(random, inputs, UNITS, new UnitFunction(kind, 0.3)));
            inputs = UNITS;
        }
        layers.add(layer(random, inputs, CLASSES, new UnitFunction(UnitFunction.Kind.IDENTITY)));
        PlainNetwork network = new PlainNetwork(layers);
        byte[] pixels = new byte[ROWS * ImageShape.MNIST_PIXELS];
        random.nextBytes(pixels);
        Path model = Files.write(
                folder.resolve("model.onnx"),
                OnnxNetworkFile.bytes(
                        network,
                        "a network",
                        "1",
                        new TreeMap<>(Map.of(
                                "mnist-lab.input.scale", "zero-to-255", "mnist-lab.output.values", "probabilities"))));
        // The file says itself how it is asked.
        OnnxCall call =
                OnnxCalls.of(OnnxFile.read(model), new JudgedModel.Onnx("model.onnx", null, null), ImageShape.MNIST);

        byte[] answers = new ForkedOnnx(folder, Duration.ofSeconds(60), 2000).answer(model, call, pixels, CLASSES);

        double[] expected = network.predict(pixels);
        ByteBuffer given = ByteBuffer.wrap(answers).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(given.remaining()).isEqualTo(expected.length * Double.BYTES);
        double least = 1;
        double most = 0;
        for (double probability : expected) {
            assertThat(given.getDouble()).isCloseTo(probability, within(1e-5));
            least = Math.min(least, probability);
            most = Math.max(most, probability);
        }
        // Were they all alike, nothing would be shown.
        assertThat(most - least).isGreaterThan(0.1);
    }

    private static DenseLayer layer(Random random, int inputs, int outputs, UnitFunction function) {
        float[] weights = new float[inputs * outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * 2 / Math.sqrt(inputs));
        }
        float[] biases = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            biases[i] = (float) random.nextGaussian() / 4;
        }
        return new DenseLayer(inputs, outputs, weights, biases, function);
    }
}
