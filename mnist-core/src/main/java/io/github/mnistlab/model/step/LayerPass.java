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
    }

    /**
     * Computes the pre-activations.
     *
     * @param columns how many of the columns matter; the inputs of all others are zero
     */
    void forward(int columns, ThreadTeam team) {
        FloatMatrix known = inputs.columns(0, columns);
        FloatMatrix parameters = layer.matrix().columns(0, columns);
        share(
                unitBlocks,
                columns,
                team,
                (from, count) -> preActivations
                        .columns(from, count)
                        .setToProduct(known, false, parameters.rows(from, count), true));
    }

    /**
     * Computes the gradients of the loss with respect to the inputs.
     *
     * @param into {@code [rows, inputs]}
     */
    void inputGradients(FloatMatrix into, ThreadTeam team) {
        FloatMatrix weights = layer.matrix().columns(1, layer.inputs());
        share(
                inputBlocks,
                layer.units(),
                team,
                (from, count) ->
                        into.columns(from, count).setToProduct(gradients, false, weights.columns(from, count), false));
    }

    /** Some columns of a product. */
    private interface Columns {
        void compute(int from, int count);
    }

    /**
     * Computes a product: at once if nobody shares the work, since each part has the other factor copied anew.
     *
     * @param summands of each of its numbers
     */
    private void share(Blocks blocks, int summands, ThreadTeam team, Columns columns) {
        if (team.isAlone() && !SmallProducts.isSmall(inputs.rows(), blocks.smallest(), summands)) {
            columns.compute(0, blocks.length());
        } else {
            team.share(blocks.count(), (block, member) -> columns.compute(blocks.from(block), blocks.size(block)));
        }
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
        int large = layer.large(columns);
        Blocks blocks = layer.blocks(large, !team.isAlone());
        team.share(blocks.count(), (block, member) -> {
            GradientWorkspace workspace = workspaces.of(member);
            int from = blocks.from(block);
            int to = from + blocks.size(block);
            computeGradient(from, from, to, workspace);
            if (to < large) {
                layer.move(from, to, to - from, l2, update, workspace, moved);
            } else {
                computeGradient(from, large, columns, workspace);
                layer.move(from, layer.columns(), columns - from, l2, update, workspace, moved);
            }
        });
    }

    /** Computes some columns of the gradient, of which the workspace has those after {@code first}. */
    private void computeGradient(int first, int from, int to, GradientWorkspace workspace) {
        if (from < to) {
            workspace
                    .gradient(layer.units(), to - first)
                    .columns(from - first, to - from)
                    .setToProduct(gradients, true, inputs.columns(from, to - from), false);
        }
    }
}
