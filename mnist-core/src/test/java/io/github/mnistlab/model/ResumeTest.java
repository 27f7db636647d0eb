package io.github.mnistlab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.file.CheckpointFile;
import io.github.mnistlab.model.step.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** A training that was ended and goes on gives the bits of the one that was not. */
class ResumeTest {
    private static final LabeledImages ROWS = BarImages.bars(200, 10, 1);
    private static final LabeledImages OTHERS = BarImages.bars(150, 10, 2);

    private static final LearningRateSchedule CONSTANT = new LearningRateSchedule.Constant();
    private static final ModelSpec PLAIN =
            new ModelSpec(List.of(32, 16), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0);
    private static final ModelSpec DROPPING =
            new ModelSpec(List.of(32, 16), Activation.TANH, Initializer.HE_NORMAL, 0.25, 1e-3);

    private static final ModelSpec NORMALIZED = new ModelSpec(
            List.of(32, 16), Activation.ELU, Initializer.HE_NORMAL, new Dropout(List.of(0.25, 0.0)), 0, 0.1, true, 2);

    private static final ModelSpec NOISY = new ModelSpec(
            List.of(32, 16), Activation.RELU, Initializer.HE_NORMAL, new Dropout(0), 0, 0.1, true, 0, 0.2);

    @TempDir
    Path folder;

