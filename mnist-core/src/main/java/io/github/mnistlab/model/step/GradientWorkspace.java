package io.github.mnistlab.model.step;

import io.github.mnistlab.model.step.matrix.ColumnMajor;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory in which one thread computes a block of the gradient and moves its parameters, piece by piece. */
final class GradientWorkspace implements AutoCloseable {
    private final INDArray numbers;
    private final float[] gradient;
    private final float[] parameters;
    private final float[] column;

    /**
     * @param blockLength numbers of the largest block, at least 1
     * @param pieceLength numbers of the largest piece
     * @param columnLength numbers of the largest column
     */
    GradientWorkspace(int blockLength, int pieceLength, int columnLength) {
        this.numbers = ColumnMajor.numbers(blockLength);
        this.gradient = new float[pieceLength];
        this.parameters = new float[pieceLength];
        this.column = new float[columnLength];
    }

    /** The place of a block's gradient. */
    FloatMatrix block(int units, int columns) {
        return FloatMatrix.of(numbers, 0, units, columns);
    }

    /** For a piece's gradient. */
    float[] gradient() {
        return gradient;
    }

    /** For a piece's parameters. */
    float[] parameters() {
        return parameters;
    }

    /** For a column's gradient. */
    float[] column() {
        return column;
    }

    @Override
    public void close() {
        numbers.close();
    }
}
