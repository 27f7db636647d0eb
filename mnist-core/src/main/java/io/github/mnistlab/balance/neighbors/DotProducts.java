package io.github.mnistlab.balance.neighbors;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The dot products of every row of one block with every row of another, in single precision by BLAS.
 *
 * <p>Memory off the heap is taken once and used for block after block: to take it anew for each costs as much time as to
 * multiply.
 */
final class DotProducts implements AutoCloseable {
    private final int columns;
    private final INDArray left;
    private final INDArray right;
    private final INDArray products;
    private final FloatBuffer leftValues;
    private final FloatBuffer rightValues;
    private FloatBuffer productValues;
    private int rightRows;

    /**
     * @param columns numbers in a row
     * @param maxLeftRows the most rows that the left block will have
     * @param maxRightRows the most rows that the right block will have
     */
    DotProducts(int columns, int maxLeftRows, int maxRightRows) {
        this.columns = columns;
        left = allocate((long) columns * maxLeftRows);
        right = allocate((long) columns * maxRightRows);
        products = allocate((long) maxLeftRows * maxRightRows);
        leftValues = left.data().asNioFloat();
        rightValues = right.data().asNioFloat();
        productValues = products.data().asNioFloat();
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
        Nd4j.getAffinityManager().tagLocation(left, AffinityManager.Location.HOST);
        Nd4j.getAffinityManager().tagLocation(right, AffinityManager.Location.HOST);
        // Rows are the columns of matrices in Fortran order: so BLAS takes all three as they lie, without a copy.
        Nd4j.gemm(
                view(right, columns, rightRows),
                view(left, columns, leftRows),
                view(products, rightRows, leftRows),
                true,
                false,
                1,
                0);
        productValues = products.data().asNioFloat(); // on a GPU this fetches them
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

    private static INDArray view(INDArray array, int height, int width) {
        return Nd4j.create(array.data(), new long[] {height, width}, new long[] {1, height}, 0, 'f');
    }

    @SuppressWarnings("try") // the scope is opened for what it does, not to be used
    private static INDArray allocate(long length) {
        // Inside somebody's workspace it would be freed with that, not by us.
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.createUninitialized(DataType.FLOAT, length);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "The search for neighbours computes with ND4J, which has no native backend here that can be loaded."
                            + " Add the dependency org.nd4j:nd4j-native-platform.",
                    e);
        }
    }
}
