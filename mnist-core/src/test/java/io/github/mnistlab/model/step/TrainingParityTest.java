package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.AveragingSpec;
import io.github.mnistlab.model.Dropout;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The formulas of training against PyTorch's, in two steps: {@link ReferenceTraining} goes where PyTorch goes in double
 * precision, and our step in single precision goes where the reference goes, as near as PyTorch's own single precision does.
 */
class TrainingParityTest {
    private static final int PIXELS = ImageShape.MNIST_PIXELS;
    private static final int ROWS = 64;
    private static final int BATCH = 16;
    private static final int STEPS = 50;
    private static final int STEPS_AN_EPOCH = 10;
    private static final int EPOCHS = STEPS / STEPS_AN_EPOCH;
    private static final int CLASSES = 5;
    private static final long DROPOUT_SEED = 42;

    static Stream<JsonNode> trainings() throws IOException {
        try (InputStream stream = TrainingParityTest.class.getResourceAsStream("/vectors/training.json")) {
            return StreamSupport.stream(
                    new JsonMapper().readTree(stream).get("trainings").spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void theReferenceGoesWherePyTorchGoes(JsonNode expected) {
        Case given = new Case(expected);
        ReferenceTraining reference = given.reference(new ReferenceTraining.Masks() {
            @Override
            public double factor(int step, int layer, int row, int unit, int rows) {
                double share = given.model.droppedInputs().get(layer);
                boolean kept = (step * 131 + layer * 71 + row * 37 + unit * 17) % 100 >= Math.round(100 * share);
                return kept ? 1 / (1 - share) : 0;
            }

            @Override
            public double noise(int step, int row, int pixel) {
                return ((step * 89 + row * 53 + pixel * 29) % 101 - 50) / 30.0 * given.model.inputNoise();
            }
        });
        for (int step = 0; step < STEPS; step++) {
            assertThat(given.step(reference, step))
                    .isCloseTo(expected.get("losses").get(step).doubleValue(), within(1e-9));
        }
        double[] parameters = reference.modelParameters();
        JsonNode shown = expected.get("parameters");
        for (int i = 0; i < shown.size(); i++) {
            assertThat(parameters[7 * i])
                    .as("parameter %s", 7 * i)
                    .isCloseTo(shown.get(i).doubleValue(), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void theStepGoesWhereTheReferenceGoesAsNearAsPyTorchsOwn(JsonNode expected) {
        Case given = new Case(expected);
        ReferenceTraining reference = given.reference(new ReferenceTraining.Masks() {
            private final DrawnNoise drawn = new DrawnNoise(given.model.inputNoise());

            @Override
            public double factor(int step, int layer, int row, int unit, int rows) {
                double share = given.model.droppedInputs().get(layer);
                int index = layer == 0 ? row * PIXELS + unit : unit * rows + row;
                boolean kept = new DropoutMask(share).factor(DropoutMask.key(DROPOUT_SEED, step, layer), index) > 0;
                return kept ? 1 / (1 - share) : 0;
            }

            /** Pixels are asked for one after the other. */
            @Override
            public double noise(int step, int row, int pixel) {
                if (pixel == 0) {
                    drawn.begin(DropoutMask.key(DROPOUT_SEED, step, 0), row);
                }
                return drawn.next();
            }
        });
        float[] found;
        try (ThreadTeam team = new ThreadTeam();
                DenseTrainingStep step = new DenseTrainingStep(
                        given.model,
                        given.training,
                        FeatureOrder.of(given.images),
                        CLASSES,
                        BATCH,
                        given.initial,
                        List.of(),
                        1,
                        team)) {
            step.beginEpoch(0, DROPOUT_SEED);
            for (int i = 0; i < STEPS; i++) {
                step.setLearningRate(given.rate(i));
                TrainingStep.Outcome outcome = step.run(given.images, given.order(i), 0, BATCH);
                assertThat(outcome.loss()).isCloseTo(given.step(reference, i), within(1e-4));
                if ((i + 1) % STEPS_AN_EPOCH == 0) {
                    step.endEpoch((i + 1) / STEPS_AN_EPOCH, EPOCHS);
                }
            }
            found = step.modelParameters();
        }
        double[] exact = reference.modelParameters();
        double apart = 0;
        double moved = 0;
        for (int i = 0; i < exact.length; i++) {
            apart += Math.pow(found[i] - exact[i], 2);
            moved += Math.pow(given.initial[i] - exact[i], 2);
        }
        assertThat(Math.sqrt(apart / moved))
                .isLessThan(1.2 * expected.get("distanceOfSingle").doubleValue());
    }

    /** A training, and the images, initial parameters and order that training.py has too. */
    private static final class Case {
        final ModelSpec model;
        final TrainingSpec training;
        final float[] initial;
        final LabeledImages images;

        Case(JsonNode json) {
            List<Double> dropout = new ArrayList<>();
            json.get("dropout").forEach(share -> dropout.add(share.doubleValue()));
            model = new ModelSpec(
                    List.of(12, 8),
                    Activation.RELU,
                    Initializer.GLOROT_UNIFORM,
                    new Dropout(dropout),
                    0,
                    json.get("inputDropout").doubleValue(),
                    json.get("batchNormalization").booleanValue(),
                    json.get("maxNorm").doubleValue(),
                    json.get("inputNoise").doubleValue());
            training = new TrainingSpec(
                    1,
                    BATCH,
                    new OptimizerSpec.AdamW(
                            json.get("learningRate").doubleValue(),
                            0.9,
                            0.999,
                            1e-7,
                            json.get("weightDecay").doubleValue()),
                    LearningRateSchedule.OneCycle.DEFAULT,
                    null,
                    json.get("labelSmoothing").doubleValue(),
                    0,
                    averaging(json),
                    json.get("gradientClipping").doubleValue());
            initial = initial(
                    LayerShape.of(model, ImageShape.MNIST_PIXELS, CLASSES),
                    model.parameters(ImageShape.MNIST_PIXELS, CLASSES));
            images = images();
        }

        private static AveragingSpec averaging(JsonNode json) {
            double decay = json.get("averaging").doubleValue();
            double start = json.get("swaStart").doubleValue();
            if (start > 0) {
                return new AveragingSpec.Swa(start);
            }
            return decay == 0 ? null : new AveragingSpec.Ema(decay);
        }

        private static float[] initial(List<LayerShape> shapes, int count) {
            float[] parameters = new float[count];
            int offset = 0;
            for (LayerShape shape : shapes) {
                int weights = shape.inputs() * shape.outputs();
                int end = offset + weights + (shape.normalized() ? 0 : shape.outputs());
                for (int i = offset; i < end; i++) {
                    parameters[i] = ((i * 7919L + 12345) % 1021 - 510) / 4096f;
                }
                if (shape.normalized()) {
                    int scales = offset + weights + shape.outputs();
                    for (int unit = 0; unit < shape.outputs(); unit++) {
                        parameters[scales + unit] = 1;
                        parameters[scales + 3 * shape.outputs() + unit] = 1;
                    }
                }
                offset += Math.toIntExact(shape.parameters());
            }
            return parameters;
        }

        private static LabeledImages images() {
            byte[] pixels = new byte[ROWS * PIXELS];
            byte[] labels = new byte[ROWS];
            for (int row = 0; row < ROWS; row++) {
                labels[row] = (byte) ((row * row + 3 * row) % CLASSES);
                for (int i = 0; i < PIXELS; i++) {
                    pixels[row * PIXELS + i] = (byte) ((row * 31 + i * 17) % 97 < 20 ? (row * 7 + i * 13) % 256 : 0);
                }
            }
            return new LabeledImages(pixels, labels, CLASSES);
        }

        ReferenceTraining reference(ReferenceTraining.Masks masks) {
            return new ReferenceTraining(model, training, CLASSES, initial, masks);
        }

        /** One step of the reference, from 0; returns its loss. */
        double step(ReferenceTraining reference, int step) {
            int[] order = order(step);
            double[][] pixels = new double[BATCH][PIXELS];
            int[] labels = new int[BATCH];
            for (int row = 0; row < BATCH; row++) {
                labels[row] = images.label(order[row]);
                for (int i = 0; i < PIXELS; i++) {
                    pixels[row][i] = images.pixel(order[row], i) / 255.0;
                }
            }
            double loss = reference.step(pixels, labels, rate(step));
            if ((step + 1) % STEPS_AN_EPOCH == 0) {
                reference.endEpoch((step + 1) / STEPS_AN_EPOCH, EPOCHS);
            }
            return loss;
        }

        double rate(int step) {
            return training.learningRateAt(1, step, STEPS);
        }

        int[] order(int step) {
            return IntStream.range(0, BATCH).map(i -> (step * BATCH + i) % ROWS).toArray();
        }
    }
}
