package io.github.mnistlab.model.step;

/**
 * ReLU of some of a hidden layer's units, in the pass over them that has them in the cache for other work too. Its derivative
 * is told by the values, which the gradient of the next layer's weights has just read; no other matrix has to come from memory.
 */
final class Rectifier {
    /** The least positive number times its square is above 1. */
    private static final float HUGE = 0x1p120f;

    private Rectifier() {}

    /** Turns pre-activations into values. No branch: their signs cannot be predicted, and HotSpot vectorises the greater of two numbers. */
    static void activate(float[] stage, int count) {
        for (int i = 0; i < count; i++) {
            stage[i] = Math.max(0, stage[i]);
        }
    }

    /**
     * Turns gradients of the loss with respect to the values into those with respect to the pre-activations.
     *
     * @param stage the gradients
     * @param values as they left the layer: zero where the pre-activation was not positive, or the unit was left out
     * @param scale of those that were not left out
     */
    static void toPreActivationGradients(float[] stage, float[] values, int count, float scale) {
        for (int i = 0; i < count; i++) {
            stage[i] *= scale * Math.min(1, values[i] * HUGE * HUGE);
        }
    }
}
