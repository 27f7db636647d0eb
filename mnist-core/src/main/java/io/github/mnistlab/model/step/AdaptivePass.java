package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.update.ParameterUpdate;

/** Products with what comes from a rectifying layer: how many of its units are active in a batch decides how they are computed. */
final class AdaptivePass implements LaterPass {
    private final ActiveInputs active;
    private final SparsePass sparse;
    private final DensePass dense;
    private LayerPass chosen;

    /**
     * @param active what {@code sparse} multiplies
     */
    AdaptivePass(ActiveInputs active, SparsePass sparse, DensePass dense) {
        this.active = active;
        this.sparse = sparse;
        this.dense = dense;
    }

    @Override
    public void forward(ThreadTeam team) {
        chosen = active.take() ? sparse : dense;
        chosen.forward(team);
    }

    @Override
    public void inputGradients(FloatMatrix into, ThreadTeam team) {
        dense.inputGradients(into, team);
    }

    /** The same as on the way forward. */
    @Override
    public void move(
            double l2, ParameterUpdate update, ThreadTeam team, GradientWorkspaces workspaces, MovedPieces moved) {
        chosen.move(l2, update, team, workspaces, moved);
    }
}
