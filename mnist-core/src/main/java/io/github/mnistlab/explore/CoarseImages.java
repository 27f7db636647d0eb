package io.github.mnistlab.explore;

import io.github.mnistlab.data.ImageShape;
import java.util.Arrays;

/**
 * Images in coarser squares, each the sum of its pixels in one channel, so that whatever is computed from them begins with
 * whole numbers. Squares at the right and the bottom may be cut off.
 *
 * @param shape of an image
 * @param side pixels along a square
 */
record CoarseImages(ImageShape shape, int side) {
    private int across() {
        return (shape.width() - 1) / side + 1;
    }

    /** How many squares an image has. */
    int squares() {
        return across() * ((shape.height() - 1) / side + 1) * shape.channels();
    }

    /**
     * Sums an image's pixels by squares.
     *
     * @param pixels of many images
     * @param offset where the image begins
     * @param into takes the sums, line by line and channel by channel, each 0 to {@code side * side * 255}
     * @param at where the first sum goes
     */
    void sum(byte[] pixels, int offset, int[] into, int at) {
        int channels = shape.channels();
        int across = across() * channels;
        Arrays.fill(into, at, at + squares(), 0);
        int pixel = offset;
        for (int y = 0; y < shape.height(); y++) {
            int line = at + y / side * across;
            for (int x = 0; x < shape.width(); x++) {
                int square = line + x / side * channels;
                for (int channel = 0; channel < channels; channel++) {
                    into[square + channel] += pixels[pixel++] & 0xff;
                }
            }
        }
    }
}
