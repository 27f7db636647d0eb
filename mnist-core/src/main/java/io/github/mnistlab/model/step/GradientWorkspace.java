package io.github.mnistlab.model.step;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The memory in which one thread computes a block of the gradient and moves its parameters, piece by piece. */
final class GradientWorkspace implements AutoCloseable {
    private final INDArray numbers;
    private final FloatBuffer values;
    private final float[] parameterStage;
    private final float[] gradientStage;

    /**
     * @param blockLength numbers of the largest block
     * @param pieceLength numbers of the largest piece
     */
    GradientWorkspace(int blockLength, int pieceLength) {
        this.numbers = ColumnMajor.numbers(blockLength);
        this.values = numbers.data().asNioFloat();
        this.parameterStage = new float[pieceLength];
        this.gradientStage = new float[pieceLength];
    }

    /** The place of a block's gradient. */
    FloatMatrix gradient(int units, int columns) {
        return FloatMatrix.of(numbers, 0, units, columns);
    }

    /** The gradient's numbers. */
    FloatBuffer gradientValues() {
        return values;
    }

    /** For a piece's parameters. */
    float[] parameterStage() {
        return parameterStage;
    }

    /** For a piece's gradient. */
    float[] gradientStage() {
        return gradientStage;
    }

    @Override
    public void close() {
        numbers.close();
    }
}
