package io.github.mnistlab.model.step;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.stream.IntStream;

/**
 * Which numbers a step leaves out, and by what it scales up the others. What becomes of a number follows from the key and its
 * index alone: so it is the same in whatever order and by however many threads masks are drawn.
 *
 * <p>The bits are those of a hash of two rounds after Wellons' search for such with little bias; 24 of them decide.
 */
final class DropoutMask {
    private static final int BITS = 24;

    /** What the numbers of two neighbours differ by before they are mixed: the golden ratio's bits. */
    private static final int STRIDE = 0x9E3779B9;

    /** Numbers that are drawn at a time, in the first cache. */
    private static final int AT_ONCE = 1 << 12;

    private static final int[] STRIDES =
            IntStream.range(0, AT_ONCE).map(index -> index * STRIDE).toArray();

    private static final ThreadLocal<Drawn> DRAWN = ThreadLocal.withInitial(Drawn::new);

    private final int threshold;
    private final float scale;

    /**
     * @param share that is left out, at least 0 and below 1
     */
    DropoutMask(double share) {
        this.threshold = (int) Math.round(share * (1 << BITS));
        this.scale = (float) (1 / (1 - share));
    }

    /**
     * The key of a layer in a step.
     *
     * @param seed of the epoch
     * @param step its number in the training
     * @param layer its number in the network
     */
    static long key(long seed, long step, int layer) {
        return Draws.mix(Draws.mix(Draws.mix(seed) + step) + layer);
    }

    /** What numbers that are kept are multiplied by. */
    float scale() {
        return scale;
    }

    /** Multiplies numbers by their factors; the first is number {@code from} of those that have this key. */
    void multiply(long key, int from, float[] numbers, int count) {
        Drawn drawn = DRAWN.get();
        int kept = Float.floatToRawIntBits(scale);
        for (int done = 0; done < count; done += AT_ONCE) {
            int some = Math.min(AT_ONCE, count - done);
            int first = (from + done) * STRIDE + (int) key;
            draw(first, (int) (key >>> 32), threshold, kept, drawn.bits, some);
            drawn.asInts.put(0, drawn.bits, 0, some);
            drawn.asFloats.get(0, drawn.factors, 0, some);
            multiply(numbers, done, drawn.factors, some);
        }
    }

    private static void multiply(float[] numbers, int from, float[] factors, int count) {
        for (int i = 0; i < count; i++) {
            numbers[from + i] *= factors[i];
        }
    }

    /** Of integers alone, read from a table where they follow an index: so HotSpot vectorises it, and takes a tenth of the time. */
    private static void draw(int first, int otherKey, int threshold, int kept, int[] into, int count) {
        int[] strides = STRIDES;
        for (int i = 0; i < count; i++) {
            into[i] = kept & ~leftOut(strides[i] + first, otherKey, threshold);
        }
    }

    /** A thread's numbers, which are drawn as bits and read as single precision. */
    private static final class Drawn {
        final int[] bits = new int[AT_ONCE];
        final float[] factors = new float[AT_ONCE];
        final IntBuffer asInts;
        final FloatBuffer asFloats;

        Drawn() {
            ByteBuffer bytes =
                    ByteBuffer.allocateDirect(AT_ONCE * Integer.BYTES).order(ByteOrder.nativeOrder());
            this.asInts = bytes.asIntBuffer();
            this.asFloats = bytes.asFloatBuffer();
        }
    }

    /** The factor of one number: 0, or what those that are kept are scaled by. */
    float factor(long key, int index) {
        return scale * (1 + leftOut(index * STRIDE + (int) key, (int) (key >>> 32), threshold));
    }

    /** All bits if the number whose index and key these are is left out, else none. */
    private static int leftOut(int bits, int otherKey, int threshold) {
        bits = (bits ^ (bits >>> 16)) * 0x21F0AAAD + otherKey;
        bits = (bits ^ (bits >>> 15)) * 0x735A2D97;
        bits ^= bits >>> 15;
        return ((bits >>> (Integer.SIZE - BITS)) - threshold) >> 31;
    }
}
