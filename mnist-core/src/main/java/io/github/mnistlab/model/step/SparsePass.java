package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.Blocks;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.matrix.SparseMatrix;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import java.util.Arrays;

/**
 * Products with inputs most of which are zero, of which only the others are multiplied. Some third of MNIST's pixels are dark in all
 * rows of a batch, but four fifths in each of them; and units of a trained network that rectify are seldom active.
 */
final class SparsePass implements LayerPass {
    /** Rows, or columns, that a thread takes at a time. */
    private static final int AT_A_TIME = 16;

    private final TrainingLayer layer;
    private final SparseMatrix inputs;
    private final UnitRows unitRows;
    private final FloatMatrix preActivations;
    private final FloatMatrix gradients;
    private final Blocks rowBlocks;
    private final Blocks pieceBlocks;

    /**
     * @param inputs with as many rows as there are pre-activations, when it runs
     * @param unitRows room for as many
     * @param preActivations where the pre-activations go, {@code [rows, units]}
     * @param gradients where the gradients of the loss with respect to them are on the way back, of the same form
     */
    SparsePass(
            TrainingLayer layer,
            SparseMatrix inputs,
            UnitRows unitRows,
            FloatMatrix preActivations,
            FloatMatrix gradients) {
        this.layer = layer;
        this.inputs = inputs;
        this.unitRows = unitRows;
        this.preActivations = preActivations;
        this.gradients = gradients;
        this.rowBlocks = new Blocks(gradients.rows(), AT_A_TIME);
        this.pieceBlocks = new Blocks(layer.pieces().length, Math.max(1, AT_A_TIME / layer.pieceColumns()));
    }

    @Override
    public void forward(ThreadTeam team) {
        float[][] sums = unitRows.rows();
        team.share(rowBlocks.count(), (block, member) -> {
            int from = rowBlocks.from(block);
            for (int row = from; row < from + rowBlocks.size(block); row++) {
                Arrays.fill(sums[row], 0);
                inputs.rows().addTo(sums[row], layer.units(), layer.columnArrays(), row);
            }
        });
        unitRows.writeTo(preActivations);
    }

    @Override
    public void move(
            double l2, ParameterUpdate update, ThreadTeam team, GradientWorkspaces workspaces, MovedPieces moved) {
        unitRows.readFrom(gradients);
        team.share(pieceBlocks.count(), (block, member) -> {
            GradientWorkspace workspace = workspaces.of(member);
            int from = pieceBlocks.from(block);
            for (int piece = from; piece < from + pieceBlocks.size(block); piece++) {
                for (int i = 0; i < layer.columnsOf(piece); i++) {
                    float[] sum = workspace.column();
                    Arrays.fill(sum, 0, layer.units(), 0);
                    inputs.columns().addTo(sum, layer.units(), unitRows.rows(), piece * layer.pieceColumns() + i);
                    System.arraycopy(sum, 0, workspace.gradient(), i * layer.units(), layer.units());
                }
                layer.move(piece, workspace, l2, update, moved);
            }
        });
    }
}
