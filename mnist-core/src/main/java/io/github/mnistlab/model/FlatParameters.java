package io.github.mnistlab.model;

import io.github.mnistlab.data.Sha256;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network's parameters in one row, as Deeplearning4j lays them out: layer after layer its weights, those into one unit
 * together, and then its biases.
 */
public final class FlatParameters {
    private static final int CHUNK = 1 << 14;

    private FlatParameters() {}

    /** A copy of the numbers of a dense array. */
    public static float[] read(INDArray array) {
        float[] values = new float[Math.toIntExact(array.length())];
        array.data().asNioFloat().get(values);
        return values;
    }

    /** Overwrites a dense array of the same length. */
    public static void write(float[] values, INDArray array) {
        if (values.length != array.length()) {
            throw new IllegalArgumentException(values.length + " values do not fit an array of " + array.length());
        }
        array.data().asNioFloat().put(values);
    }

    /** SHA-256, in hexadecimal, of the values as little-endian float32. */
    public static String digest(float[] values) {
        MessageDigest digest = Sha256.newDigest();
        byte[] bytes = new byte[CHUNK * Float.BYTES];
        FloatBuffer floats = littleEndianFloats(bytes);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            floats.clear().put(values, from, count);
            digest.update(bytes, 0, count * Float.BYTES);
        }
        return Sha256.hex(digest);
    }

    /** Writes the values as little-endian float32. */
    public static void write(float[] values, OutputStream stream) throws IOException {
        byte[] bytes = new byte[CHUNK * Float.BYTES];
        FloatBuffer floats = littleEndianFloats(bytes);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            floats.clear().put(values, from, count);
            stream.write(bytes, 0, count * Float.BYTES);
        }
    }

    /** Reads {@code count} values of little-endian float32. */
    public static float[] read(DataInputStream stream, int count) throws IOException {
        float[] values = new float[count];
        byte[] bytes = new byte[CHUNK * Float.BYTES];
        FloatBuffer floats = littleEndianFloats(bytes);
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            stream.readFully(bytes, 0, length * Float.BYTES);
            floats.clear().get(values, from, length);
        }
        return values;
    }

    private static FloatBuffer littleEndianFloats(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    /** The index of the first value that is not finite, or -1. */
    public static int firstNotFinite(float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
