package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.AveragingSpec;
import io.github.mnistlab.model.Dropout;
import io.github.mnistlab.model.InitialWeights;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/** Training steps, one after the other, as a {@link Trainer} has them; here since a step is this room's own. */
public final class StepTrial implements AutoCloseable {
    private static final long SEED = 1;

    private final LabeledImages rows;
    private final int batchSize;
    private final int[] order;
    private final ThreadTeam team = new ThreadTeam();
    private final TrainingStep step;
    private final Augmentation augmentation;
    private int from;

    /** Whose step it is. */
    public enum Kind {
        /** The one that training uses. */
        OURS,
        /** Ours with batch normalisation. */
        NORMALIZED,
        /** Ours with dropout. */
        DROPOUT,
        /** Ours with affine distortions. */
        AUGMENTED,
        /** Ours with everything on: these three, smoothed labels, and an average. */
        REGULARIZED,
        /** Deeplearning4j's. */
        DEEPLEARNING4J;

        private boolean has(Kind part) {
            return this == part || this == REGULARIZED;
        }
    }

    /**
     * @param rows to train on, at least {@code batchSize}
     * @param hidden units of each hidden layer
     * @param threads that work on it
     */
    public StepTrial(Kind kind, LabeledImages rows, List<Integer> hidden, int batchSize, int threads) {
        this.rows = rows;
        this.batchSize = batchSize;
        RandomStreams streams = new RandomStreams(SEED);
        boolean regularized = kind == Kind.REGULARIZED;
        ModelSpec model = new ModelSpec(
                hidden,
                Activation.RELU,
                Initializer.GLOROT_UNIFORM,
                new Dropout(kind.has(Kind.DROPOUT) ? 0.2 : 0),
                0,
                0,
                kind.has(Kind.NORMALIZED),
                0);
        TrainingSpec training = new TrainingSpec(
                1,
                batchSize,
                OptimizerSpec.Adam.DEFAULT,
                new LearningRateSchedule.Constant(),
                null,
                regularized ? 0.02 : 0,
                0,
                regularized ? new AveragingSpec.Ema(0.999) : null);
        AugmentationSpec affine = new AugmentationSpec(AugmentationSpec.Affine.DEFAULT, null, null, null);
        augmentation = kind.has(Kind.AUGMENTED) ? new Augmentation(affine, rows, batchSize, team) : null;
        TrainingRequest request = new TrainingRequest(model, training, rows, null, streams, null);
        float[] initial = InitialWeights.draw(model, ImageShape.MNIST_PIXELS, rows.classes(), streams);
        team.resize(threads);
        step = kind == Kind.DEEPLEARNING4J
                ? new Dl4jTrainingStep(
                        model,
                        training.optimizer(),
                        ImageShape.MNIST_PIXELS,
                        rows.classes(),
                        batchSize,
                        initial,
                        List.of(),
                        SEED)
                : TrainingSteps.of(request, batchSize, initial, team);
        step.beginEpoch(training.optimizer().learningRate(), SEED);
        order = shuffled(rows.size(), streams.stream("order"));
    }

    private static int[] shuffled(int size, UniformRandomProvider random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** One step on the next batch; returns its loss. */
    public double run() {
        if (from + batchSize > order.length) {
            from = 0;
        }
        TrainingStep.Outcome outcome = augmentation == null
                ? step.run(rows, order, from, batchSize)
                : step.run(augmentation.batch(order, from, batchSize), augmentation.order(), 0, batchSize);
        from += batchSize;
        return outcome.loss();
    }

    @Override
    public void close() {
        step.close();
        team.close();
    }
}
