package io.github.mnistlab.model.step.update;

import io.github.mnistlab.model.OptimizerSpec;

/**
 * Kingma and Ba 2015, in the form that {@link OptimizerSpec.Adam} and Deeplearning4j have; with weights that decay apart from
 * it, {@link OptimizerSpec.AdamW}.
 */
final class AdamUpdate implements ParameterUpdate {
    private final float beta1;
    private final float beta2;
    private final float epsilon;
    private final float[][] means;
    private final float[][] squares;
    private final double weightDecay;
    private float rate;
    private float keptOfWeights = 1;

    AdamUpdate(OptimizerSpec.Adam adam, int[] pieces) {
        this(adam, 0, pieces);
    }

    AdamUpdate(OptimizerSpec.Adam adam, double weightDecay, int[] pieces) {
        this.weightDecay = weightDecay;
        this.beta1 = (float) adam.beta1();
        this.beta2 = (float) adam.beta2();
        this.epsilon = (float) adam.epsilon();
        this.means = Pieces.zeros(pieces);
        this.squares = Pieces.zeros(pieces);
    }

    @Override
    public void beginStep(double learningRate, long step) {
        // With the decays as they are rounded, so that the first step is by the learning rate whatever they are.
        double corrected =
                StrictMath.sqrt(1 - StrictMath.pow(beta2, (double) step)) / (1 - StrictMath.pow(beta1, (double) step));
        rate = (float) (learningRate * corrected);
        keptOfWeights = (float) (1 - learningRate * weightDecay);
    }

    @Override
    public float keptOfWeights() {
        return keptOfWeights;
    }

    @Override
    public void apply(int piece, float[] parameters, float[] gradient, int count) {
        move(parameters, gradient, means[piece], squares[piece], count, beta1, beta2, epsilon, rate);
    }

    /** Static, with all it needs as arguments, so that the loop reads no fields. */
    private static void move(
            float[] parameters,
            float[] gradient,
            float[] means,
            float[] squares,
            int count,
            float beta1,
            float beta2,
            float epsilon,
            float rate) {
        float gain1 = 1 - beta1;
        float gain2 = 1 - beta2;
        for (int i = 0; i < count; i++) {
            float value = gradient[i];
            float mean = beta1 * means[i] + gain1 * value;
            float square = beta2 * squares[i] + gain2 * (value * value);
            means[i] = mean;
            squares[i] = square;
            parameters[i] -= rate * mean / ((float) Math.sqrt(square) + epsilon);
        }
    }

    @Override
    public float[] state() {
        int length = Pieces.length(means);
        float[] state = new float[2 * length];
        Pieces.join(means, state, 0);
        Pieces.join(squares, state, length);
        return state;
    }

    @Override
    public void restore(float[] state) {
        Pieces.split(state, 0, means);
        Pieces.split(state, Pieces.length(means), squares);
    }
}
