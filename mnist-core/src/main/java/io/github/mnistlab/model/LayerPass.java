package io.github.mnistlab.model;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The products of a dense layer for batches of one size. Its views are made once. */
final class LayerPass {
    private final TrainingLayer layer;
    private final int rows;
    private final INDArray inputNumbers;
    private final INDArray sums;
    private final INDArray slopes;
    private final INDArray allInputs;
    private final INDArray allParameters;
    private final INDArray weights;
    private final List<Block> blocks = new ArrayList<>();

    private record Block(int from, INDArray inputs, INDArray gradient) {}

    /**
     * @param rows of a batch
     * @param inputNumbers at least {@code rows * layer.columns()} numbers, of which the first {@code rows} are 1
     * @param sums where the weighted sums go, {@code [rows, units]}
     * @param slopes where the slopes of the loss by them are on the way back, of the same form
     */
    LayerPass(TrainingLayer layer, int rows, INDArray inputNumbers, INDArray sums, INDArray slopes) {
        this.layer = layer;
        this.rows = rows;
        this.inputNumbers = inputNumbers;
        this.sums = sums;
        this.slopes = slopes;
        this.allInputs = inputs(0, layer.columns());
        this.allParameters = layer.columns(0, layer.columns());
        this.weights = layer.columns(1, layer.inputs());
        for (int from = 0; from < layer.columns(); from += layer.blockColumns()) {
            int count = Math.min(layer.blockColumns(), layer.columns() - from);
            blocks.add(new Block(from, inputs(from, count), layer.gradient(count)));
        }
    }

    private INDArray inputs(int from, int count) {
        return ColumnMajor.view(inputNumbers, (long) from * rows, rows, count);
    }

    /**
     * Computes the weighted sums.
     *
     * @param columns how many of the columns matter; the inputs of all others are zero
     */
    void forward(int columns) {
        boolean all = columns == layer.columns();
        INDArray inputs = all ? allInputs : inputs(0, columns);
        INDArray parameters = all ? allParameters : layer.columns(0, columns);
        Nd4j.gemm(inputs, parameters, sums, false, true, 1, 0);
    }

    /**
     * Computes the slopes of the loss by the inputs.
     *
     * @param into {@code [rows, inputs]}
     */
    void slopesOfInputs(INDArray into) {
        Nd4j.gemm(slopes, weights, into, false, false, 1, 0);
    }

    /**
     * Computes the gradient, block after block, and moves the parameters by it.
     *
     * @param columns as in {@link #forward}
     */
    void move(int columns, double l2, ParameterUpdate update) {
        for (Block block : blocks) {
            int known = Math.max(0, Math.min(block.inputs.columns(), columns - block.from));
            if (known > 0) {
                boolean all = known == block.inputs.columns();
                INDArray inputs = all ? block.inputs : inputs(block.from, known);
                INDArray gradient = all ? block.gradient : layer.gradient(known);
                Nd4j.gemm(slopes, inputs, gradient, true, false, 1, 0);
            }
            layer.move(block.from, known, l2, update);
        }
    }
}
