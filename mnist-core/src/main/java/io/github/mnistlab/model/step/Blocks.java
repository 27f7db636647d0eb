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

    /** What the kernels of matrix products compute at a time, or a multiple of it. */
    private static final int KERNEL = 16;

    /** For a product with so many columns: as even as can be. */
    static Blocks ofProduct(int columns) {
        int count = Math.max(1, (columns + PRODUCT / 2) / PRODUCT);
        int each = (columns - 1) / count + 1;
        return new Blocks(columns, (each + KERNEL - 1) / KERNEL * KERNEL);
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
}
