package io.github.mnistlab.model.step.update;

/** Gradient descent. */
final class SgdUpdate implements ParameterUpdate {
    private float rate;

    @Override
    public void beginStep(double learningRate, long step) {
        rate = (float) learningRate;
    }

    @Override
    public void apply(int piece, float[] parameters, float[] gradient, int count) {
        move(parameters, gradient, count, rate);
    }

    private static void move(float[] parameters, float[] gradient, int count, float rate) {
        for (int i = 0; i < count; i++) {
            parameters[i] -= rate * gradient[i];
        }
    }

    /** Nothing. */
    @Override
    public float[] state() {
        return new float[0];
    }

    @Override
    public void restore(float[] state) {
        // There is nothing to go on from.
    }
}
