package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.InitialWeights;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.NetworkBatch;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingSpec;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Our own step against Deeplearning4j's. */
class DenseTrainingStepTest {
    private static final int PIXELS = ImageShape.MNIST_PIXELS;
    private static final LabeledImages ROWS = BarImages.bars(200, 5, 1);
    private static final RandomStreams STREAMS = new RandomStreams(11);
    private static final ThreadTeam ALONE = new ThreadTeam();
    private static final LearningRateSchedule CONSTANT = new LearningRateSchedule.Constant();

    @TempDir
    Path folder;

    static Stream<Arguments> gradients() {
        List<Double> weights = List.of(0.25, 1.0, 7.5, 1.0, 2.0);
        Stream<Arguments> plain = Stream.of(Activation.values())
                .map(activation -> Arguments.of(spec(activation, Initializer.GLOROT_UNIFORM, 0), List.of(), ROWS, 48));
        Stream<Arguments> initializers = Stream.of(Initializer.values())
                .map(initializer -> Arguments.of(spec(Activation.TANH, initializer, 0.01), weights, ROWS, 48));
        Stream<Arguments> sizes = Stream.of(1, 15, 16, 17, 200)
                .map(size -> Arguments.of(spec(Activation.RELU, Initializer.HE_NORMAL, 1e-3), weights, ROWS, size));
        ModelSpec none = new ModelSpec(List.of(), Activation.RELU, Initializer.HE_NORMAL, 0, 0.01);
        // So wide that a layer is more than one block, and a column more than one piece.
        ModelSpec wide = new ModelSpec(List.of(700, 20_000), Activation.RELU, Initializer.HE_NORMAL, 0, 0.01);
        // Wide enough for products of only what is not zero; where images are bright or all units active, there is
        // nothing to leave out.
        Stream<Arguments> sparse = Stream.of(ROWS, dark(ROWS), bright(ROWS))
                .flatMap(rows -> Stream.of(Activation.RELU, Activation.ELU)
                        .flatMap(activation -> Stream.of(1, 16, 48)
                                .map(size -> Arguments.of(
                                        new ModelSpec(List.of(130, 97), activation, Initializer.HE_NORMAL, 0, 1e-3),
                                        weights,
                                        rows,
                                        size))));
        return Stream.of(
                        plain,
                        sparse,
                        initializers,
                        sizes,
                        Stream.of(
                                Arguments.of(none, weights, ROWS, 48),
                                Arguments.of(wide, List.of(), ROWS, 16),
                                Arguments.of(spec(Activation.RELU, Initializer.HE_NORMAL, 0), weights, dark(ROWS), 8),
                                Arguments.of(
                                        spec(Activation.SELU, Initializer.HE_NORMAL, 0.1), weights, dark(ROWS), 8)))
                .flatMap(stream -> stream);
    }

    /** The first batch, whole ones, and the last one, which is smaller: gradient and loss at parameters far from zero. */
    @ParameterizedTest
    @MethodSource("gradients")
    void gradientsAreDeeplearning4jsInDoublePrecision(
            ModelSpec model, List<Double> weights, LabeledImages rows, int batchSize) {
        gradientsAreDeeplearning4jsInDoublePrecision(model, shaken(model), weights, rows, batchSize);
    }

    private static void gradientsAreDeeplearning4jsInDoublePrecision(
            ModelSpec model, float[] parameters, List<Double> weights, LabeledImages rows, int batchSize) {
        int[] order = order(rows);
        FeatureOrder pixelOrder = FeatureOrder.of(rows);
        // Its update puts the gradient where the parameters were.
        try (DenseTrainingStep step = new DenseTrainingStep(
                model,
                training(OptimizerSpec.Sgd.DEFAULT),
                pieces -> new GradientsInstead(),
                pixelOrder,
                5,
                batchSize,
                parameters,
                weights,
                1,
                ALONE)) {
            for (int from : new int[] {0, batchSize, rows.size() / batchSize * batchSize, 0}) {
                int count = Math.min(batchSize, rows.size() - from);
                if (count <= 0) {
                    continue;
                }
                step.setParameters(parameters);
                TrainingStep.Outcome outcome = step.run(rows, order, from, count);
                Expected expected = Expected.of(model, parameters, weights, rows, order, from, count);
                assertThat(outcome.loss()).isCloseTo(expected.loss, within(1e-5 * expected.loss));
                assertThat(outcome.correct()).isEqualTo(expected.correct);
                assertCloseByLayer(model, step.parameters(), expected.gradient);
            }
        }
    }

