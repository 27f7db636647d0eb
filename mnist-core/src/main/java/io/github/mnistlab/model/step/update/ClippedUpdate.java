package io.github.mnistlab.model.step.update;

/** Another rule, for gradients whose numbers are cut off at a limit to either side. */
final class ClippedUpdate implements ParameterUpdate {
    private final ParameterUpdate rule;
    private final float limit;

    /**
     * @param limit above 0
     */
    ClippedUpdate(ParameterUpdate rule, double limit) {
        this.rule = rule;
        this.limit = (float) limit;
    }

    @Override
    public void beginStep(double learningRate, long step) {
        rule.beginStep(learningRate, step);
    }

    @Override
    public float keptOfWeights() {
        return rule.keptOfWeights();
    }

    @Override
    public void apply(int piece, float[] parameters, float[] gradient, int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] = Math.max(-limit, Math.min(limit, gradient[i]));
        }
        rule.apply(piece, parameters, gradient, count);
    }

    @Override
    public float[] state() {
        return rule.state();
    }

    @Override
    public void restore(float[] state) {
        rule.restore(state);
    }
}