    static Stream<Arguments> trainings() {
        OptimizerSpec adam = OptimizerSpec.Adam.DEFAULT;
        OptimizerSpec nesterov = OptimizerSpec.Nesterov.DEFAULT;
        OptimizerSpec sgd = OptimizerSpec.Sgd.DEFAULT;
        EarlyStoppingSpec best = new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, 9, 0, true);
        return Stream.of(
                Arguments.of("adam", PLAIN, training(adam, CONSTANT, null), null),
                Arguments.of("adam, dropout and L2", DROPPING, training(adam, CONSTANT, null), OTHERS),
                Arguments.of("nesterov, dropout", DROPPING, training(nesterov, CONSTANT, null), OTHERS),
                Arguments.of("nesterov", PLAIN, training(nesterov, new LearningRateSchedule.Step(0.5, 2), null), null),
                Arguments.of("sgd", PLAIN, training(sgd, new LearningRateSchedule.Exponential(0.7), null), OTHERS),
                Arguments.of("sgd, dropout", DROPPING, training(sgd, CONSTANT, null), null),
                Arguments.of("cosine", DROPPING, training(adam, new LearningRateSchedule.Cosine(1e-5), null), null),
                Arguments.of(
                        "one-cycle, warm-up, smoothed labels, decaying weights",
                        DROPPING,
                        new TrainingSpec(
                                4,
                                48,
                                OptimizerSpec.AdamW.DEFAULT,
                                LearningRateSchedule.OneCycle.DEFAULT,
                                null,
                                0.1,
                                1.5,
                                null),
                        OTHERS),
                Arguments.of("averaging", NORMALIZED, averaged(null), OTHERS),
                Arguments.of("averaging, the best", NORMALIZED, averaged(best), OTHERS),
                Arguments.of(
                        "averaging of epochs, noise, gradients cut off",
                        NOISY,
                        new TrainingSpec(4, 48, adam, CONSTANT, null, 0, 0, new AveragingSpec.Swa(0.3), 0.01),
                        OTHERS),
                Arguments.of("batch normalisation", NORMALIZED, training(adam, CONSTANT, best), OTHERS),
                Arguments.of("best is the last", DROPPING, training(adam, CONSTANT, best), OTHERS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainings")
    void afterEveryEpochAndInTheMiddleOfOne(
            String name, ModelSpec model, TrainingSpec training, LabeledImages validation) throws IOException {
        TrainingRequest request = new TrainingRequest(model, training, ROWS, validation, new RandomStreams(7), null);
        Trained whole = train(request, null, new Witness());

        for (int killedIn = 1; killedIn <= 4; killedIn++) {
            CheckpointFile file = new CheckpointFile(folder.resolve("in-" + killedIn), "training");
            kill(request, file, killedIn);
            disturb();
            Witness witness = new Witness();
            assertThat(train(request, file, witness)).isEqualTo(whole);
            assertThat(witness.resumed).isEqualTo(killedIn - 1);
            assertThat(witness.epochs).hasSize(5 - killedIn);
            assertThat(witness.warnings).isEmpty();
        }
    }

    @Test
    void whereImagesAreDistorted() throws IOException {
        AugmentationSpec distorted = new AugmentationSpec(
                AugmentationSpec.Affine.DEFAULT,
                AugmentationSpec.Elastic.DEFAULT,
                AugmentationSpec.Noise.DEFAULT,
                AugmentationSpec.Erase.DEFAULT);
        TrainingSpec training = training(OptimizerSpec.Adam.DEFAULT, CONSTANT, null);
        TrainingRequest request = new TrainingRequest(
                NORMALIZED, training, ROWS, OTHERS, new RandomStreams(7), null, List.of(), distorted);
        Trained whole = train(request, null, new Witness());
        for (int killedIn = 1; killedIn <= 4; killedIn++) {
            CheckpointFile file = new CheckpointFile(folder.resolve("distorted-" + killedIn), "training");
            kill(request, file, killedIn);
            assertThat(train(request, file, new Witness())).isEqualTo(whole);
        }
    }

    @Test
    void asOftenAsItIsKilled() throws IOException {
        TrainingRequest request = new TrainingRequest(
                DROPPING,
                training(OptimizerSpec.Adam.DEFAULT, CONSTANT, null),
                ROWS,
                OTHERS,
                new RandomStreams(3),
                null);
        CheckpointFile file = new CheckpointFile(folder.resolve("made/when/needed"), "training");
        for (int killedIn = 1; killedIn <= 4; killedIn++) {
            kill(request, file, killedIn);
            disturb();
        }
        Trained whole = train(request, null, new Witness());
        assertThat(train(request, file, new Witness())).isEqualTo(whole);
        // Once more after the end, as when the model could not be saved: nothing is left to train.
        Witness witness = new Witness();
        assertThat(train(request, file, witness)).isEqualTo(whole);
        assertThat(witness.resumed).isEqualTo(4);
        assertThat(witness.epochs).isEmpty();
        assertThat(list(folder.resolve("made/when"))).containsExactly("needed");
    }

    @Test
    void earlyStoppingEndsWhereItWouldHaveWithTheBestParametersFromBeforeOrAfter() throws IOException {
        EarlyStoppingSpec stopping = new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.VALIDATION_ACCURACY, 3, 0, true);
        TrainingSpec training = new TrainingSpec(40, 32, OptimizerSpec.Adam.DEFAULT, CONSTANT, stopping);
        TrainingRequest request = new TrainingRequest(PLAIN, training, ROWS, OTHERS, new RandomStreams(1), null);
        Trained whole = train(request, null, new Witness());
        int best = whole.modelEpoch();
        int end = whole.history().size();
        assertThat(whole.stoppedEarly()).isTrue();
        assertThat(best).isBetween(2, end - 3);

        for (int killedIn : new int[] {best, best + 1, best + 2, end}) {
            CheckpointFile file = new CheckpointFile(folder.resolve("in-" + killedIn), "training");
            kill(request, file, killedIn);
            Witness witness = new Witness();
            assertThat(train(request, file, witness))
                    .as("killed in epoch " + killedIn)
                    .isEqualTo(whole);
            assertThat(witness.epochs).hasSize(end - killedIn + 1);
            // Stopped is stopped, and the best is still known.
            Witness after = new Witness();
            assertThat(train(request, file, after)).isEqualTo(whole);
            assertThat(after.epochs).isEmpty();
        }
    }

    @Test
    void aTrainingThatStartedFromAnother() throws IOException {
        TrainingSpec training = training(OptimizerSpec.Adam.DEFAULT, CONSTANT, null);
        try (TrainedModel parent = Trainer.train(
                        new TrainingRequest(DROPPING, training, OTHERS, null, new RandomStreams(5), null), record -> {})
                .model()) {
            TrainingRequest request =
                    new TrainingRequest(DROPPING, training, ROWS, OTHERS, new RandomStreams(7), parent);
            Trained whole = train(request, null, new Witness());
            CheckpointFile file = new CheckpointFile(folder.resolve("child"), "training");
            kill(request, file, 3);
            assertThat(train(request, file, new Witness())).isEqualTo(whole);
        }
    }

    @Test
    void timesOfTheEpochsBeforeAreKept() throws IOException {
        TrainingRequest request = new TrainingRequest(
                PLAIN, training(OptimizerSpec.Sgd.DEFAULT, CONSTANT, null), ROWS, null, new RandomStreams(7), null);
        CheckpointFile file = new CheckpointFile(folder.resolve("timed"), "training");
        Witness first = kill(request, file, 3);
        TrainingOutcome outcome = Trainer.train(request, file, record -> {});
        outcome.model().close();
        assertThat(outcome.history().subList(0, 2)).isEqualTo(first.epochs);
        assertThat(outcome.resumedAfter()).isEqualTo(2);
    }

    private static TrainingSpec training(
            OptimizerSpec optimizer, LearningRateSchedule schedule, EarlyStoppingSpec earlyStopping) {
        // Batches of 48 leave a last one of 8 rows.
        return new TrainingSpec(4, 48, optimizer, schedule, earlyStopping);
    }

    private static TrainingSpec averaged(EarlyStoppingSpec earlyStopping) {
        OptimizerSpec adam = OptimizerSpec.Adam.DEFAULT;
        return new TrainingSpec(4, 48, adam, CONSTANT, earlyStopping, 0, 0, new AveragingSpec.Ema(0.8));
    }

    /** What came out, but for measured times. */
    private record Trained(
            List<EpochRecord> history,
            int modelEpoch,
            boolean stoppedEarly,
            String parameterDigest,
            List<Float> predictions) {}

    private static Trained train(TrainingRequest request, CheckpointFile file, TrainingListener listener) {
        TrainingOutcome outcome = Trainer.train(request, file, listener);
        try (TrainedModel model = outcome.model()) {
            List<Float> predictions = new ArrayList<>();
            for (float probability : model.predict(OTHERS)) {
                predictions.add(probability);
            }
            return new Trained(
                    outcome.history().stream().map(ResumeTest::untimed).toList(),
                    outcome.modelEpoch(),
                    outcome.stoppedEarly(),
                    model.parameterDigest(),
                    predictions);
        }
    }

    private static EpochRecord untimed(EpochRecord record) {
        return new EpochRecord(
                record.epoch(),
                record.trainingLoss(),
                record.trainingAccuracy(),
                record.validationLoss(),
                record.validationAccuracy(),
                record.learningRate(),
                record.parameterDigest(),
                0);
    }

    /** Ends a training in the middle of an epoch. */
    private static Witness kill(TrainingRequest request, CheckpointFile file, int epoch) {
        Witness witness = new Witness(epoch);
        assertThatThrownBy(() -> Trainer.train(request, file, witness)).isInstanceOf(Killed.class);
        return witness;
    }

    /** Leaves ND4J's generator and workspaces as no training would have found them. */
    private static void disturb() {
        Nd4j.getRandom().setSeed(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        Nd4j.rand(100);
        TrainingSpec other = new TrainingSpec(1, 64, OptimizerSpec.Nesterov.DEFAULT, CONSTANT, null);
        Trainer.train(new TrainingRequest(DROPPING, other, OTHERS, null, new RandomStreams(9), null), record -> {})
                .model()
                .close();
    }

    private static List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Remembers what it hears, and ends training in the middle of an epoch. */
    private static final class Witness implements TrainingListener {
        final List<EpochRecord> epochs = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        int resumed;
        private final int killIn;

        Witness() {
            this(Integer.MAX_VALUE);
        }

        Witness(int killIn) {
            this.killIn = killIn;
        }

        @Override
        public void batchEnded(int epoch, int rowsDone, int rows) {
            if (epoch == killIn && rowsDone > rows / 2) {
                throw new Killed();
            }
        }

        @Override
        public void resumed(int epoch) {
            resumed = epoch;
        }

        @Override
        public void warned(String message) {
            warnings.add(message);
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
            epochs.add(epoch);
        }
    }
}
