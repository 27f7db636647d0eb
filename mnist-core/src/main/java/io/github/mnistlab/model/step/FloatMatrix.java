package io.github.mnistlab.model.step;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix of single-precision numbers outside the Java heap, column after column, or some columns and rows of one. It
 * views the numbers of an array of ND4J's, which must stay open.
 *
 * <p>Products call OpenBLAS as ND4J does; but ND4J copies a matrix first that is some rows of another.
 */
final class FloatMatrix {
    private final FloatPointer start;
    private final int rows;
    private final int columns;
    private final int stride;

    private FloatMatrix(FloatPointer start, int rows, int columns, int stride) {
        this.start = start;
        this.rows = rows;
        this.columns = columns;
        this.stride = stride;
    }

    /** The matrix of the numbers from {@code from} on. */
    static FloatMatrix of(INDArray numbers, long from, int rows, int columns) {
        FloatPointer first = new FloatPointer(numbers.data().addressPointer());
        return new FloatMatrix(first.getPointer(from), rows, columns, rows);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Some columns. */
    FloatMatrix columns(int from, int count) {
        boolean all = from == 0 && count == columns;
        return all ? this : new FloatMatrix(start.getPointer((long) from * stride), rows, count, stride);
    }

    /** Some rows. */
    FloatMatrix rows(int from, int count) {
        boolean all = from == 0 && count == rows;
        return all ? this : new FloatMatrix(start.getPointer(from), count, columns, stride);
    }

    /** Overwrites these numbers with a product. */
    void setToProduct(FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB) {
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