    /** The same where few units of the first layer are active, and where nearly all are. */
    @ParameterizedTest
    @ValueSource(floats = {-1.5f, -0.5f, 0, 0.5f, 1.5f})
    void gradientsDoNotDependOnHowManyUnitsAreActive(float shift) {
        ModelSpec model = new ModelSpec(List.of(150, 110), Activation.RELU, Initializer.HE_NORMAL, 0, 0);
        float[] parameters = shaken(model);
        LayerShape firstLayer = LayerShape.of(model, PIXELS, 5).get(0);
        for (int unit = 0; unit < firstLayer.outputs(); unit++) {
            parameters[firstLayer.inputs() * firstLayer.outputs() + unit] += shift;
        }
        gradientsAreDeeplearning4jsInDoublePrecision(model, parameters, List.of(), ROWS, 48);
    }

    /** Else these weights would spoil the loss. */
    @Test
    void neitherDarkPixelsNorInactiveUnitsAreMultiplied() {
        ModelSpec model = new ModelSpec(List.of(150, 110), Activation.RELU, Initializer.HE_NORMAL, 0, 0);
        float[] parameters = shaken(model);
        List<LayerShape> layers = LayerShape.of(model, PIXELS, 5);
        int firstBias = layers.get(0).inputs() * layers.get(0).outputs();
        int secondLayer = firstBias + layers.get(0).outputs();
        int pixel = IntStream.range(0, PIXELS)
                .filter(lit -> ROWS.image(0)[lit] != 0)
                .findFirst()
                .orElseThrow();
        int inactive = 7;
        for (int unit = 0; unit < layers.get(0).outputs(); unit++) {
            parameters[unit * PIXELS + pixel] = Float.NaN;
            parameters[firstBias + unit] -= unit == inactive ? 1e6f : 1.5f;
        }
        for (int unit = 0; unit < layers.get(1).outputs(); unit++) {
            parameters[secondLayer + unit * layers.get(1).inputs() + inactive] = Float.NaN;
        }
        int[] dark = IntStream.range(0, ROWS.size())
                .filter(row -> ROWS.image(row)[pixel] == 0)
                .limit(16)
                .toArray();
        try (DenseTrainingStep step = new DenseTrainingStep(
                model,
                training(OptimizerSpec.Sgd.DEFAULT),
                FeatureOrder.of(ROWS),
                5,
                16,
                parameters,
                List.of(),
                1,
                ALONE)) {
            assertThat(step.run(ROWS, dark, 0, 16).loss()).isFinite();
            step.setParameters(parameters);
            assertThat(step.run(ROWS, new int[] {0}, 0, 1).loss()).isNaN();
        }
    }

