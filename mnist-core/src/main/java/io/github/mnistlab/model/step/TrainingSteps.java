package io.github.mnistlab.model.step;

import io.github.mnistlab.model.AugmentationSpec;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingRequest;
import io.github.mnistlab.model.TrainingSpec;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** Decides who does the arithmetic of a training. */
final class TrainingSteps {
    private TrainingSteps() {}

    /**
     * @param request what is trained on what
     * @param batchSize the most rows of a step
     * @param parameters to begin with, in {@link FlatParameters}' order
     * @param team who may share the work
     */
    static TrainingStep of(TrainingRequest request, int batchSize, float[] parameters, ThreadTeam team) {
        if (Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU) {
            return new DenseTrainingStep(
                    request.model(),
                    request.training(),
                    featureOrder(request),
                    request.rows().classes(),
                    batchSize,
                    parameters,
                    request.lossWeights(),
                    request.streams().seedFor("weights"),
                    team);
        }
        // Java cannot reach the memory of another processor than the CPU.
        if (!isPlain(request.model(), request.training())) {
            throw new IllegalArgumentException("batch normalisation, maxNorm, inputNoise, labelSmoothing, averaging,"
                    + " gradientClipping and adamw are computed on a CPU alone, but ND4J's backend is of another processor; use"
                    + " nd4j-native");
        }
        return new Dl4jTrainingStep(
                request.model(),
                request.training().optimizer(),
                request.rows().features(),
                request.rows().classes(),
                batchSize,
                parameters,
                request.lossWeights(),
                request.streams().seedFor("weights"));
    }

    private static FeatureOrder featureOrder(TrainingRequest request) {
        FeatureOrder order = FeatureOrder.of(request.rows());
        AugmentationSpec augmentation = request.augmentation();
        return augmentation != null && augmentation.noise() != null ? order.withNoise() : order;
    }

    /** Whether Deeplearning4j's step can train it. */
    private static boolean isPlain(ModelSpec model, TrainingSpec training) {
        return !model.batchNormalization()
                && model.maxNorm() == 0
                && model.inputNoise() == 0
                && training.gradientClipping() == 0
                && training.labelSmoothing() == 0
                && training.averaging() == null
                && !(training.optimizer() instanceof OptimizerSpec.AdamW);
    }
}
