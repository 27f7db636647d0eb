package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.FloatMatrix;

/** The pass of a layer after the first, whose inputs have gradients too. */
interface LaterPass extends LayerPass {
    /**
     * Computes the gradients of the loss with respect to the inputs.
     *
     * @param into {@code [rows, inputs]}
     */
    void inputGradients(FloatMatrix into, ThreadTeam team);
}
