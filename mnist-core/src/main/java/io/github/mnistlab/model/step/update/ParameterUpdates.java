package io.github.mnistlab.model.step.update;

import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;

/** The choice of an optimizer's rule. */
public final class ParameterUpdates {
    private ParameterUpdates() {}

    /**
     * @param pieces the length of each piece
     */
    public static ParameterUpdate of(TrainingSpec training, int[] pieces) {
        ParameterUpdate rule = of(training.optimizer(), pieces);
        return training.gradientClipping() == 0 ? rule : new ClippedUpdate(rule, training.gradientClipping());
    }

    private static ParameterUpdate of(OptimizerSpec optimizer, int[] pieces) {
        if (optimizer instanceof OptimizerSpec.Adam adam) {
            return new AdamUpdate(adam, pieces);
        }
        if (optimizer instanceof OptimizerSpec.AdamW adamW) {
            return new AdamUpdate(adamW.withoutDecay(), adamW.weightDecay(), pieces);
        }
        if (optimizer instanceof OptimizerSpec.Nesterov nesterov) {
            return new NesterovUpdate(nesterov, pieces);
        }
        return new SgdUpdate();
    }
}
