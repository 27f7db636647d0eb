package io.github.mnistlab.model.step.matrix;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix of single-precision numbers outside the Java heap, column after column, or some columns and rows of one. It
 * views the numbers of an array of ND4J's, which must stay open.
 *
 * <p>Products call OpenBLAS as ND4J does; but ND4J copies a matrix first that is some rows of another.
 */
public final class FloatMatrix {
    private final FloatBuffer numbers;
    private final int from;
    private final FloatPointer start;
    private final int rows;
    private final int columns;
    private final int stride;

    private FloatMatrix(FloatBuffer numbers, int from, FloatPointer start, int rows, int columns, int stride) {
        this.numbers = numbers;
        this.from = from;
        this.start = start;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /** The matrix of the numbers from {@code from} on. */
    public static FloatMatrix of(INDArray numbers, int from, int rows, int columns) {
        FloatPointer first = new FloatPointer(numbers.data().addressPointer());
        return new FloatMatrix(numbers.data().asNioFloat(), from, first.getPointer(from), rows, columns, rows);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Some columns. */
    public FloatMatrix columns(int from, int count) {
        boolean all = from == 0 && count == columns;
        return all ? this : view(from * stride, rows, count);
    }

    /** Some rows. */
    public FloatMatrix rows(int from, int count) {
        boolean all = from == 0 && count == rows;
        return all ? this : view(from, count, columns);
    }

    private FloatMatrix view(int offset, int rows, int columns) {
        return new FloatMatrix(numbers, from + offset, start.getPointer(offset), rows, columns, stride);
    }

    /** Copies numbers, column after column, from number {@code at} on. Of a matrix without gaps. */
    public void get(int at, float[] into, int count) {
        numbers.get(from + at, into, 0, count);
    }

    /** Overwrites what {@link #get} would copy. */
    public void put(int at, float[] values, int first, int count) {
        numbers.put(from + at, values, first, count);
    }

    /** Overwrites these numbers with a product. */
    public void setToProduct(FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB) {
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasColMajor,
                transposeA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                transposeB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
                rows,
                columns,
                transposeA ? a.rows : a.columns,
                1,
                a.start,
                a.stride,
                b.start,
                b.stride,
                0,
                start,
                stride);
    }
}
