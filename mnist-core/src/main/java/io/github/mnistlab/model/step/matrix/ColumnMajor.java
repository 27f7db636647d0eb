package io.github.mnistlab.model.step.matrix;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Matrices that lie column after column without gaps: what the matrix product takes and writes without a copy. */
public final class ColumnMajor {
    private ColumnMajor() {}

    /** Numbers in a row, for views. */
    public static INDArray numbers(long count) {
        return Nd4j.createUninitialized(DataType.FLOAT, count);
    }

    /** A matrix of the numbers from {@code from} on. */
    public static INDArray view(INDArray numbers, long from, long rows, long columns) {
        return row(numbers, from, rows * columns).reshape('f', new long[] {rows, columns});
    }

    /** {@code count} of the numbers, from {@code from} on. */
    public static INDArray row(INDArray numbers, long from, long count) {
        return numbers.get(NDArrayIndex.interval(from, from + count));
    }
}
