package io.github.mnistlab.external;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a model predicted for each test row. */
public sealed interface RowPredictions {
    /** Whether ids or labels beside the predictions showed that they are in the order of the test rows. */
    boolean orderChecked();

    /**
     * The predictions of some rows as a run leaves them.
     *
     * @param rows which, in this order
     */
    byte[] bytesOf(int[] rows);

    /**
     * A probability for each class.
     *
     * @param values row after row, {@code classes} a row; each row's sum is 1
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record OfProbabilities(double[] values, int classes, boolean orderChecked) implements RowPredictions {
        /** Little-endian float64, row after row. */
        @Override
        public byte[] bytesOf(int[] rows) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows.length, classes * Double.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (int row : rows) {
                for (int label = 0; label < classes; label++) {
                    bytes.putDouble(values[row * classes + label]);
                }
            }
            return bytes.array();
        }
    }

    /**
     * The predicted class alone.
     *
     * @param predicted of each row, from 0
     * @param classes how many there are
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record OfClasses(int[] predicted, int classes, boolean orderChecked) implements RowPredictions {
        /** A byte a row; two, the lower first, where a byte cannot tell the classes apart. */
        @Override
        public byte[] bytesOf(int[] rows) {
            int width = classes > 1 << Byte.SIZE ? Short.BYTES : Byte.BYTES;
            byte[] bytes = new byte[Math.multiplyExact(rows.length, width)];
            for (int i = 0; i < rows.length; i++) {
                for (int place = 0; place < width; place++) {
                    bytes[i * width + place] = (byte) (predicted[rows[i]] >> (place * Byte.SIZE));
                }
            }
            return bytes;
        }
    }
}
