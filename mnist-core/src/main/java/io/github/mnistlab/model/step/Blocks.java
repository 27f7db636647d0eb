package io.github.mnistlab.model.step;

/**
 * Neighbouring columns of a matrix, cut into blocks of one size but for the last.
 *
 * @param length columns in all, at least 1
 * @param blockLength columns of a block, at least 1
 */
record Blocks(int length, int blockLength) {
    /** Columns that a product is cut into, about: enough that no time is lost by cutting, and small enough to share. */
    private static final int PRODUCT = 256;

    /**
     * What kernels of matrix products compute at a time, or a multiple of it: 12 columns on processors with AVX2, 24 with AVX-512.
     * With AVX2 the columns that are left at the end of a product are added up in another order, so that only parts of such lengths
     * have the bits of the whole.
     */
    static final int KERNEL = 24;

    /** For a product with so many columns. */
    static Blocks ofProduct(int columns) {
        return even(columns, PRODUCT, KERNEL);
    }

    /**
     * As even as can be, the last at least half as long as the others.
     *
     * @param about how long they should be
     * @param unit of which all but the last are a multiple
     */
    static Blocks even(int length, int about, int unit) {
        int count = Math.max(1, (length + about / 2) / about);
        int each = ((length - 1) / count / unit + 1) * unit;
        while (each < length && length % each != 0 && length % each < each / 2) {
            each += unit;
        }
        return new Blocks(length, each);
    }

    int count() {
        return (length - 1) / blockLength + 1;
    }

    int from(int block) {
        return block * blockLength;
    }

    int size(int block) {
        return Math.min(blockLength, length - from(block));
    }

    int smallest() {
        return size(count() - 1);
    }
}
