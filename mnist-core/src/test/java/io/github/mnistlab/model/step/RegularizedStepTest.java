package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.AveragingSpec;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.Dropout;
import io.github.mnistlab.model.InitialWeights;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.NetworkBatch;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;

/** Our step with all that a plain network has not. */
class RegularizedStepTest {
    private static final LabeledImages ROWS = BarImages.bars(200, 5, 1);
    private static final ThreadTeam ALONE = new ThreadTeam();
    private static final TrainingSpec TRAINING = new TrainingSpec(
            1,
            16,
            OptimizerSpec.AdamW.DEFAULT,
            new LearningRateSchedule.Constant(),
            null,
            0.05,
            0,
            new AveragingSpec.Ema(0.9));

    @TempDir
    Path folder;

    /** Layers of several blocks, and a team that changes its size from step to step. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void aTeamOfAnySizeComputesTheSameBits(Activation activation) {
        ModelSpec model = model(activation, 1025, 700);
        try (ThreadTeam team = new ThreadTeam();
                TrainingStep alone = step(model, ALONE);
                TrainingStep shared = step(model, team)) {
            alone.beginEpoch(0.002, 3);
            shared.beginEpoch(0.002, 3);
            for (int from = 0; from < ROWS.size(); from += 16) {
                team.resize(1 + from / 16 % 5);
                int count = Math.min(16, ROWS.size() - from);
                assertThat(shared.run(ROWS, order(), from, count)).isEqualTo(alone.run(ROWS, order(), from, count));
            }
            assertThat(shared.parameters()).isEqualTo(alone.parameters());
            assertThat(shared.optimizerState()).isEqualTo(alone.optimizerState());
        }
    }

    @Test
    void goesOnFromAnothersStateToTheBit() {
        ModelSpec model = model(Activation.ELU, 33, 20);
        try (TrainingStep whole = step(model, ALONE);
                TrainingStep first = step(model, ALONE);
                TrainingStep second = step(model, ALONE)) {
            epoch(whole, 1);
            epoch(first, 1);
            second.restore(first.parameters(), first.optimizerState(), 13);
            epoch(whole, 2);
            epoch(second, 2);
            assertThat(second.parameters()).isEqualTo(whole.parameters());
            assertThat(second.modelParameters()).isEqualTo(whole.modelParameters());
            assertThat(second.modelParameters()).isNotEqualTo(whole.parameters());
            assertThat(second.optimizerState()).isEqualTo(whole.optimizerState());
        }
    }

    @Test
    void anotherSeedLeavesOutOthers() {
        ModelSpec model = model(Activation.RELU, 33, 20);
        try (TrainingStep one = step(model, ALONE);
                TrainingStep other = step(model, ALONE)) {
            one.beginEpoch(0.001, 1);
            other.beginEpoch(0.001, 2);
            assertThat(one.run(ROWS, order(), 0, 16).loss())
                    .isNotEqualTo(other.run(ROWS, order(), 0, 16).loss());
        }
    }

    /** A last batch of a single row has no variance. */
    @Test
    void aBatchOfOneRowLeavesAllFinite() {
        try (TrainingStep step = step(model(Activation.RELU, 33, 20), ALONE)) {
            step.beginEpoch(0.001, 1);
            step.run(ROWS, order(), 0, 16);
            assertThat(step.run(ROWS, order(), 16, 1).loss()).isFinite();
            for (float parameter : step.parameters()) {
                assertThat(Float.isFinite(parameter)).isTrue();
            }
        }
    }

    /** And predicts there what it predicted here; there it goes on training, too. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void itsModelOpensWithDeeplearning4j(Activation activation) throws IOException {
        Path file = folder.resolve("model.zip");
        float[] predicted;
        try (TrainingStep step = step(model(activation, 33, 20), ALONE)) {
            for (int epoch = 1; epoch <= 5; epoch++) {
                epoch(step, epoch);
            }
            predicted = step.predict(ROWS);
            try (TrainedModel model = step.model()) {
                model.save(file);
                assertThat(model.predict(ROWS)).isEqualTo(predicted);
            }
        }
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
        NetworkBatch batch = new NetworkBatch(200, ImageShape.MNIST_PIXELS, 5);
        batch.fill(ROWS, IntStream.range(0, 200).toArray(), 0, 200);
        float[] theirs = network.output(batch.features(200)).dup('c').data().asFloat();
        for (int i = 0; i < predicted.length; i++) {
            assertThat(theirs[i]).isCloseTo(predicted[i], org.assertj.core.api.Assertions.within(1e-5f));
        }
        network.fit(batch.features(200), batch.labels(200));
        double before = network.score();
        for (int i = 0; i < 20; i++) {
            network.fit(batch.features(200), batch.labels(200));
        }
        assertThat(network.score()).isLessThan(before);
        batch.close();
        Dl4jNetworks.close(network);
    }

    /** Steps make nothing outside the Java heap that stays. */
    @Test
    void memoryDoesNotGrowWithSteps() throws InterruptedException {
        try (TrainingStep step = step(model(Activation.RELU, 33, 20), ALONE)) {
            epoch(step, 1);
            long before = Nd4j.getMemoryManager().allocatedMemory(0);
            for (int i = 0; i < 100; i++) {
                epoch(step, i);
            }
            // What ND4J makes for a call is freed when the garbage collector has come by.
            for (int i = 0; i < 200 && Nd4j.getMemoryManager().allocatedMemory(0) > before; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(Nd4j.getMemoryManager().allocatedMemory(0)).isLessThanOrEqualTo(before);
        }
    }

    private static ModelSpec model(Activation activation, int first, int second) {
        return new ModelSpec(
                List.of(first, second),
                activation,
                Initializer.GLOROT_UNIFORM,
                new Dropout(List.of(0.25, 0.1)),
                1e-4,
                0.1,
                true,
                1.5);
    }

    private static TrainingStep step(ModelSpec model, ThreadTeam team) {
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, 5, new RandomStreams(11));
        return new DenseTrainingStep(model, TRAINING, FeatureOrder.of(ROWS), 5, 16, initial, List.of(), 1, team);
    }

    private static void epoch(TrainingStep step, int epoch) {
        step.beginEpoch(0.005, epoch);
        for (int from = 0; from < ROWS.size(); from += 16) {
            step.run(ROWS, order(), from, Math.min(16, ROWS.size() - from));
        }
    }

    private static int[] order() {
        return IntStream.range(0, ROWS.size())
                .map(i -> (i * 7 + 3) % ROWS.size())
                .toArray();
    }
}
