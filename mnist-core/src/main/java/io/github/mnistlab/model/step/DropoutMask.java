package io.github.mnistlab.model.step;

/**
 * Which numbers a step leaves out, and by what it scales up the others. What becomes of a number follows from the key and its
 * index alone: so it is the same in whatever order and by however many threads masks are drawn.
 *
 * <p>The bits are those of a hash of two rounds after Wellons' search for such with little bias; 24 of them decide.
 */
final class DropoutMask {
    private static final int BITS = 24;

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

    /** Puts the factors of the numbers from index {@code from} on into {@code factors}, there from the same index on. */
    void draw(long key, int from, int count, float[] factors) {
        draw((int) key, (int) (key >>> 32), threshold, scale, from, from + count, factors);
    }

    /** Static, with all it needs as arguments, so that the loop reads no fields. */
    private static void draw(int key, int otherKey, int threshold, float scale, int from, int to, float[] factors) {
        for (int i = from; i < to; i++) {
            factors[i] = scale * kept(key, otherKey, threshold, i);
        }
    }

    /** The factor of one number: 0, or what those that are kept are scaled by. */
    float factor(long key, int index) {
        return scale * kept((int) key, (int) (key >>> 32), threshold, index);
    }

    /** 1 if a number is kept, else 0. */
    private static int kept(int key, int otherKey, int threshold, int index) {
        int bits = index * 0x9E3779B9 + key;
        bits = (bits ^ (bits >>> 16)) * 0x21F0AAAD + otherKey;
        bits = (bits ^ (bits >>> 15)) * 0x735A2D97;
        bits ^= bits >>> 15;
        return 1 + (((bits >>> (Integer.SIZE - BITS)) - threshold) >> 31);
    }
}
