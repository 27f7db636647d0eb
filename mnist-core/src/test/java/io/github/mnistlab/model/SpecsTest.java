package io.github.mnistlab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.mnistlab.data.ImageShape;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecsTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Test
    void jsonHasTheShapeOfTheYaml() throws Exception {
        assertThat(JSON.writeValueAsString(ModelSpec.DEFAULT))
                .isEqualTo(
                        "{\"hidden\":[1025,512,256],\"activation\":\"relu\",\"initializer\":\"glorot-uniform\",\"dropout\":0.0,\"l2\":0.0}");
        TrainingSpec spec = new TrainingSpec(
                3,
                128,
                new OptimizerSpec.Nesterov(0.1, 0.5),
                new LearningRateSchedule.Step(0.5, 2),
                EarlyStoppingSpec.DEFAULT);
        String json =
                "{\"epochs\":3,\"batchSize\":128,\"optimizer\":{\"type\":\"nesterov\",\"learningRate\":0.1,\"momentum\":0.5},"
                        + "\"learningRateSchedule\":{\"type\":\"step\",\"factor\":0.5,\"every\":2},"
                        + "\"earlyStopping\":{\"monitor\":\"validation-loss\",\"patience\":10,\"minDelta\":0.0,\"restoreBest\":true}}";
        assertThat(JSON.writeValueAsString(spec)).isEqualTo(json);
        assertThat(JSON.readValue(json, TrainingSpec.class)).isEqualTo(spec);
        String model = JSON.writeValueAsString(ModelSpec.DEFAULT);
        assertThat(JSON.readValue(model, ModelSpec.class)).isEqualTo(ModelSpec.DEFAULT);
        assertThat(JSON.writeValueAsString(TrainingSpec.DEFAULT))
                .isEqualTo("{\"epochs\":10,\"batchSize\":32,"
                        + "\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.001,\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-7},"
                        + "\"learningRateSchedule\":{\"type\":\"constant\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"optimizer\":{\"type\":\"adam\",\"momentum\":0.9}}",
                "{\"optimizer\":{\"type\":\"adagrad\"}}",
                "{\"optimizer\":{}}",
                "{\"learningRateSchedule\":{\"type\":\"constant\",\"factor\":1}}",
                "{\"earlyStopping\":{\"monitor\":\"validationLoss\"}}",
                "{\"epoch\":3}"
            })
    void unknownNamesAreRefused(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, TrainingSpec.class)).isInstanceOf(JsonMappingException.class);
    }

    @Test
    void refusesModelsOutOfRange() {
        assertThatThrownBy(() -> model(List.of(5, 0), 0, 0)).hasMessage("hidden[1] must be 1 to 65536, but is 0");
        assertThatThrownBy(() -> model(List.of(65_537), 0, 0)).hasMessageContaining("65537");
        assertThatThrownBy(() -> model(Collections.nCopies(17, 1), 0, 0))
                .hasMessage("number of hidden layers must be 0 to 16, but is 17");
        assertThat(ModelSpec.DEFAULT.parameters(ImageShape.MNIST_PIXELS, 10)).isEqualTo(1_463_835);
        assertThatThrownBy(() -> model(List.of(65_536, 65_536), 0, 0))
                .hasMessage(
                        "hidden must make at most 268435456 parameters, but [65536, 65536] makes at least 4295294978");
        assertThatThrownBy(() -> model(List.of(), 1, 0))
                .hasMessage("dropout must be at least 0 and below 1, but is 1.0");
        assertThatThrownBy(() -> dropping(List.of(0.1, 0.2, 0.3), 0))
                .hasMessage("dropout must be one share, or one for each of 2 hidden layers, but is [0.1, 0.2, 0.3]");
        assertThatThrownBy(() -> dropping(List.of(0.1, 1.0), 0)).hasMessageContaining("dropout must be");
        assertThatThrownBy(() -> dropping(List.of(), 0)).hasMessageContaining("is none");
        assertThatThrownBy(() -> dropping(List.of(0.1), 1)).hasMessageContaining("inputDropout");
        assertThatThrownBy(() -> new ModelSpec(
                        List.of(), Activation.RELU, Initializer.HE_NORMAL, new Dropout(0), 0, 0, false, -1))
                .hasMessage("maxNorm must be 0 to 1000.0, but is -1.0");
        assertThatThrownBy(() -> new AveragingSpec.Ema(1)).hasMessageContaining("decay");
        assertThatThrownBy(() -> model(List.of(), Double.NaN, 0)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> model(List.of(), 0, -1e-9)).hasMessageContaining("l2 must be 0 to 1000.0");
        assertThat(model(List.of(), 0, 0).hidden()).isEmpty();
    }

    @Test
    void refusesTrainingsOutOfRange() {
        LearningRateSchedule constant = new LearningRateSchedule.Constant();
        OptimizerSpec adam = OptimizerSpec.Adam.DEFAULT;
        assertThatThrownBy(() -> new TrainingSpec(0, 32, adam, constant, null))
                .hasMessage("epochs must be 1 to 100000, but is 0");
        assertThatThrownBy(() -> new TrainingSpec(1, 0, adam, constant, null)).hasMessageContaining("batchSize");
        assertThatThrownBy(() -> new OptimizerSpec.Sgd(0))
                .hasMessage("learningRate must be above 0 and at most 1000.0, but is 0.0");
        assertThatThrownBy(() -> new OptimizerSpec.Sgd(Double.POSITIVE_INFINITY))
                .hasMessageContaining("Infinity");
        assertThatThrownBy(() -> new OptimizerSpec.Adam(0.1, 1, 0.9, 1e-7)).hasMessageContaining("beta1");
        assertThatThrownBy(() -> new OptimizerSpec.Adam(0.1, 0.9, -0.1, 1e-7)).hasMessageContaining("beta2");
        assertThatThrownBy(() -> new OptimizerSpec.Adam(0.1, 0.9, 0.9, 0)).hasMessageContaining("epsilon");
        assertThatThrownBy(() -> new OptimizerSpec.Nesterov(0.1, 1)).hasMessageContaining("momentum");
        assertThatThrownBy(() -> new LearningRateSchedule.Step(0, 1)).hasMessageContaining("factor");
        assertThatThrownBy(() -> new LearningRateSchedule.Step(0.1, 0)).hasMessageContaining("every");
        assertThatThrownBy(() -> new LearningRateSchedule.Exponential(1.1)).hasMessageContaining("decay");
        assertThatThrownBy(() -> new LearningRateSchedule.Cosine(-0.1)).hasMessageContaining("minimum");
        assertThatThrownBy(() -> new LearningRateSchedule.OneCycle(1, 0.1, 0)).hasMessageContaining("peak");
        assertThatThrownBy(() -> new LearningRateSchedule.OneCycle(0.3, 0, 0)).hasMessageContaining("start");
        assertThatThrownBy(() -> new LearningRateSchedule.OneCycle(0.3, 0.1, -1))
                .hasMessageContaining("end");
        assertThatThrownBy(() -> new OptimizerSpec.AdamW(0.1, 0.9, 0.9, 1e-7, 1.5))
                .hasMessage("weightDecay must be 0 to 1, but is 1.5");
        assertThatThrownBy(() -> new TrainingSpec(1, 32, adam, constant, null, 1, 0, null))
                .hasMessage("labelSmoothing must be at least 0 and below 1, but is 1.0");
        assertThatThrownBy(() -> new TrainingSpec(1, 32, adam, constant, null, 0, -1, null))
                .hasMessage("warmUp must be 0 to 100000.0, but is -1.0");
        assertThatThrownBy(() -> new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, -1, 0, true))
                .hasMessageContaining("patience");
        assertThatThrownBy(() -> new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, 1, -1, true))
                .hasMessageContaining("minDelta");
    }

    @Test
    void refusesDistortionsOutOfRange() {
        assertThatThrownBy(() -> new AugmentationSpec.Affine(181, 0, 0, 0)).hasMessageContaining("rotation");
        assertThatThrownBy(() -> new AugmentationSpec.Affine(0, 61, 0, 0)).hasMessageContaining("shear");
        assertThatThrownBy(() -> new AugmentationSpec.Affine(0, 0, 1, 0)).hasMessageContaining("scale");
        assertThatThrownBy(() -> new AugmentationSpec.Affine(0, 0, 0, -1))
                .hasMessage("shift must be 0 to 1024.0, but is -1.0");
        assertThatThrownBy(() -> new AugmentationSpec.Elastic(-1, 4)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> new AugmentationSpec.Elastic(1, 0.5))
                .hasMessage("sigma must be 1 to 1024, but is 0.5");
        assertThatThrownBy(() -> new AugmentationSpec.Noise(2)).hasMessageContaining("deviation");
        assertThatThrownBy(() -> new AugmentationSpec.Erase(2, 1)).hasMessageContaining("share");
        assertThatThrownBy(() -> new AugmentationSpec.Erase(1, 0)).hasMessageContaining("size");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\":\"constant\"}', 0.8, 0.8, 0.8, 0.8",
        "'{\"type\":\"step\",\"factor\":0.5,\"every\":2}', 0.8, 0.8, 0.4, 0.4",
        "'{\"type\":\"exponential\",\"decay\":0.5}', 0.8, 0.4, 0.2, 0.1",
        "'{\"type\":\"cosine\",\"minimum\":0}', 0.8, 0.682842712474619, 0.4, 0.117157287525381",
        "'{\"type\":\"cosine\",\"minimum\":0.5}', 0.8, 0.7414213562373095, 0.6, 0.4585786437626905"
    })
    void schedulesGiveTheRateOfEachEpoch(String json, double first, double second, double third, double fourth)
            throws Exception {
        LearningRateSchedule schedule = JSON.readValue(json, LearningRateSchedule.class);
        double[] expected = {first, second, third, fourth};
        for (int epoch = 1; epoch <= 4; epoch++) {
            assertThat(schedule.rateAt(epoch, 4, 0.8)).isCloseTo(expected[epoch - 1], within(1e-15));
        }
    }

    /** The values of one cycle are those of PyTorch 1.13's OneCycleLR with 10 steps. */
    @Test
    void oneCycleAndWarmUpGoFromStepToStep() {
        TrainingSpec cycle = new TrainingSpec(
                5, 32, new OptimizerSpec.Sgd(0.5), new LearningRateSchedule.OneCycle(0.3, 0.04, 4e-6), null);
        double[] expected = {
            0.02, 0.26, 0.5, 0.475242316, 0.405872827, 0.305631011, 0.194370989, 0.094129173, 0.024759684, 2e-6
        };
        for (int step = 0; step < 10; step++) {
            assertThat(cycle.learningRateAt(1 + step / 2, step % 2, 2)).isCloseTo(expected[step], within(1e-8));
        }
        TrainingSpec warm = new TrainingSpec(
                5, 32, new OptimizerSpec.Sgd(0.8), new LearningRateSchedule.Step(0.5, 2), null, 0, 1.5, null);
        assertThat(List.of(rate(warm, 0), rate(warm, 3), rate(warm, 5), rate(warm, 6), rate(warm, 8)))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
                .containsExactly(0.8 / 6, 0.8 * 4 / 6, 0.8, 0.8, 0.4);
        TrainingSpec none =
                new TrainingSpec(1, 32, OptimizerSpec.Sgd.DEFAULT, LearningRateSchedule.OneCycle.DEFAULT, null);
        assertThat(none.learningRateAt(1, 0, 1)).isPositive().isFinite();
    }

    private static double rate(TrainingSpec training, int step) {
        return training.learningRateAt(1 + step / 4, step % 4, 4);
    }

    @Test
    void dropoutIsANumberOrOneForEachLayer() throws Exception {
        assertThat(JSON.writeValueAsString(new Dropout(0.25))).isEqualTo("0.25");
        assertThat(JSON.readValue("0.25", Dropout.class)).isEqualTo(new Dropout(0.25));
        ModelSpec spec = dropping(List.of(0.5, 0.0), 0.125);
        String json = JSON.writeValueAsString(spec);
        assertThat(json).contains("\"dropout\":[0.5,0.0]", "\"inputDropout\":0.125", "\"batchNormalization\":true");
        assertThat(JSON.readValue(json, ModelSpec.class)).isEqualTo(spec);
        assertThat(spec.droppedInputs()).containsExactly(0.125, 0.5, 0.0);
        assertThat(model(List.of(3, 4), 0.2, 0).droppedInputs()).containsExactly(0.0, 0.2, 0.2);
    }

    private static ModelSpec dropping(List<Double> shares, double inputDropout) {
        return new ModelSpec(
                List.of(3, 4), Activation.RELU, Initializer.HE_NORMAL, new Dropout(shares), 0, inputDropout, true, 0);
    }

    private static ModelSpec model(List<Integer> hidden, double dropout, double l2) {
        return new ModelSpec(hidden, Activation.RELU, Initializer.GLOROT_UNIFORM, dropout, l2);
    }
}
