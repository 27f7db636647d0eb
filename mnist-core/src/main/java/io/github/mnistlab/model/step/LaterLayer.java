package io.github.mnistlab.model.step;

import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.matrix.SparseMatrix;
import java.util.stream.IntStream;

/** A layer that takes what comes from a hidden one: as a {@link SparseMatrix} whenever few of its units are active. */
final class LaterLayer implements AutoCloseable {
    private final TrainingLayer layer;
    private final HiddenLayer before;
    private final SparseMatrix active;
    private final UnitRows unitRows;

    /**
     * @param firstPiece number of its first piece of the update in the network
     * @param before whose units it takes
     * @param batchSize the most rows
     */
    LaterLayer(LayerShape shape, int firstPiece, HiddenLayer before, int batchSize, UnitBlocks blocks) {
        int[] order = IntStream.range(0, shape.inputs()).toArray();
        boolean adapts = before.rectifies() && Sparsity.paysFor(shape.outputs());
        this.layer = new TrainingLayer(order, shape.outputs(), firstPiece, !shape.normalized(), true);
        this.before = before;
        this.active = adapts ? new SparseMatrix(batchSize, shape.inputs()) : null;
        this.unitRows = adapts ? new UnitRows(batchSize, shape.outputs(), blocks) : null;
    }

    TrainingLayer layer() {
        return layer;
    }

    /**
     * @param preActivations where they go, {@code [rows, units]}
     * @param gradients where the gradients of the loss with respect to them are on the way back, of the same form
     */
    LaterPass pass(FloatMatrix preActivations, FloatMatrix gradients) {
        FloatMatrix inputs = FloatMatrix.of(before.inputsOfNext(), 0, gradients.rows(), layer.columns());
        DensePass dense = new DensePass(layer, inputs, preActivations, gradients, layer::columns);
        if (active == null) {
            return dense;
        }
        SparsePass sparse = new SparsePass(layer, active, unitRows, preActivations, gradients);
        return new AdaptivePass(new ActiveInputs(inputs, active), sparse, dense);
    }

    @Override
    public void close() {
        layer.close();
    }
}
