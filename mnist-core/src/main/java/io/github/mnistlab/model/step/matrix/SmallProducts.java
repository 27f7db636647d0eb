package io.github.mnistlab.model.step.matrix;

/**
 * Products so small that OpenBLAS has kernels of their own for them, on processors with AVX-512. These add in another order, so that
 * a number of a large matrix can have other bits than the same number computed by itself. Where products are cut or joined none
 * may pass this bound, or results would depend on how many threads share a step.
 */
public final class SmallProducts {
    private static final double MULTIPLICATIONS = 1e6;

    private SmallProducts() {}

    /** Whether the product of {@code [rows, summands]} and {@code [summands, columns]} is one. */
    public static boolean isSmall(int rows, int columns, int summands) {
        return (double) rows * columns * summands <= MULTIPLICATIONS;
    }
}
