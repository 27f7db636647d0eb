package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import java.util.Arrays;

/**
 * Bilinear resampling of an image, with paper all around it. Places are whole numbers of 1/65536 pixel, so that the result is
 * the same on every machine: within one grey value of the exact one, rounded.
 */
final class Resampling {
    private static final int SIDE = LabeledImages.SIDE;
    private static final int PIXELS = LabeledImages.PIXELS;

    /** Bits of a place behind the point. */
    private static final int FRACTION = 16;

    private static final int ONE = 1 << FRACTION;

    /** Two pixels of paper to the left and above, and as many after: so no place in the image needs a check. */
    private static final int BORDER = 2;

    private static final int WIDTH = SIDE + 2 * BORDER;

    private final byte[] padded = new byte[WIDTH * WIDTH];
    private int left;
    private int right;
    private int top;
    private int bottom;

    /**
     * @param image 784 pixels
     * @param map from where each pixel is taken
     * @param shifts how many pixels further to the right, 784 of them, and then further down; null for none
     * @param into gets 784 pixels from {@code at} on
     */
    void run(byte[] image, AffineMap map, float[] shifts, byte[] into, int at) {
        take(image);
        int xx = fixed(map.xx());
        int yx = fixed(map.yx());
        for (int line = 0; line < SIDE; line++) {
            int x = fixed(map.xy() * line + map.x0());
            int y = fixed(map.yy() * line + map.y0());
            for (int column = 0; column < SIDE; column++) {
                int pixel = line * SIDE + column;
                into[at + pixel] = shifts == null
                        ? grey(x, y)
                        : grey(x + (int) (ONE * shifts[pixel]), y + (int) (ONE * shifts[PIXELS + pixel]));
                x += xx;
                y += yx;
            }
        }
    }

    private static int fixed(double value) {
        return (int) Math.rint(value * ONE);
    }

    /** Copies the image and finds the rectangle around its ink. */
    private void take(byte[] image) {
        Arrays.fill(padded, (byte) 0);
        left = SIDE;
        right = -1;
        top = SIDE;
        bottom = -1;
        for (int line = 0; line < SIDE; line++) {
            System.arraycopy(image, line * SIDE, padded, (line + BORDER) * WIDTH + BORDER, SIDE);
            for (int column = 0; column < SIDE; column++) {
                if (image[line * SIDE + column] != 0) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = Math.min(top, line);
                    bottom = line;
                }
            }
        }
    }

    /** The grey value at a place. */
    private byte grey(int x, int y) {
        int column = x >> FRACTION;
        int line = y >> FRACTION;
        if (column < left - 1 || column > right || line < top - 1 || line > bottom) {
            return 0;
        }
        int place = (line + BORDER) * WIDTH + column + BORDER;
        int fromLeft = x & (ONE - 1);
        int upper = between(padded[place] & 0xff, padded[place + 1] & 0xff, fromLeft);
        int lower = between(padded[place + WIDTH] & 0xff, padded[place + WIDTH + 1] & 0xff, fromLeft);
        // 8 bits of grey, 8 behind the point, and 15 of the weight: just what an int holds.
        int fromTop = (y & (ONE - 1)) >> 1;
        return (byte) (((upper << 15) + (lower - upper) * fromTop + (1 << 22)) >> 23);
    }

    /** 256 times the grey value between two. */
    private static int between(int from, int to, int share) {
        return (from << 8) + (((to - from) * share) >> 8);
    }
}
