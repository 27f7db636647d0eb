package io.github.mnistlab.evaluate;

/** Classes of rows in a byte each, so that those of many runs can be in memory at once; in two where there are more than 256. */
final class PredictedClasses {
    private static final int OF_A_BYTE = 256;

    private final byte[] low;
    private final byte[] high;

    /** So many rows, all of class 0. */
    PredictedClasses(int rows, int classes) {
        low = new byte[rows];
        high = classes > OF_A_BYTE ? new byte[rows] : null;
    }

    int rows() {
        return low.length;
    }

    void set(int row, int label) {
        low[row] = (byte) label;
        if (high != null) {
            high[row] = (byte) (label >> Byte.SIZE);
        }
    }

    int get(int row) {
        int label = Byte.toUnsignedInt(low[row]);
        return high == null ? label : label | (Byte.toUnsignedInt(high[row]) << Byte.SIZE);
    }
}
