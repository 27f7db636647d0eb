package io.github.mnistlab.model.step;

/** When it pays to multiply only what is not zero, by a {@link SparsePass}. */
final class Sparsity {
    /**
     * The largest share of inputs that are not zero. To multiply such an input takes some two and a half times as long as one of a dense
     * matrix, and to find them takes time too.
     */
    private static final double SHARE = 0.3;

    /** The fewest units: with fewer, the ends of loops take too much of the time. */
    private static final int UNITS = 96;

    private Sparsity() {}

    /** Whether it can in a layer of so many units. */
    static boolean paysFor(int units) {
        return units >= UNITS;
    }

    /**
     * Whether it does for a batch.
     *
     * @param others how many of the inputs are not zero
     * @param inputs of all rows
     */
    static boolean pays(long others, long inputs) {
        return others <= SHARE * inputs;
    }
}
