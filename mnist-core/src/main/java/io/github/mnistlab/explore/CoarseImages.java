package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledImages;

/**
 * Images in coarser squares, each the sum of its pixels, so that whatever is computed from them begins with whole numbers.
 */
final class CoarseImages {
    private CoarseImages() {}

    /** How many squares an image has. */
    static int squares(int side) {
        int across = LabeledImages.SIDE / side;
        return across * across;
    }

    /**
     * Sums an image's pixels by squares.
     *
     * @param pixels of many images
     * @param offset where the image begins
     * @param side pixels along a square; divides 28
     * @param into takes the sums, line by line, each 0 to {@code side * side * 255}
     * @param at where the first sum goes
     */
    static void sum(byte[] pixels, int offset, int side, int[] into, int at) {
        int across = LabeledImages.SIDE / side;
        for (int y = 0; y < LabeledImages.SIDE; y++) {
            int line = offset + y * LabeledImages.SIDE;
            int squares = at + y / side * across;
            for (int square = 0; square < across; square++) {
                int sum = y % side == 0 ? 0 : into[squares + square];
                for (int x = 0; x < side; x++) {
                    sum += pixels[line + square * side + x] & 0xff;
                }
                into[squares + square] = sum;
            }
        }
    }
}
