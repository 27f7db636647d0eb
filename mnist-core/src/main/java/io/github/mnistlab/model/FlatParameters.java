package io.github.mnistlab.model;

import io.github.mnistlab.data.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's parameters in one row, as Deeplearning4j lays them out: layer after layer its weights, those into one unit
 * together, and then its biases.
 */
final class FlatParameters {
    private FlatParameters() {}

    /** A copy of the numbers of a dense array. */
    static float[] read(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        array.data().asNioFloat().get(values);
        return values;
    }

    /** Overwrites a dense array of the same length. */
    static void write(float[] values, INDArray array) {
        if (values.length != array.length()) {
            throw new IllegalArgumentException(values.length + " values do not fit an array of " + array.length());
        }
        array.data().asNioFloat().put(values);
    }

    /** SHA-256, in hexadecimal, of the values as little-endian float32. */
    static String digest(float[] values) {
        MessageDigest digest = Sha256.newDigest();
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        int chunk = bytes.capacity() / Float.BYTES;
        for (int from = 0; from < values.length; from += chunk) {
            int count = Math.min(chunk, values.length - from);
            bytes.clear().asFloatBuffer().put(values, from, count);
            digest.update(bytes.limit(count * Float.BYTES));
        }
        return Sha256.hex(digest);
    }

    /** The index of the first value that is not finite, or -1. */
    static int firstNotFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
