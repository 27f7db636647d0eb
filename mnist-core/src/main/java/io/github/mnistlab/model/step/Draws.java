package io.github.mnistlab.model.step;

/**
 * Random numbers for one image: SplitMix64 (Steele, Lea and Flood 2014), which begins at once wherever it is told to. What is
 * drawn for a row does not depend on other rows, nor on who draws.
 */
final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    /** Begins with a row of an epoch. */
    void begin(long epochSeed, int row) {
        state = mix(epochSeed + mix(row + GOLDEN));
    }

    /** From −1 to 1, evenly. */
    double symmetric() {
        state += GOLDEN;
        return 2 * ((mix(state) >>> 11) * UNIT) - 1;
    }

    /** The mixing function of the generator. */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
