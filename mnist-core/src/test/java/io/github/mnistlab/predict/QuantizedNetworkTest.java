package io.github.mnistlab.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.file.PlainNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizedNetworkTest {
    private static final LabeledImages TRAINING = SmallNetworks.generated("training", 2000);
    private static final LabeledImages TEST = SmallNetworks.generated("test", 1000);

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void predictsAsDeeplearning4jForEveryActivation(Activation activation) throws IOException {
        assertAgrees(SmallNetworks.train(TRAINING, List.of(48, 32), activation, 2), TEST);
    }

    /** The first layer is large enough for weights of one byte. */
    @Test
    void largeLayersHaveOneByteAWeight() throws IOException {
        TrainedModel model = SmallNetworks.train(TRAINING, List.of(400), Activation.RELU, 2);
        QuantizedNetwork network = assertAgrees(model, TEST);
        assertThat(network.export().layers())
                .extracting(QuantizedNetwork.Exported.Layer::bytes)
                .containsExactly(1, 2);
        assertThat(Base64.getDecoder().decode(network.export().numbers()))
                .hasSize(784 * 400 + 8 * 400 + 2 * 400 * 10 + 8 * 10);
    }

    @Test
    void aSoftmaxRegressionToo() throws IOException {
        QuantizedNetwork network = assertAgrees(SmallNetworks.train(TRAINING, List.of(), Activation.RELU, 3), TEST);
        assertThat(network.export().layers())
                .containsExactly(new QuantizedNetwork.Exported.Layer(784, 10, 2, "identity", 0));
    }

    @Test
    void theSameNetworkGivesTheSameBytesAsManyAsWereSaid() throws IOException {
        try (TrainedModel model = SmallNetworks.train(TRAINING, List.of(30, 7), Activation.LEAKY_RELU, 1)) {
            PlainNetwork network = plain(model);
            QuantizedNetwork.Exported exported = QuantizedNetwork.of(network).export();
            assertThat(exported).isEqualTo(QuantizedNetwork.of(plain(model)).export());
            assertThat(Base64.getDecoder().decode(exported.numbers())).hasSize((int) QuantizedNetwork.bytes(network));
            assertThat(exported.layers().get(0))
                    .isEqualTo(new QuantizedNetwork.Exported.Layer(784, 30, 2, "leaky-relu", 0.2));
        }
    }

    @Test
    void agreesOnMnistsTestImages() throws IOException {
        Optional<Dataset> mnist = SmallNetworks.mnist();
        assumeTrue(mnist.isPresent(), "needs MNIST: give its folder as -Dmnist.dataDirectory=…");
        LabeledImages training = SmallNetworks.first(mnist.get().training().images(), 20_000);
        LabeledImages test = mnist.get().test().images();
        List<List<Integer>> networks = List.of(List.of(), List.of(32), List.of(350), List.of(64, 64, 64, 64, 64));
        for (List<Integer> hidden : networks) {
            assertAgrees(SmallNetworks.train(training, hidden, Activation.SELU, 2), test);
        }
        assertAgrees(SmallNetworks.train(training, List.of(1025, 512, 256), Activation.RELU, 2), test);
    }

    /** The top class on 99.9 % of the images, and the confidence in it within 0.02. */
    private static QuantizedNetwork assertAgrees(TrainedModel model, LabeledImages test) throws IOException {
        try (model) {
            float[] expected = model.predict(test);
            QuantizedNetwork quantized = QuantizedNetwork.of(plain(model));
            double[] found = quantized.network().predict(test.toPixelArray());
            List<Integer> others = new ArrayList<>();
            double most = 0;
            for (int row = 0; row < test.size(); row++) {
                int top = 0;
                int foundTop = 0;
                for (int c = 1; c < 10; c++) {
                    top = expected[row * 10 + c] > expected[row * 10 + top] ? c : top;
                    foundTop = found[row * 10 + c] > found[row * 10 + foundTop] ? c : foundTop;
                }
                if (top != foundTop) {
                    others.add(row);
                }
                most = Math.max(most, Math.abs(expected[row * 10 + top] - found[row * 10 + foundTop]));
            }
            System.out.println(
                    "measured " + plain(model).describe() + ": " + others.size() + " of " + test.size() + ", " + most);
            assertThat(others).hasSizeLessThanOrEqualTo(test.size() / 1000);
            assertThat(most).isLessThan(0.02);
            return quantized;
        }
    }

    private static PlainNetwork plain(TrainedModel model) throws IOException {
        Path file = Files.createTempFile(folder, "model", ".zip");
        model.save(file);
        return PlainNetwork.read(file);
    }
}
