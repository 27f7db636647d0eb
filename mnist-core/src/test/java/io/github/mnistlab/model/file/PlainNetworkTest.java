package io.github.mnistlab.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.balance.Threshold;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.Dropout;
import io.github.mnistlab.model.FeatureRows;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.Predictor;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.Trainer;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class PlainNetworkTest {
    private static final LabeledImages TRAINING = DigitGenerator.generate(1, "training", 2000);
    private static final LabeledImages TEST = DigitGenerator.generate(1, "test", 1100);

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource(Activation.class)
    void agreesWithDeeplearning4jForEveryActivation(Activation activation) throws IOException {
        assertAgrees(train(List.of(40, 30), activation));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5})
    void agreesWithDeeplearning4jAtAnyDepth(int depth) throws IOException {
        List<Integer> hidden = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            hidden.add(24 - layer);
        }
        assertAgrees(train(hidden, Activation.SELU));
    }

    /** Scales and shifts, running means and variances that training has moved, folded into the weights. */
    @ParameterizedTest
    @EnumSource(
            value = Activation.class,
            names = {"RELU", "TANH"})
    void agreesWithDeeplearning4jOnBatchNormalisation(Activation activation) throws IOException {
        ModelSpec spec =
                new ModelSpec(List.of(40, 30), activation, Initializer.GLOROT_UNIFORM, new Dropout(0.1), 0, 0, true, 0);
        Path file = train(spec, "normalised-" + activation);
        assertAgrees(file);
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
        assertThat(network.getLayers()).hasSize(7);
        float[] theirs;
        try (Predictor predictor = new Predictor(network, ImageShape.MNIST_PIXELS, 10)) {
            theirs = predictor.predict(FeatureRows.of(TEST), TEST.size());
        }
        double[] ours = PlainNetwork.read(file).predict(TEST.toPixelArray());
        for (int row = 0; row < TEST.size(); row++) {
            assertThat(best(ours, row)).isEqualTo(best(doubles(theirs), row));
        }
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static int best(double[] probabilities, int row) {
        int best = 0;
        for (int c = 1; c < 10; c++) {
            best = probabilities[10 * row + c] > probabilities[10 * row + best] ? c : best;
        }
        return best;
    }

    static Stream<Arguments> functionsThatOnlyOtherPeopleUse() {
        return Stream.of(
                Arguments.of("identity", new ActivationIdentity()),
                Arguments.of("elu with alpha", new ActivationELU(0.4)),
                Arguments.of("leaky relu with slope", new ActivationLReLU(0.37)),
                Arguments.of("precise gelu", new ActivationGELU(true)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void functionsThatOnlyOtherPeopleUse(String name, IActivation activation) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(784)
                        .nOut(30)
                        .activation(activation)
                        .build())
                .layer(new OutputLayer.Builder(new LossMCXENT())
                        .nIn(30)
                        .nOut(4)
                        .activation(new ActivationSoftmax())
                        .build())
                .build());
        network.init();
        // Sums on both sides of zero that are not small, so that the functions bend.
        network.params().muli(4);
        Path file = folder.resolve(name + ".zip");
        ModelSerializer.writeModel(network, file.toFile(), false);
        assertAgrees(file);
    }

    @Test
    void correctsAsThresholdDoes() throws IOException {
        int[] counts = {200, 200, 10, 200, 3, 200, 200, 200, 1, 200};
        PlainNetwork network = PlainNetwork.read(train(List.of(12), Activation.RELU));
        double[] plain = network.predict(TEST.toPixelArray());
        float[] single = new float[plain.length];
        for (int i = 0; i < plain.length; i++) {
            single[i] = (float) plain[i];
        }
        float[] expected = new Threshold().correct(single, counts);
        double[] found = network.corrected(new Threshold(), counts).predict(TEST.toPixelArray());
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-5));
        }
        assertThat(network.corrected(new BalancingSpec.None(), counts)).isSameAs(network);
        assertThatThrownBy(() -> network.corrected(new Threshold(), new int[10]))
                .isInstanceOf(NotApplicableException.class);
        assertThatThrownBy(() -> network.corrected(new Threshold(), new int[] {1, 2}))
                .hasMessageContaining("784-12-10");
    }

    @Test
    void readsAndPredictsWithoutDeeplearning4jOnTheClassPath() throws Exception {
        Path file = train(List.of(12), Activation.RELU);
        List<URL> rest = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.matches(".*(nd4j|deeplearning4j|bytedeco).*")) {
                rest.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader alone =
                new URLClassLoader(rest.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> alone.loadClass("org.nd4j.linalg.api.ndarray.INDArray"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> type = alone.loadClass(PlainNetwork.class.getName());
            Object network = type.getMethod("read", Path.class).invoke(null, file);
            Object found = type.getMethod("predict", byte[].class).invoke(network, (Object) TEST.toPixelArray());
            assertThat((double[]) found).isEqualTo(PlainNetwork.read(file).predict(TEST.toPixelArray()));
        }
    }

    @Test
    void saysWhatItIsAndRefusesWhatIsNoImage() throws IOException {
        PlainNetwork network = PlainNetwork.read(train(List.of(12, 7), Activation.TANH));
        assertThat(network.describe()).isEqualTo("784-12-7-10");
        assertThat(network.classes()).isEqualTo(10);
        assertThat(network.predict(new byte[0])).isEmpty();
        assertThatThrownBy(() -> network.predict(new byte[785]))
                .hasMessageContaining("784")
                .hasMessageContaining("785");
        Path text = Files.writeString(folder.resolve("text.zip"), "This is no model.");
        assertThatThrownBy(() -> PlainNetwork.read(text))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("no whole ZIP archive");
    }

    private static void assertAgrees(Path file) throws IOException {
        double[] found = PlainNetwork.read(file).predict(TEST.toPixelArray());
        try (TrainedModel model = ModelFile.open(file)) {
            float[] expected = model.predict(TEST);
            assertThat(found).hasSameSizeAs(expected);
            double most = 0;
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-5));
                most = Math.max(most, expected[i]);
            }
            // A network that knows nothing would agree as well.
            assertThat(most).isGreaterThan(0.6);
        }
    }

    private static Path train(List<Integer> hidden, Activation activation) throws IOException {
        ModelSpec spec = new ModelSpec(hidden, activation, Initializer.GLOROT_UNIFORM, 0, 0);
        return train(spec, activation + "-" + hidden.size());
    }

    private static Path train(ModelSpec spec, String name) throws IOException {
        TrainingSpec training = new TrainingSpec(
                5, 50, new OptimizerSpec.Nesterov(0.1, 0.9), new LearningRateSchedule.Constant(), null);
        Path file = folder.resolve(name + ".zip");
        try (TrainedModel model = Trainer.train(
                        new TrainingRequest(spec, training, TRAINING, null, new RandomStreams(1), null), record -> {})
                .model()) {
            model.save(file);
        }
        return file;
    }
}
