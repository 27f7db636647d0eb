package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import java.util.stream.IntStream;

/** The layer that takes a batch's features: as a {@link SparseMatrix} where most are zero, else as {@link FeatureColumns}. */
final class FirstLayer implements AutoCloseable {
    private final TrainingLayer layer;
    private final DrawnNoise noise;
    private final DropoutMask dropout;
    private final SparseFeatures sparse;
    private final UnitRows unitRows;
    private final FeatureColumns dense;
    private int filled;

    /**
     * @param batchSize the most rows
     */
    FirstLayer(ModelSpec model, LayerShape shape, FeatureOrder order, int batchSize, UnitBlocks blocks) {
        int units = shape.outputs();
        boolean isSparse = order.isSparse() && model.inputNoise() == 0 && Sparsity.paysFor(units);
        // Only at the end of a dense matrix zeros can be left out.
        int[] inputOrder = isSparse ? IntStream.range(0, order.features()).toArray() : order.order();
        this.layer = new TrainingLayer(inputOrder, units, 0, !shape.normalized(), !isSparse);
        this.noise = model.inputNoise() == 0 ? null : new DrawnNoise(model.inputNoise());
        this.dropout = model.inputDropout() == 0 ? null : new DropoutMask(model.inputDropout());
        this.sparse = isSparse ? new SparseFeatures(batchSize, order.features(), dropout) : null;
        this.unitRows = isSparse ? new UnitRows(batchSize, units, blocks) : null;
        this.dense = isSparse ? null : new FeatureColumns(batchSize, order.order());
    }

    TrainingLayer layer() {
        return layer;
    }

    /**
     * Takes rows {@code order[from]} to {@code order[from + count - 1]}.
     *
     * @param key of noise and dropout in this step
     */
    void fill(Examples examples, int[] order, int from, int count, long key) {
        if (sparse != null) {
            sparse.fill(examples.images(), order, from, count, key);
        } else {
            filled = dense.fill(examples, order, from, count, noise, dropout, key);
        }
    }

    /**
     * @param preActivations where they go, {@code [rows, units]}
     * @param gradients where the gradients of the loss with respect to them are on the way back, of the same form
     */
    LayerPass pass(FloatMatrix preActivations, FloatMatrix gradients) {
        if (sparse != null) {
            return new SparsePass(layer, sparse.matrix(), unitRows, preActivations, gradients);
        }
        FloatMatrix inputs = FloatMatrix.of(dense.numbers(), 0, gradients.rows(), layer.columns());
        return new DensePass(layer, inputs, preActivations, gradients, () -> filled);
    }

    @Override
    public void close() {
        layer.close();
        if (dense != null) {
            dense.close();
        }
    }
}
