package io.github.mnistlab.model.step;

/** The products of a dense layer for batches of one size, in parts that a team can share. */
final class LayerPass {
    private final TrainingLayer layer;
    private final FloatMatrix inputs;
    private final FloatMatrix sums;
    private final FloatMatrix slopes;
    private final Blocks unitBlocks;
    private final Blocks inputBlocks;
    private final Blocks gradientBlocks;

    /**
     * @param inputs {@code [rows, layer.columns()]}, of which the first column is 1
     * @param sums where the weighted sums go, {@code [rows, units]}
     * @param slopes where the slopes of the loss by them are on the way back, of the same form
     */
    LayerPass(TrainingLayer layer, FloatMatrix inputs, FloatMatrix sums, FloatMatrix slopes) {
        this.layer = layer;
        this.inputs = inputs;
        this.sums = sums;
        this.slopes = slopes;
        this.unitBlocks = Blocks.ofProduct(layer.units());
        this.inputBlocks = Blocks.ofProduct(layer.inputs());
        this.gradientBlocks = new Blocks(layer.columns(), layer.blockColumns());
    }

    /**
     * Computes the weighted sums.
     *
     * @param columns how many of the columns matter; the inputs of all others are zero
     */
    void forward(int columns, ThreadTeam team) {
        FloatMatrix known = inputs.columns(0, columns);
        FloatMatrix parameters = layer.matrix().columns(0, columns);
        team.share(unitBlocks.count(), (block, member) -> {
            int from = unitBlocks.from(block);
            int count = unitBlocks.size(block);
            sums.columns(from, count).setToProduct(known, false, parameters.rows(from, count), true);
        });
    }

    /**
     * Computes the slopes of the loss by the inputs.
     *
     * @param into {@code [rows, inputs]}
     */
    void slopesOfInputs(FloatMatrix into, ThreadTeam team) {
        FloatMatrix weights = layer.matrix().columns(1, layer.inputs());
        team.share(inputBlocks.count(), (block, member) -> {
            int from = inputBlocks.from(block);
            int count = inputBlocks.size(block);
            into.columns(from, count).setToProduct(slopes, false, weights.columns(from, count), false);
        });
    }

    /**
     * Computes the gradient, block after block, and moves the parameters by it.
     *
     * @param columns as in {@link #forward}
     * @param workspaces of the team's members
     */
    void move(int columns, double l2, ParameterUpdate update, ThreadTeam team, GradientWorkspaces workspaces) {
        team.share(gradientBlocks.count(), (block, member) -> {
            int from = gradientBlocks.from(block);
            int known = Math.max(0, Math.min(gradientBlocks.size(block), columns - from));
            GradientWorkspace workspace = workspaces.of(member);
            if (known > 0) {
                workspace.gradient(layer.units(), known).setToProduct(slopes, true, inputs.columns(from, known), false);
            }
            layer.move(from, known, l2, update, workspace);
        });
    }
}
