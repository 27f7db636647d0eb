package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.update.ParameterUpdate;

/** A dense layer's way forward and back for batches of one size. */
interface LayerPass {
    /** Computes the pre-activations. */
    void forward(ThreadTeam team);

    /**
     * Computes the gradient of the parameters, some at a time, and moves these by it.
     *
     * @param l2 factor of the sum of squared weights in the loss
     * @param workspaces of the team's members
     * @param moved is told of each piece of the parameters
     */
    void move(double l2, ParameterUpdate update, ThreadTeam team, GradientWorkspaces workspaces, MovedPieces moved);
}
