package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.Blocks;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.matrix.SmallProducts;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import java.util.Arrays;
import java.util.function.IntSupplier;

/** Products of dense matrices, in parts that a team can share. */
final class DensePass implements LaterPass {
    private final TrainingLayer layer;
    private final FloatMatrix inputs;
    private final FloatMatrix preActivations;
    private final FloatMatrix gradients;
    private final Blocks unitBlocks;
    private final Blocks inputBlocks;
    private final IntSupplier known;

    /**
     * @param inputs {@code [rows, layer.columns()]}, of which the first column is 1
     * @param preActivations where the pre-activations go, {@code [rows, units]}
     * @param gradients where the gradients of the loss with respect to them are on the way back, of the same form
     * @param known how many of the columns of a batch matter; the inputs of all others are zero
     */
    DensePass(
            TrainingLayer layer,
            FloatMatrix inputs,
            FloatMatrix preActivations,
            FloatMatrix gradients,
            IntSupplier known) {
        this.layer = layer;
        this.inputs = inputs;
        this.preActivations = preActivations;
        this.gradients = gradients;
        this.unitBlocks = Blocks.ofProduct(layer.units());
        this.inputBlocks = Blocks.ofProduct(layer.inputs());
        this.known = known;
    }

    @Override
    public void forward(ThreadTeam team) {
        int columns = known.getAsInt();
        FloatMatrix some = inputs.columns(0, columns);
        FloatMatrix parameters = layer.matrix().columns(0, columns);
        share(
                unitBlocks,
                columns,
                team,
                (from, count) -> preActivations
                        .columns(from, count)
                        .setToProduct(some, false, parameters.rows(from, count), true));
    }

    @Override
    public void inputGradients(FloatMatrix into, ThreadTeam team) {
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

    @Override
    public void move(
            double l2, ParameterUpdate update, ThreadTeam team, GradientWorkspaces workspaces, MovedPieces moved) {
        int columns = known.getAsInt();
        Blocks blocks = layer.gradientBlocks(columns, !team.isAlone());
        team.share(blocks.count(), (block, member) -> {
            GradientWorkspace workspace = workspaces.of(member);
            float[] gradient = workspace.gradient();
            int from = blocks.from(block);
            int to = from + blocks.size(block);
            FloatMatrix computed = workspace.block(layer.units(), to - from);
            computed.setToProduct(gradients, true, inputs.columns(from, to - from), false);
            for (int column = from; column < to; column += layer.pieceColumns()) {
                int piece = column / layer.pieceColumns();
                int length = layer.columnsOf(piece) * layer.units();
                int known = Math.min(length, (to - column) * layer.units());
                computed.get((column - from) * layer.units(), gradient, known);
                Arrays.fill(gradient, known, length, 0);
                layer.move(piece, workspace, l2, update, moved);
            }
        });
        int piecesDone = (columns - 1) / layer.pieceColumns() + 1;
        GradientWorkspace zero = workspaces.of(0);
        for (int piece = piecesDone; piece * layer.pieceColumns() < layer.columns(); piece++) {
            Arrays.fill(zero.gradient(), 0, layer.columnsOf(piece) * layer.units(), 0);
            layer.move(piece, zero, l2, update, moved);
        }
    }
}
