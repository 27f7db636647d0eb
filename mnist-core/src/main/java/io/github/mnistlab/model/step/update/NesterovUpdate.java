package io.github.mnistlab.model.step.update;

import io.github.mnistlab.model.OptimizerSpec;

/** Gradient descent with Nesterov's momentum, as {@link OptimizerSpec.Nesterov} defines it. */
final class NesterovUpdate implements ParameterUpdate {
    private final float momentum;
    private final float[][] steps;
    private float rate;

    NesterovUpdate(OptimizerSpec.Nesterov nesterov, int[] pieces) {
        this.momentum = (float) nesterov.momentum();
        this.steps = Pieces.zeros(pieces);
    }

    @Override
    public void beginStep(double learningRate, long step) {
        rate = (float) learningRate;
    }

    @Override
    public void apply(int piece, float[] parameters, float[] gradient, int count) {
        move(parameters, gradient, steps[piece], count, momentum, rate);
    }

    private static void move(
            float[] parameters, float[] gradient, float[] steps, int count, float momentum, float rate) {
        for (int i = 0; i < count; i++) {
            float down = rate * gradient[i];
            float step = momentum * steps[i] - down;
            steps[i] = step;
            parameters[i] += momentum * step - down;
        }
    }

    @Override
    public float[] state() {
        float[] state = new float[Pieces.length(steps)];
        Pieces.join(steps, state, 0);
        return state;
    }

    @Override
    public void restore(float[] state) {
        Pieces.split(state, 0, steps);
    }
}
