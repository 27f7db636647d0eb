package io.github.mnistlab.model.step;

/**
 * Random numbers for one image: SplitMix64 (Steele, Lea and Flood 2014), which begins at once wherever it is told to. What is
 * drawn for a row does not depend on other rows, nor on who draws.
 */
final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    /** One by the standard deviation of the sum of four numbers from 0 to 65535. */
    private static final double OF_FOUR = 1 / Math.sqrt(4 * (Math.pow(1 << 16, 2) - 1) / 12);

    private long state;

    /** Begins with a row of an epoch. */
    void begin(long epochSeed, int row) {
        state = mix(epochSeed + mix(row + GOLDEN));
    }

    /** From −1 to 1, evenly. */
    double symmetric() {
        return 2 * share() - 1;
    }

    /** From 0 to 1, evenly. */
    double share() {
        return (next() >>> 11) * UNIT;
    }

    /** From 0 to below {@code bound}, evenly but for less than a millionth. */
    int below(int bound) {
        return (int) (share() * bound);
    }

    /** Mean 0 and variance 1: the sum of four evenly drawn numbers of 16 bits, at most 3.47 to either side. */
    double nearlyGaussian() {
        long bits = next();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum - 2 * 0xffff) * OF_FOUR;
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** The mixing function of the generator. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
