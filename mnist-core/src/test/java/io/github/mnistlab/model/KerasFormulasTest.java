package io.github.mnistlab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.step.Trainer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** What is trained and predicted, against the formulas of Keras 3's documentation worked out in plain double arithmetic. */
class KerasFormulasTest {
    private static final int PIXELS = ImageShape.MNIST_PIXELS;
    private static final LearningRateSchedule HALVING = new LearningRateSchedule.Exponential(0.5);
    private static final RandomStreams STREAMS = new RandomStreams(5);

    static Stream<OptimizerSpec> optimizers() {
        return Stream.of(
                new OptimizerSpec.Sgd(0.5),
                new OptimizerSpec.Nesterov(0.25, 0.75),
                new OptimizerSpec.Adam(0.0625, 0.75, 0.875, 1e-3));
    }

    /** A softmax regression, whose gradient is short to write: every step's loss and the parameters after three steps. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void optimizersStepByTheirFormulas(OptimizerSpec optimizer) {
        double l2 = 0.01;
        int steps = 3;
        ModelSpec model = new ModelSpec(List.of(), Activation.RELU, Initializer.GLOROT_NORMAL, 0, l2);
        LabeledImages rows = BarImages.bars(20, 3, 9);
        TrainingSpec training = new TrainingSpec(steps, 64, optimizer, HALVING, null);
        TrainingOutcome outcome =
                Trainer.train(new TrainingRequest(model, training, rows, rows, STREAMS, null), record -> {});

        double[] w = doubles(InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 3, STREAMS));
        double[] m = new double[w.length];
        double[] v = new double[w.length];
        for (int step = 1; step <= steps; step++) {
            double[] gradient = new double[w.length];
            double loss = softmaxRegression(rows, w, gradient);
            double penalty = 0;
            for (int i = 0; i < 3 * PIXELS; i++) {
                penalty += l2 * w[i] * w[i];
                gradient[i] += 2 * l2 * w[i];
            }
            EpochRecord record = outcome.history().get(step - 1);
            assertThat(record.trainingLoss()).isCloseTo(loss + penalty, within(1e-5));
            double rate = optimizer.learningRate() * Math.pow(0.5, step - 1);
            assertThat(record.learningRate()).isEqualTo(rate);
            for (int i = 0; i < w.length; i++) {
                if (optimizer instanceof OptimizerSpec.Adam adam) {
                    m[i] += (gradient[i] - m[i]) * (1 - adam.beta1());
                    v[i] += (gradient[i] * gradient[i] - v[i]) * (1 - adam.beta2());
                    double alpha =
                            rate * Math.sqrt(1 - Math.pow(adam.beta2(), step)) / (1 - Math.pow(adam.beta1(), step));
                    w[i] -= m[i] * alpha / (Math.sqrt(v[i]) + adam.epsilon());
                } else if (optimizer instanceof OptimizerSpec.Nesterov nesterov) {
                    m[i] = nesterov.momentum() * m[i] - rate * gradient[i];
                    w[i] += nesterov.momentum() * m[i] - rate * gradient[i];
                } else {
                    w[i] -= rate * gradient[i];
                }
            }
            double validation = softmaxRegression(rows, w, new double[w.length]);
            for (int i = 0; i < 3 * PIXELS; i++) {
                validation += l2 * w[i] * w[i];
            }
            assertThat(record.validationLoss()).isCloseTo(validation, within(1e-5));
        }
        try (TrainedModel trained = outcome.model()) {
            float[] found = trained.parameters();
            for (int i = 0; i < w.length; i++) {
                assertThat((double) found[i]).as("parameter %s", i).isCloseTo(w[i], within(1e-5));
            }
        }
    }

    /** Keras's {@code fit} with {@code class_weight}: the sum of the weighted losses over the number of rows. */
    @Test
    void lossWeightsMultiplyTheLossesOfTheirClass() {
        List<Double> weights = List.of(0.25, 1.0, 7.5);
        ModelSpec model = new ModelSpec(List.of(), Activation.RELU, Initializer.GLOROT_NORMAL, 0, 0);
        LabeledImages rows = BarImages.bars(20, 3, 9);
        int steps = 3;
        TrainingSpec training =
                new TrainingSpec(steps, 64, new OptimizerSpec.Sgd(0.125), new LearningRateSchedule.Constant(), null);
        TrainingOutcome outcome =
                Trainer.train(new TrainingRequest(model, training, rows, rows, STREAMS, null, weights), record -> {});

        double[] w = doubles(InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 3, STREAMS));
        for (EpochRecord record : outcome.history()) {
            double[] gradient = new double[w.length];
            double loss = softmaxRegression(rows, w, gradient, weights);
            assertThat(record.trainingLoss()).isCloseTo(loss, within(1e-5));
            for (int i = 0; i < w.length; i++) {
                w[i] -= 0.125 * gradient[i];
            }
            // Not weighted.
            assertThat(record.validationLoss())
                    .isCloseTo(softmaxRegression(rows, w, new double[w.length]), within(1e-5));
        }
        assertThat(outcome.history()).hasSize(steps);
        try (TrainedModel trained = outcome.model()) {
            float[] found = trained.parameters();
            for (int i = 0; i < w.length; i++) {
                assertThat((double) found[i]).as("parameter %s", i).isCloseTo(w[i], within(1e-5));
            }
        }
    }

    /** Whole weights are as many copies of the row, but for the number that the sum is divided by. */
    @Test
    void aWeightOfTwoIsTheRowTwice() {
        ModelSpec model = new ModelSpec(List.of(5), Activation.TANH, Initializer.GLOROT_NORMAL, 0, 0);
        LabeledImages rows = BarImages.bars(12, 2, 9);
        int[] twice = IntStream.concat(
                        IntStream.range(0, rows.size()),
                        IntStream.range(0, rows.size()).filter(row -> rows.label(row) == 1))
                .toArray();
        double scale = (double) twice.length / rows.size();
        LearningRateSchedule constant = new LearningRateSchedule.Constant();
        TrainingSpec weighted = new TrainingSpec(4, 64, new OptimizerSpec.Sgd(0.25), constant, null);
        TrainingSpec copied = new TrainingSpec(4, 64, new OptimizerSpec.Sgd(0.25 * scale), constant, null);

        TrainingOutcome one = Trainer.train(
                new TrainingRequest(model, weighted, rows, null, STREAMS, null, List.of(1.0, 2.0)), record -> {});
        TrainingOutcome two = Trainer.train(
                new TrainingRequest(model, copied, rows.select(twice), null, STREAMS, null), record -> {});

        try (TrainedModel a = one.model();
                TrainedModel b = two.model()) {
            assertThat(doubles(a.parameters())).containsExactly(doubles(b.parameters()), within(1e-5));
        }
        for (int epoch = 0; epoch < 4; epoch++) {
            assertThat(one.history().get(epoch).trainingLoss())
                    .isCloseTo(two.history().get(epoch).trainingLoss() * scale, within(1e-5));
        }
    }

    @Test
    void weightsOfOneChangeNoBit() {
        ModelSpec model = new ModelSpec(List.of(5), Activation.RELU, Initializer.GLOROT_NORMAL, 0, 0);
        LabeledImages rows = BarImages.bars(12, 2, 9);
        TrainingSpec training =
                new TrainingSpec(2, 4, OptimizerSpec.Adam.DEFAULT, new LearningRateSchedule.Constant(), null);

        TrainingOutcome with = Trainer.train(
                new TrainingRequest(model, training, rows, null, STREAMS, null, List.of(1.0, 1.0)), record -> {});
        TrainingOutcome without =
                Trainer.train(new TrainingRequest(model, training, rows, null, STREAMS, null), record -> {});

        try (TrainedModel a = with.model();
                TrainedModel b = without.model()) {
            assertThat(a.parameterDigest()).isEqualTo(b.parameterDigest());
        }
    }

    @Test
    void refusesWhatAreNoLossWeights() {
        LabeledImages rows = BarImages.bars(12, 3, 9);
        for (List<Double> weights : List.of(
                List.of(1.0, 2.0), List.of(1.0, 2.0, 0.0), List.of(1.0, Double.NaN, 1.0), List.of(1.0, -1.0, 1.0))) {
            assertThatThrownBy(() -> new TrainingRequest(
                            ModelSpec.DEFAULT, TrainingSpec.DEFAULT, rows, null, STREAMS, null, weights))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("lossWeights must be");
        }
    }

    private static double softmaxRegression(LabeledImages rows, double[] w, double[] gradient) {
        return softmaxRegression(rows, w, gradient, Collections.nCopies(rows.classes(), 1.0));
    }

    /** Mean cross-entropy; its gradient is added up in {@code gradient}. Parameters are weights by unit, then biases. */
    private static double softmaxRegression(LabeledImages rows, double[] w, double[] gradient, List<Double> weights) {
        int classes = rows.classes();
        double loss = 0;
        for (int row = 0; row < rows.size(); row++) {
            double[] x = pixels(rows, row);
            double[] p = new double[classes];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                double z = w[classes * PIXELS + c];
                for (int i = 0; i < PIXELS; i++) {
                    z += w[c * PIXELS + i] * x[i];
                }
                p[c] = Math.exp(z);
                sum += p[c];
            }
            double weight = weights.get(rows.label(row)) / rows.size();
            loss -= weight * Math.log(p[rows.label(row)] / sum);
            for (int c = 0; c < classes; c++) {
                double delta = weight * (p[c] / sum - (rows.label(row) == c ? 1 : 0));
                gradient[classes * PIXELS + c] += delta;
                for (int i = 0; i < PIXELS; i++) {
                    gradient[c * PIXELS + i] += delta * x[i];
                }
            }
        }
        return loss;
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void activationsPredictByTheirFormulas(Activation activation) {
        ModelSpec spec = new ModelSpec(List.of(9, 7), activation, Initializer.HE_NORMAL, 0, 0);
        float[] parameters = InitialWeights.draw(spec, ImageShape.MNIST_PIXELS, 4, STREAMS);
        for (int i = 0; i < parameters.length; i++) {
            // Biases too, and sums from far below to far above zero.
            parameters[i] = parameters[i] * 3 + (i % 5 - 2) * 0.01f;
        }
        LabeledImages rows = BarImages.bars(30, 4, 3);
        MultiLayerConfiguration configuration = Dl4jNetworks.configuration(
                LayerShape.of(spec, ImageShape.MNIST_PIXELS, 4), List.of(), 0, new Sgd(), 1, DataType.FLOAT);
        try (TrainedModel model = new TrainedModel(Dl4jNetworks.network(configuration, parameters), 4)) {
            float[] found = model.predict(rows);
            for (int row = 0; row < rows.size(); row++) {
                double[] expected = forward(spec, doubles(parameters), pixels(rows, row), 4);
                for (int c = 0; c < 4; c++) {
                    assertThat((double) found[row * 4 + c]).isCloseTo(expected[c], within(2e-5));
                }
            }
        }
    }

    /** In double precision, where differences are sharp: the gradient that Deeplearning4j follows. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void gradientsAreTheSlopesOfTheLoss(Activation activation) {
        assertGradientsAreSlopes(activation, List.of());
    }

    @Test
    void gradientsOfTheWeightedLossAreItsSlopes() {
        assertGradientsAreSlopes(Activation.TANH, List.of(0.5, 3.0, 11.0));
    }

    private static void assertGradientsAreSlopes(Activation activation, List<Double> weights) {
        ModelSpec spec = new ModelSpec(List.of(6, 5), activation, Initializer.HE_UNIFORM, 0, 0);
        LabeledImages rows = BarImages.bars(8, 3, 4);
        float[] parameters = InitialWeights.draw(spec, ImageShape.MNIST_PIXELS, 3, STREAMS);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (i % 7 - 3) * 0.01f;
        }
        MultiLayerNetwork network = Dl4jNetworks.network(
                Dl4jNetworks.configuration(
                        LayerShape.of(spec, ImageShape.MNIST_PIXELS, 3), List.of(), 0, new Sgd(), 1, DataType.DOUBLE),
                parameters);
        Dl4jNetworks.setLossWeights(network.getLayerWiseConfigurations(), weights);
        double[][] features = new double[rows.size()][];
        double[][] labels = new double[rows.size()][3];
        for (int row = 0; row < rows.size(); row++) {
            features[row] = pixels(rows, row);
            labels[row][rows.label(row)] = 1;
        }
        network.setInput(Nd4j.create(features));
        network.setLabels(Nd4j.create(labels));
        network.computeGradientAndScore();
        INDArray gradient = network.gradient().gradient();
        double[] w = doubles(parameters);
        double step = 1e-6;
        for (int i = 0; i < w.length; i += i < PIXELS * 6 ? 97 : 1) {
            double middle = w[i];
            w[i] = middle + step;
            double above = loss(spec, w, rows, weights);
            w[i] = middle - step;
            double below = loss(spec, w, rows, weights);
            w[i] = middle;
            assertThat(gradient.getDouble(i) / rows.size())
                    .as("parameter %s", i)
                    .isCloseTo((above - below) / (2 * step), within(1e-7));
        }
        Dl4jNetworks.close(network);
    }

    /**
     * One step of gradient descent on one image shows what was dropped: a dropped unit's outgoing weights do not move, and
     * those of a unit that was kept move by its activation over the share kept.
     */
    @Test
    void dropoutLeavesOutItsShareOfHiddenUnitsAndScalesUpTheOthers() {
        double dropout = 0.3;
        int units = 2000;
        ModelSpec spec = new ModelSpec(List.of(units), Activation.SIGMOID, Initializer.GLOROT_UNIFORM, dropout, 0);
        LabeledImages row = BarImages.bars(1, 2, 3);
        TrainingSpec training =
                new TrainingSpec(1, 1, new OptimizerSpec.Sgd(1), new LearningRateSchedule.Constant(), null);
        double[] before = doubles(InitialWeights.draw(spec, ImageShape.MNIST_PIXELS, 2, STREAMS));
        double[] after;
        try (TrainedModel model = Trainer.train(
                        new TrainingRequest(spec, training, row, null, STREAMS, null), record -> {})
                .model()) {
            after = doubles(model.parameters());
        }
        double[] x = pixels(row, 0);
        int outgoing = (PIXELS + 1) * units;
        double biasStep = after[outgoing + 2 * units] - before[outgoing + 2 * units];
        int dropped = 0;
        for (int unit = 0; unit < units; unit++) {
            double z = before[PIXELS * units + unit];
            boolean moved = false;
            for (int i = 0; i < PIXELS; i++) {
                z += before[unit * PIXELS + i] * x[i];
                moved |= after[unit * PIXELS + i] != before[unit * PIXELS + i];
            }
            double step = after[outgoing + unit] - before[outgoing + unit];
            if (step == 0) {
                dropped++;
                assertThat(moved).as("weights into dropped unit %s moved", unit).isFalse();
            } else {
                double activation = 1 / (1 + Math.exp(-z));
                assertThat(step / biasStep).isCloseTo(activation / (1 - dropout), within(1e-3));
            }
        }
        // Four standard deviations of a binomial.
        assertThat(dropped / (double) units).isCloseTo(dropout, within(4 * Math.sqrt(0.3 * 0.7 / units)));
    }

    @ParameterizedTest
    @EnumSource(Initializer.class)
    void initialWeightsHaveTheirVarianceAndBound(Initializer initializer) {
        int units = 400;
        ModelSpec spec = new ModelSpec(List.of(units), Activation.RELU, initializer, 0, 0);
        float[] parameters = InitialWeights.draw(spec, ImageShape.MNIST_PIXELS, 10, STREAMS);
        double fanIn = PIXELS;
        double variance = switch (initializer) {
            case GLOROT_UNIFORM, GLOROT_NORMAL -> 2 / (fanIn + units);
            case HE_UNIFORM, HE_NORMAL -> 2 / fanIn;
            case LECUN_UNIFORM, LECUN_NORMAL -> 1 / fanIn;
        };
        double sum = 0;
        double squares = 0;
        double most = 0;
        int count = PIXELS * units;
        for (int i = 0; i < count; i++) {
            sum += parameters[i];
            squares += (double) parameters[i] * parameters[i];
            most = Math.max(most, Math.abs(parameters[i]));
        }
        boolean uniform = initializer.name().endsWith("UNIFORM");
        double bound = uniform ? Math.sqrt(3 * variance) : 2 * Math.sqrt(variance) / 0.87962566;
        assertThat(sum / count).isCloseTo(0, within(5 * Math.sqrt(variance / count)));
        assertThat(squares / count / variance).isCloseTo(1, within(0.01));
        assertThat(most / bound).isBetween(0.999, 1.0001);
        assertThat(Arrays.copyOfRange(parameters, count, count + units)).containsOnly(0);
        assertThat(parameters)
                .hasSize(spec.parameters(ImageShape.MNIST_PIXELS, 10))
                .endsWith(new float[10]);
    }

    private static double loss(ModelSpec spec, double[] w, LabeledImages rows, List<Double> weights) {
        double loss = 0;
        for (int row = 0; row < rows.size(); row++) {
            double weight = weights.isEmpty() ? 1 : weights.get(rows.label(row));
            loss -= weight
                    * Math.log(forward(spec, w, pixels(rows, row), rows.classes())[rows.label(row)])
                    / rows.size();
        }
        return loss;
    }

    private static double[] forward(ModelSpec spec, double[] w, double[] x, int classes) {
        double[] input = x;
        int offset = 0;
        for (int layer = 0; layer <= spec.hidden().size(); layer++) {
            boolean last = layer == spec.hidden().size();
            double[] output = new double[last ? classes : spec.hidden().get(layer)];
            int biases = offset + input.length * output.length;
            double sum = 0;
            for (int unit = 0; unit < output.length; unit++) {
                double z = w[biases + unit];
                for (int i = 0; i < input.length; i++) {
                    z += w[offset + unit * input.length + i] * input[i];
                }
                output[unit] = last ? Math.exp(z) : activate(spec.activation(), z);
                sum += output[unit];
            }
            if (last) {
                for (int unit = 0; unit < output.length; unit++) {
                    output[unit] /= sum;
                }
            }
            offset = biases + output.length;
            input = output;
        }
        return input;
    }

    private static double activate(Activation activation, double x) {
        double scale = 1.0507009873554805;
        double alpha = 1.6732632423543772;
        return switch (activation) {
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : 0.2 * x;
            case ELU -> x > 0 ? x : Math.exp(x) - 1;
            case SELU -> x > 0 ? scale * x : scale * alpha * (Math.exp(x) - 1);
            case GELU -> x / (1 + Math.exp(-1.702 * x));
            case SWISH -> x / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case SOFTPLUS -> Math.log1p(Math.exp(x));
        };
    }

    private static double[] pixels(LabeledImages rows, int row) {
        double[] x = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            x[i] = rows.pixel(row, i) / 255.0;
        }
        return x;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