    private static void assertCloseByLayer(ModelSpec model, float[] found, double[] expected) {
        int offset = 0;
        for (LayerShape layer : LayerShape.of(model, ImageShape.MNIST_PIXELS, 5)) {
            int end = offset + Math.toIntExact(layer.parameters());
            double most = IntStream.range(offset, end)
                    .mapToDouble(i -> Math.abs(expected[i]))
                    .max()
                    .getAsDouble();
            for (int i = offset; i < end; i++) {
                if (!(Math.abs(found[i] - expected[i]) <= 1e-5 * most)) {
                    assertThat((double) found[i]).as("slope %s", i).isCloseTo(expected[i], within(1e-5 * most));
                }
            }
            offset = end;
        }
    }

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                new OptimizerSpec.Sgd(0.05), new OptimizerSpec.Nesterov(0.02, 0.9), OptimizerSpec.Adam.DEFAULT);
    }

    /** Every schedule, 3 epochs of 13 steps, the last smaller: within a thousandth of the way that the parameters went. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void goesWhereDeeplearning4jGoes(OptimizerSpec optimizer) {
        for (LearningRateSchedule schedule : List.of(
                CONSTANT,
                new LearningRateSchedule.Step(0.5, 1),
                new LearningRateSchedule.Exponential(0.5),
                new LearningRateSchedule.Cosine(1e-4),
                LearningRateSchedule.OneCycle.DEFAULT)) {
            for (double l2 : new double[] {0, 1e-3}) {
                ModelSpec model = spec(Activation.TANH, Initializer.GLOROT_UNIFORM, l2);
                TrainingSpec training = new TrainingSpec(3, 16, optimizer, schedule, null);
                float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
                LabeledImages rows = dark(ROWS);
                try (TrainingStep ours = ours(model, optimizer, rows, initial);
                        TrainingStep theirs = new Dl4jTrainingStep(
                                model, optimizer, ImageShape.MNIST_PIXELS, 5, 16, initial, List.of(), 1)) {
                    train(ours, training, rows);
                    train(theirs, training, rows);
                    float[] expected = theirs.parameters();
                    assertThat(distance(ours.parameters(), expected) / distance(initial, expected))
                            .isLessThan(1e-3);
                    assertThat(ours.penalty()).isCloseTo(theirs.penalty(), within(1e-5));
                }
            }
        }
    }

    /** Whatever its state is made of, another step goes on from it to the bit; so too where a batch has been smaller. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void goesOnFromAnothersStateToTheBit(OptimizerSpec optimizer) {
        ModelSpec model = spec(Activation.ELU, Initializer.HE_UNIFORM, 1e-3);
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
        int[] order = order(ROWS);
        try (TrainingStep whole = ours(model, optimizer, ROWS, initial);
                TrainingStep first = ours(model, optimizer, ROWS, initial);
                TrainingStep second = ours(model, optimizer, ROWS, new float[initial.length])) {
            epoch(whole, ROWS, order, 0.01);
            epoch(first, ROWS, order, 0.01);
            assertThat(first.parameters()).isEqualTo(whole.parameters());
            assertThat(first.optimizerState()).hasSize(initial.length * optimizer.statesPerParameter());
            second.restore(first.parameters(), first.optimizerState(), 13);
            epoch(whole, ROWS, order, 0.005);
            epoch(second, ROWS, order, 0.005);
            assertThat(second.parameters()).isEqualTo(whole.parameters());
            assertThat(second.optimizerState()).isEqualTo(whole.optimizerState());
            assertThat(second.predict(ROWS)).isEqualTo(whole.predict(ROWS));
        }
    }

    /** Layers of several blocks, and a team that changes its size from step to step. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void aTeamOfAnySizeComputesTheSameBits(Activation activation) {
        ModelSpec model = new ModelSpec(List.of(1025, 700), activation, Initializer.GLOROT_UNIFORM, 0, 1e-3);
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
        int[] order = order(ROWS);
        try (ThreadTeam team = new ThreadTeam();
                TrainingStep alone = ours(model, OptimizerSpec.Adam.DEFAULT, ROWS, initial);
                TrainingStep shared = ours(model, OptimizerSpec.Adam.DEFAULT, ROWS, initial, team)) {
            for (int from = 0; from < order.length; from += 16) {
                team.resize(1 + from / 16 % 5);
                int count = Math.min(16, order.length - from);
                assertThat(shared.run(ROWS, order, from, count)).isEqualTo(alone.run(ROWS, order, from, count));
            }
            assertThat(shared.parameters()).isEqualTo(alone.parameters());
            assertThat(shared.optimizerState()).isEqualTo(alone.optimizerState());
        }
    }

    /** One thread joins the products that several would share, but for small ones; pixels after the first are dark. */
    @ParameterizedTest
    @CsvSource({
        "1, 784, 1025 1026 513",
        "3, 784, 1025 1026 513",
        "7, 512, 1500 512 10",
        "16, 511, 2049 64 700",
        "48, 256, 1025 1026 513",
        "64, 784, 1025 1026 513",
        "100, 784, 385 2100 3"
    })
    void bitsDoNotDependOnWhetherProductsAreJoined(int batchSize, int pixels, String hidden) {
        List<Integer> units =
                Stream.of(hidden.split(" ", -1)).map(Integer::valueOf).toList();
        ModelSpec model = new ModelSpec(units, Activation.RELU, Initializer.HE_NORMAL, 0, 0);
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
        LabeledImages rows = darkAfter(pixels);
        int[] order = order(rows);
        OptimizerSpec adam = OptimizerSpec.Adam.DEFAULT;
        try (ThreadTeam team = new ThreadTeam();
                TrainingStep alone = ours(model, adam, rows, initial, ALONE, batchSize);
                TrainingStep shared = ours(model, adam, rows, initial, team, batchSize)) {
            team.resize(2);
            for (int from = 0; from < Math.min(order.length, 6 * batchSize); from += batchSize) {
                int count = Math.min(batchSize, order.length - from);
                assertThat(shared.run(rows, order, from, count)).isEqualTo(alone.run(rows, order, from, count));
            }
            assertThat(shared.parameters()).isEqualTo(alone.parameters());
            assertThat(shared.optimizerState()).isEqualTo(alone.optimizerState());
        }
    }

    private static LabeledImages darkAfter(int pixels) {
        byte[] all = ROWS.toPixelArray();
        for (int i = 0; i < all.length; i++) {
            if (i % PIXELS >= pixels) {
                all[i] = 0;
            }
        }
        return new LabeledImages(all, ROWS.labels(), ROWS.classes());
    }

    /** Pixels that a batch leaves dark are left out of its products, but their weights go on moving. */
    @Test
    void weightsOfDarkPixelsKeepTheirMomentum() {
        ModelSpec model = spec(Activation.RELU, Initializer.GLOROT_UNIFORM, 0);
        LabeledImages dark = new LabeledImages(new byte[16 * PIXELS], new byte[16], 5);
        OptimizerSpec optimizer = OptimizerSpec.Adam.DEFAULT;
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
        try (TrainingStep ours = ours(model, optimizer, ROWS, initial);
                TrainingStep theirs =
                        new Dl4jTrainingStep(model, optimizer, ImageShape.MNIST_PIXELS, 5, 16, initial, List.of(), 1)) {
            for (TrainingStep step : List.of(ours, theirs)) {
                step.beginEpoch(0.001, 1);
                step.run(ROWS, order(ROWS), 0, 16);
                step.run(dark, order(dark), 0, 16);
            }
            float[] expected = theirs.parameters();
            assertThat(distance(ours.parameters(), expected) / distance(initial, expected))
                    .isLessThan(1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void itsModelIsTheOneThatDeeplearning4jWouldHaveMadeAndGoesOnTraining(Activation activation) throws IOException {
        ModelSpec model = spec(activation, Initializer.GLOROT_UNIFORM, 1e-3);
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
        List<Double> weights = List.of(0.25, 1.0, 7.5, 1.0, 2.0);
        OptimizerSpec optimizer = new OptimizerSpec.Adam(0.002, 0.8, 0.99, 1e-6);
        Path ours = folder.resolve("ours.zip");
        Path theirs = folder.resolve("theirs.zip");
        try (TrainingStep step = new DenseTrainingStep(
                        model, training(optimizer), FeatureOrder.of(ROWS), 5, 16, initial, weights, 42, ALONE);
                TrainingStep reference =
                        new Dl4jTrainingStep(model, optimizer, ImageShape.MNIST_PIXELS, 5, 16, initial, weights, 42)) {
            epoch(step, ROWS, order(ROWS), 0.01);
            epoch(reference, ROWS, order(ROWS), 0.01);
            try (TrainedModel a = step.model();
                    TrainedModel b = reference.model()) {
                a.save(ours);
                b.save(theirs);
                assertThat(a.parameters()).isEqualTo(step.parameters());
                assertThat(a.predict(ROWS)).isEqualTo(step.predict(ROWS));
            }
        }
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(ours.toFile());
        assertThat(network.getLayerWiseConfigurations().toJson())
                .isEqualTo(ModelSerializer.restoreMultiLayerNetwork(theirs.toFile())
                        .getLayerWiseConfigurations()
                        .toJson());
        NetworkBatch batch = new NetworkBatch(200, ImageShape.MNIST_PIXELS, 5);
        batch.fill(ROWS, order(ROWS), 0, 200);
        network.fit(batch.features(200), batch.labels(200));
        double before = network.score();
        for (int i = 0; i < 20; i++) {
            network.fit(batch.features(200), batch.labels(200));
        }
        assertThat(network.score()).isLessThan(before);
        batch.close();
        Dl4jNetworks.close(network);
    }

    @Test
    void pixelsAreKeptByHowOftenTheyAreLit() {
        byte[] pixels = new byte[3 * PIXELS];
        pixels[5] = 1;
        pixels[PIXELS + 5] = (byte) 200;
        pixels[PIXELS + 700] = 1;
        pixels[2 * PIXELS + 3] = 1;
        int[] order = FeatureOrder.of(new LabeledImages(pixels, new byte[3], 2)).order();
        assertThat(order)
                .startsWith(5, 3, 700, 0, 1, 2, 4, 6)
                .doesNotHaveDuplicates()
                .hasSize(PIXELS);
    }

    @Test
    void pixelsAreSparseUnlessManyAreLitOrNoiseIsAdded() {
        assertThat(FeatureOrder.of(dark(ROWS)).isSparse()).isTrue();
        assertThat(FeatureOrder.of(bright(ROWS)).isSparse()).isFalse();
        assertThat(FeatureOrder.of(dark(ROWS)).withNoise().isSparse()).isFalse();
    }

    /** Steps make nothing outside the Java heap that stays. */
    @Test
    void memoryDoesNotGrowWithSteps() throws InterruptedException {
        ModelSpec model = spec(Activation.RELU, Initializer.GLOROT_UNIFORM, 1e-3);
        try (TrainingStep step = ours(
                model,
                OptimizerSpec.Adam.DEFAULT,
                ROWS,
                InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS))) {
            epoch(step, ROWS, order(ROWS), 0.01);
            long before = Nd4j.getMemoryManager().allocatedMemory(0);
            for (int i = 0; i < 100; i++) {
                epoch(step, ROWS, order(ROWS), 0.01);
            }
            // What ND4J makes for a call is freed when the garbage collector has come by.
            for (int i = 0; i < 200 && Nd4j.getMemoryManager().allocatedMemory(0) > before; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(Nd4j.getMemoryManager().allocatedMemory(0)).isLessThanOrEqualTo(before);
        }
    }

    private static ModelSpec spec(Activation activation, Initializer initializer, double l2) {
        return new ModelSpec(List.of(33, 20), activation, initializer, 0, l2);
    }

    private static TrainingStep ours(ModelSpec model, OptimizerSpec optimizer, LabeledImages rows, float[] initial) {
        return ours(model, optimizer, rows, initial, ALONE);
    }

    private static TrainingStep ours(
            ModelSpec model, OptimizerSpec optimizer, LabeledImages rows, float[] initial, ThreadTeam team) {
        return ours(model, optimizer, rows, initial, team, 16);
    }

    private static TrainingStep ours(
            ModelSpec model,
            OptimizerSpec optimizer,
            LabeledImages rows,
            float[] initial,
            ThreadTeam team,
            int batchSize) {
        return new DenseTrainingStep(
                model, training(optimizer), FeatureOrder.of(rows), 5, batchSize, initial, List.of(), 1, team);
    }

    /** Of which epochs, batch size and schedule are not the step's business. */
    private static TrainingSpec training(OptimizerSpec optimizer) {
        return new TrainingSpec(1, 16, optimizer, CONSTANT, null);
    }

    /** Initial weights, and biases that are not zero. */
    private static float[] shaken(ModelSpec model) {
        float[] parameters = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, STREAMS);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (i % 7 - 3) * 0.01f;
        }
        return parameters;
    }

    /** The same with most pixels dark, in every other image all of them. */
    private static LabeledImages dark(LabeledImages rows) {
        byte[] pixels = rows.toPixelArray().clone();
        for (int i = 0; i < pixels.length; i++) {
            if (i % PIXELS % 5 != 0 || i / PIXELS % 2 == 0) {
                pixels[i] = 0;
            }
        }
        return new LabeledImages(pixels, rows.labels(), rows.classes());
    }

    /** The same in negative. */
    private static LabeledImages bright(LabeledImages rows) {
        byte[] pixels = rows.toPixelArray().clone();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~pixels[i];
        }
        return new LabeledImages(pixels, rows.labels(), rows.classes());
    }

    private static int[] order(LabeledImages rows) {
        return IntStream.range(0, rows.size())
                .map(i -> (i * 7 + 3) % rows.size())
                .toArray();
    }

    private static void train(TrainingStep step, TrainingSpec training, LabeledImages rows) {
        for (int epoch = 1; epoch <= training.epochs(); epoch++) {
            epoch(step, rows, order(rows), training.learningRateAt(epoch, 0, 13));
        }
    }

    private static void epoch(TrainingStep step, LabeledImages rows, int[] order, double learningRate) {
        step.beginEpoch(learningRate, 1);
        for (int from = 0; from < order.length; from += 16) {
            step.run(rows, order, from, Math.min(16, order.length - from));
        }
    }

    private static double distance(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.pow((double) one[i] - other[i], 2);
        }
        return Math.sqrt(sum);
    }

    /** Deeplearning4j's gradient and score in double precision, and the slopes of the penalty. */
    private static final class Expected {
        final double[] gradient;
        final double loss;
        final int correct;

        private Expected(double[] gradient, double loss, int correct) {
            this.gradient = gradient;
            this.loss = loss;
            this.correct = correct;
        }

        static Expected of(
                ModelSpec model,
                float[] parameters,
                List<Double> weights,
                LabeledImages rows,
                int[] order,
                int from,
                int count) {
            MultiLayerNetwork network = Dl4jNetworks.network(
                    Dl4jNetworks.configuration(
                            LayerShape.of(model, ImageShape.MNIST_PIXELS, 5),
                            List.of(),
                            model.l2(),
                            new Sgd(),
                            1,
                            DataType.DOUBLE),
                    parameters);
            Dl4jNetworks.setLossWeights(network.getLayerWiseConfigurations(), weights);
            double[][] features = new double[count][PIXELS];
            double[][] labels = new double[count][5];
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < PIXELS; i++) {
                    features[row][i] = rows.pixel(order[from + row], i) / 255.0;
                }
                labels[row][rows.label(order[from + row])] = 1;
            }
            network.setInput(Nd4j.create(features));
            network.setLabels(Nd4j.create(labels));
            network.computeGradientAndScore();
            double[] gradient = network.gradient().gradient().toDoubleVector();
            int offset = 0;
            for (LayerShape layer : LayerShape.of(model, ImageShape.MNIST_PIXELS, 5)) {
                int biases = offset + layer.inputs() * layer.outputs();
                int end = biases + layer.outputs();
                for (int i = offset; i < end; i++) {
                    gradient[i] = gradient[i] / count + (i < biases ? 2 * model.l2() * parameters[i] : 0);
                }
                offset = end;
            }
            INDArray output = network.output(Nd4j.create(features));
            int correct = 0;
            for (int row = 0; row < count; row++) {
                boolean right = true;
                for (int c = 0; c < 5; c++) {
                    right &= output.getDouble(row, c) <= output.getDouble(row, rows.label(order[from + row]));
                }
                correct += right ? 1 : 0;
            }
            Expected expected = new Expected(gradient, network.score(), correct);
            Dl4jNetworks.close(network);
            return expected;
        }
    }

    /** Puts the gradient in the place of the parameters. */
    private static final class GradientsInstead implements ParameterUpdate {
        @Override
        public void beginStep(double learningRate, long step) {
            // Nothing depends on it.
        }

        @Override
        public void apply(int piece, float[] parameters, float[] gradient, int count) {
            System.arraycopy(gradient, 0, parameters, 0, count);
        }

        @Override
        public float[] state() {
            return new float[0];
        }

        @Override
        public void restore(float[] state) {
            // There is none.
        }
    }
}
