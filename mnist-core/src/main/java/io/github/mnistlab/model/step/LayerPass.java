package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.update.ParameterUpdate;

/** The products of a dense layer for batches of one size, in parts that a team can share. */
final class LayerPass {
    private final TrainingLayer layer;
    private final FloatMatrix inputs;
    private final FloatMatrix preActivations;
    private final FloatMatrix gradients;
    private final Blocks unitBlocks;
    private final Blocks inputBlocks;
    private final Blocks gradientBlocks;

    /**
     * @param inputs {@code [rows, layer.columns()]}, of which the first column is 1
     * @param preActivations where the pre-activations go, {@code [rows, units]}
     * @param gradients where the gradients of the loss with respect to them are on the way back, of the same form
     */
    LayerPass(TrainingLayer layer, FloatMatrix inputs, FloatMatrix preActivations, FloatMatrix gradients) {
        this.layer = layer;
        this.inputs = inputs;
        this.preActivations = preActivations;
        this.gradients = gradients;
        this.unitBlocks = Blocks.ofProduct(layer.units());
        this.inputBlocks = Blocks.ofProduct(layer.inputs());
        this.gradientBlocks = new Blocks(layer.columns(), layer.blockColumns());
    }

    /**
     * Computes the pre-activations.
     *
     * @param columns how many of the columns matter; the inputs of all others are zero
     */
    void forward(int columns, ThreadTeam team) {
        FloatMatrix known = inputs.columns(0, columns);
        FloatMatrix parameters = layer.matrix().columns(0, columns);
        team.share(unitBlocks.count(), (block, member) -> {
            int from = unitBlocks.from(block);
            int count = unitBlocks.size(block);
            preActivations.columns(from, count).setToProduct(known, false, parameters.rows(from, count), true);
        });
    }

    /**
     * Computes the gradients of the loss with respect to the inputs.
     *
     * @param into {@code [rows, inputs]}
     */
    void inputGradients(FloatMatrix into, ThreadTeam team) {
        FloatMatrix weights = layer.matrix().columns(1, layer.inputs());
        team.share(inputBlocks.count(), (block, member) -> {
            int from = inputBlocks.from(block);
            int count = inputBlocks.size(block);
            into.columns(from, count).setToProduct(gradients, false, weights.columns(from, count), false);
        });
    }

    /**
     * Computes the gradient, block after block, and moves the parameters by it.
     *
     * @param columns as in {@link #forward}
     * @param workspaces of the team's members
     * @param moved is told of each piece of the parameters
     */
    void move(
            int columns,
            double l2,
            ParameterUpdate update,
            ThreadTeam team,
            GradientWorkspaces workspaces,
            MovedPieces moved) {
        team.share(gradientBlocks.count(), (block, member) -> {
            int from = gradientBlocks.from(block);
            int known = Math.max(0, Math.min(gradientBlocks.size(block), columns - from));
            GradientWorkspace workspace = workspaces.of(member);
            if (known > 0) {
                workspace
                        .gradient(layer.units(), known)
                        .setToProduct(gradients, true, inputs.columns(from, known), false);
            }
            layer.move(from, known, l2, update, workspace, moved);
        });
    }
}
