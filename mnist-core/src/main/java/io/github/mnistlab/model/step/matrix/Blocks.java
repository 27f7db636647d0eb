package io.github.mnistlab.model.step.matrix;

/**
 * Neighbouring columns of a matrix, cut into blocks of one size but for the last.
 *
 * @param length columns in all, at least 1
 * @param blockLength columns of a block, at least 1
 */
public record Blocks(int length, int blockLength) {
    /** Columns that a product is cut into, about: enough that no time is lost by cutting, and small enough to share. */
    private static final int PRODUCT = 256;

    /**
     * What kernels of matrix products compute at a time, or a multiple of it: 12 columns on processors with AVX2, 24 with AVX-512.
     * With AVX2 the columns that are left at the end of a product are added up in another order, so that only parts of such lengths
     * have the bits of the whole.
     */
    public static final int KERNEL = 24;

    /** Numbers of a gradient that are computed at once where threads share the work. */
    private static final int GRADIENT = 1 << 18;

    /** The same where one thread does it: the larger a product, the less of its time goes into copying factors. */
    private static final int LARGE_GRADIENT = 1 << 20;

    /** For a product with so many columns. */
    public static Blocks ofProduct(int columns) {
        return even(columns, PRODUCT, KERNEL);
    }

    /**
     * For a gradient {@code [units, columns]}.
     *
     * @param shared whether several threads compute it
     * @param unit of which all but the last are a multiple
     */
    public static Blocks ofGradient(int units, int columns, boolean shared, int unit) {
        return even(columns, Math.max(1, (shared ? GRADIENT : LARGE_GRADIENT) / units), unit);
    }

    /**
     * As even as can be, the last at least half as long as the others.
     *
     * @param about how long they should be
     * @param unit of which all but the last are a multiple
     */
    public static Blocks even(int length, int about, int unit) {
        int count = Math.max(1, (length + about / 2) / about);
        int each = ((length - 1) / count / unit + 1) * unit;
        while (each < length && length % each != 0 && length % each < each / 2) {
            each += unit;
        }
        return new Blocks(length, each);
    }

    public int count() {
        return (length - 1) / blockLength + 1;
    }

    public int from(int block) {
        return block * blockLength;
    }

    public int size(int block) {
        return Math.min(blockLength, length - from(block));
    }

    public int smallest() {
        return size(count() - 1);
    }
}
