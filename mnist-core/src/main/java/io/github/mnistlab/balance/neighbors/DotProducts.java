package io.github.mnistlab.balance.neighbors;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The dot products of every row of one block with every row of another, in single precision by OpenBLAS. ND4J, which has it
 * too, takes several times as long to load.
 *
 * <p>Memory off the heap is taken once and used for block after block: to take it anew for each costs as much time as to
 * multiply.
 */
final class DotProducts implements AutoCloseable {
    private final int columns;
    private final FloatPointer left;
    private final FloatPointer right;
    private final FloatPointer products;
    private final FloatBuffer leftValues;
    private final FloatBuffer rightValues;
    private final FloatBuffer productValues;
    private int rightRows;

    /**
     * @param columns numbers in a row
     * @param maxLeftRows the most rows that the left block will have
     * @param maxRightRows the most rows that the right block will have
     */
    DotProducts(int columns, int maxLeftRows, int maxRightRows) {
        load();
        this.columns = columns;
        left = new FloatPointer((long) columns * maxLeftRows);
        right = new FloatPointer((long) columns * maxRightRows);
        products = new FloatPointer((long) maxLeftRows * maxRightRows);
        leftValues = left.asBuffer();
        rightValues = right.asBuffer();
        productValues = products.asBuffer();
    }

    private static void load() {
        try {
            Loader.load(openblas_nolapack.class);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "The search for neighbours computes with OpenBLAS, which cannot be loaded here."
                            + " Add the dependency org.nd4j:nd4j-native-platform.",
                    e);
        }
    }

    /** Sets a row of the left block. */
    void setLeft(int row, float[] values) {
        leftValues.put(row * columns, values);
    }

    /** Sets a row of the right block. */
    void setRight(int row, float[] values) {
        rightValues.put(row * columns, values);
    }

    /** Multiplies the first rows of both blocks. */
    void multiply(int leftRows, int rows) {
        rightRows = rows;
        // Rows are the columns of matrices in Fortran order: so BLAS takes all three as they lie, without a copy.
        openblas_nolapack.cblas_sgemm(
                openblas_nolapack.CblasColMajor,
                openblas_nolapack.CblasTrans,
                openblas_nolapack.CblasNoTrans,
                rightRows,
                leftRows,
                columns,
                1,
                right,
                columns,
                left,
                columns,
                0,
                products,
                rightRows);
    }

    /** The products of one left row with each right row, to the beginning of an array. */
    void read(int leftRow, float[] to) {
        productValues.get(leftRow * rightRows, to, 0, rightRows);
    }

    @Override
    public void close() {
        products.close();
        right.close();
        left.close();
    }
}
