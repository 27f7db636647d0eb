package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.BarImages;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainedModel;
import io.github.mnistlab.model.TrainingDivergedException;
import io.github.mnistlab.model.TrainingListener;
import io.github.mnistlab.model.TrainingOutcome;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final LabeledImages ROWS = BarImages.bars(1000, 10, 1);
    private static final LabeledImages OTHERS = BarImages.bars(700, 10, 2);
    private static final LearningRateSchedule CONSTANT = new LearningRateSchedule.Constant();
    private static final ModelSpec SMALL =
            new ModelSpec(List.of(32, 16), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0);
    private static final ModelSpec DROPPING =
            new ModelSpec(List.of(32, 16), Activation.TANH, Initializer.GLOROT_NORMAL, 0.25, 1e-5);

    @Test
    void learns() {
        List<EpochRecord> told = new ArrayList<>();
        TrainingOutcome outcome = Trainer.train(request(SMALL, training(8), OTHERS, 1, null), told::add);
        try (TrainedModel model = outcome.model()) {
            assertThat(told).isEqualTo(outcome.history()).hasSize(8);
            assertThat(told).extracting(EpochRecord::epoch).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
            EpochRecord last = told.get(7);
            assertThat(last.trainingAccuracy()).isGreaterThan(0.95);
            assertThat(last.validationAccuracy()).isGreaterThan(0.9);
            assertThat(last.trainingLoss()).isLessThan(told.get(0).trainingLoss() / 4);
            assertThat(last.seconds()).isPositive();
            assertThat(model.parameterDigest()).isEqualTo(last.parameterDigest());
            assertThat(outcome.modelEpoch()).isEqualTo(8);
            assertThat(outcome.stoppedEarly()).isFalse();
            assertThat(accuracy(model, OTHERS)).isEqualTo(last.validationAccuracy());
        }
    }

    @Test
    void theSameRequestGivesTheSameBitsAndAnotherSeedOthers() {
        // Batches of 48 leave a last one of 40 rows.
        TrainingSpec training = new TrainingSpec(2, 48, OptimizerSpec.Adam.DEFAULT, CONSTANT, null);
        List<String> first = digests(request(DROPPING, training, OTHERS, 1, null));
        assertThat(first).doesNotHaveDuplicates();
        digests(request(SMALL, training(1), null, 3, null));
        assertThat(digests(request(DROPPING, training, OTHERS, 1, null))).isEqualTo(first);
        // Nor does it matter whether epochs are validated, nor which thread trains beside which.
        CompletableFuture<List<String>> one =
                CompletableFuture.supplyAsync(() -> digests(request(DROPPING, training, null, 1, null)));
        CompletableFuture<List<String>> other =
                CompletableFuture.supplyAsync(() -> digests(request(DROPPING, training, OTHERS, 2, null)));
        assertThat(one.join()).isEqualTo(first);
        assertThat(other.join()).doesNotContainAnyElementsOf(first);
    }

    @Test
    void theFirstEpochsAreTheSameHoweverManyFollow() {
        List<String> long_ = digests(request(DROPPING, training(3), null, 1, null));
        assertThat(digests(request(DROPPING, training(1), null, 1, null))).isEqualTo(long_.subList(0, 1));
    }

    @Test
    void earlyStoppingEndsTrainingAndRestoresTheBestParameters() {
        // Labels that have nothing to do with the images: what is learnt makes validation worse before long.
        LabeledImages noise =
                new LabeledImages(OTHERS.toPixelArray(), ROWS.select(range(700)).labels(), 10);
        EarlyStoppingSpec restoring = new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.VALIDATION_LOSS, 2, 0, true);
        TrainingOutcome outcome = train(request(SMALL, stopping(40, restoring), noise, 1, null));
        try (TrainedModel model = outcome.model()) {
            List<EpochRecord> history = outcome.history();
            int best = 0;
            for (int i = 0; i < history.size(); i++) {
                if (history.get(i).validationLoss() < history.get(best).validationLoss()) {
                    best = i;
                }
            }
            assertThat(outcome.stoppedEarly()).isTrue();
            assertThat(history).hasSize(best + 3);
            assertThat(outcome.modelEpoch()).isEqualTo(best + 1);
            assertThat(model.parameterDigest()).isEqualTo(history.get(best).parameterDigest());
        }
        EarlyStoppingSpec leaving = new EarlyStoppingSpec(restoring.monitor(), 2, 0, false);
        TrainingOutcome left = train(request(SMALL, stopping(40, leaving), noise, 1, null));
        try (TrainedModel model = left.model()) {
            assertThat(left.modelEpoch()).isEqualTo(left.history().size());
            assertThat(model.parameterDigest())
                    .isEqualTo(left.history().get(left.modelEpoch() - 1).parameterDigest());
        }
    }

    @Test
    void theBestParametersAreRestoredTooWhereTheEpochsRanOut() {
        EarlyStoppingSpec patient = new EarlyStoppingSpec(EarlyStoppingSpec.Monitor.TRAINING_LOSS, 100, 1000, true);
        TrainingOutcome outcome = train(request(SMALL, stopping(3, patient), null, 1, null));
        try (TrainedModel model = outcome.model()) {
            // Nothing improves by 1,000, so the first epoch stays the best.
            assertThat(outcome.history()).hasSize(3);
            assertThat(outcome.stoppedEarly()).isFalse();
            assertThat(outcome.modelEpoch()).isEqualTo(1);
            assertThat(model.parameterDigest())
                    .isEqualTo(outcome.history().get(0).parameterDigest());
        }
    }

    @Test
    void goesOnFromAnotherModelsParameters() {
        LabeledImages one = ROWS.select(new int[] {0});
        TrainingSpec twice = new TrainingSpec(2, 1, new OptimizerSpec.Sgd(0.01), CONSTANT, null);
        TrainingSpec once = new TrainingSpec(1, 1, new OptimizerSpec.Sgd(0.01), CONSTANT, null);
        RandomStreams streams = new RandomStreams(1);
        List<String> expected = digests(new TrainingRequest(SMALL, twice, one, null, streams, null));
        try (TrainedModel half = train(new TrainingRequest(SMALL, once, one, null, streams, null))
                .model()) {
            List<String> rest = digests(new TrainingRequest(SMALL, once, one, null, new RandomStreams(2), half));
            assertThat(rest).isEqualTo(expected.subList(1, 2));
            assertThat(half.parameterDigest()).isEqualTo(expected.get(0));
            ModelSpec wider = new ModelSpec(List.of(32, 17), Activation.RELU, Initializer.HE_NORMAL, 0, 0);
            assertThatThrownBy(() -> new TrainingRequest(wider, once, one, null, streams, half))
                    .hasMessage("startFrom must be a model of the same layers, but 784-32-16-10 is not [32, 17] hidden"
                            + " units, 784 features and 10 classes");
        }
    }

    @Test
    void theScheduleSetsEachEpochsRate() {
        TrainingSpec training =
                new TrainingSpec(3, 100, new OptimizerSpec.Sgd(0.5), new LearningRateSchedule.Step(0.5, 1), null);
        TrainingOutcome outcome = train(request(SMALL, training, null, 1, null));
        outcome.model().close();
        assertThat(outcome.history()).extracting(EpochRecord::learningRate).containsExactly(0.5, 0.25, 0.125);
    }

    @Test
    void aDivergingTrainingIsStoppedAndSaysWhatToTry() {
        TrainingSpec wild = new TrainingSpec(50, 32, new OptimizerSpec.Sgd(1000), CONSTANT, null);
        ModelSpec model = new ModelSpec(List.of(64, 64), Activation.SOFTPLUS, Initializer.HE_NORMAL, 0, 1);
        assertThatThrownBy(() -> train(request(model, wild, null, 1, null)))
                .isInstanceOfSatisfying(
                        TrainingDivergedException.class,
                        e -> assertThat(e.epoch()).isBetween(1, 50))
                .hasMessageContaining("lower the learning rate (1000.0");
    }

    @Test
    void aCancelledTrainingSaysSo() {
        TrainingListener interrupting = new TrainingListener() {
            @Override
            public void batchEnded(int epoch, int rowsDone, int rows) {
                Thread.currentThread().interrupt();
            }

            @Override
            public void epochEnded(EpochRecord epoch) {}
        };
        assertThatThrownBy(() -> Trainer.train(request(SMALL, training(1), null, 1, null), interrupting))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("epoch 1");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void requestsWhosePartsDoNotFitAreRefused() {
        LabeledImages none = ROWS.select(new int[0]);
        RandomStreams streams = new RandomStreams(1);
        assertThatThrownBy(() -> new TrainingRequest(SMALL, training(1), none, null, streams, null))
                .hasMessageContaining("rows to train on");
        assertThatThrownBy(() -> request(SMALL, stopping(1, EarlyStoppingSpec.DEFAULT), none, 1, null))
                .hasMessageContaining("needs validation rows");
        assertThatThrownBy(() -> request(SMALL, training(1), BarImages.bars(5, 3, 1), 1, null))
                .hasMessageContaining("training rows' 10 classes, but have 3");
    }

    private static TrainingSpec training(int epochs) {
        return stopping(epochs, null);
    }

    private static TrainingSpec stopping(int epochs, EarlyStoppingSpec earlyStopping) {
        return new TrainingSpec(epochs, 32, OptimizerSpec.Adam.DEFAULT, CONSTANT, earlyStopping);
    }

    private static TrainingRequest request(
            ModelSpec model, TrainingSpec training, LabeledImages validation, long seed, TrainedModel startFrom) {
        return new TrainingRequest(model, training, ROWS, validation, new RandomStreams(seed), startFrom);
    }

    private static TrainingOutcome train(TrainingRequest request) {
        return Trainer.train(request, record -> {});
    }

    private static List<String> digests(TrainingRequest request) {
        TrainingOutcome outcome = train(request);
        outcome.model().close();
        return outcome.history().stream().map(EpochRecord::parameterDigest).toList();
    }

    private static double accuracy(TrainedModel model, LabeledImages rows) {
        float[] probabilities = model.predict(rows);
        int classes = rows.classes();
        int correct = 0;
        for (int row = 0; row < rows.size(); row++) {
            boolean right = true;
            for (int c = 0; c < classes; c++) {
                right &= probabilities[row * classes + c] <= probabilities[row * classes + rows.label(row)];
            }
            correct += right ? 1 : 0;
        }
        return (double) correct / rows.size();
    }

    private static int[] range(int size) {
        int[] range = new int[size];
        for (int i = 0; i < size; i++) {
            range[i] = i;
        }
        return range;
    }
}
