package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import java.util.Arrays;

/**
 * Bilinear resampling of an image, channel by channel, with paper (or black) all around it. Places are whole numbers of 1/65536
 * pixel, so that the result is the same on every machine: within one grey value of the exact one, rounded.
 */
final class Resampling {
    /** Bits of a place behind the point. */
    private static final int FRACTION = 16;

    private static final int ONE = 1 << FRACTION;

    /** Two pixels of paper to the left and above, and as many after: so no place in the image needs a check. */
    private static final int BORDER = 2;

    private final int height;
    private final int width;
    private final int channels;
    private final int paddedWidth;
    private final byte[] padded;
    private int left;
    private int right;
    private int top;
    private int bottom;

    Resampling(ImageShape shape) {
        this.height = shape.height();
        this.width = shape.width();
        this.channels = shape.channels();
        this.paddedWidth = width + 2 * BORDER;
        this.padded = new byte[(height + 2 * BORDER) * paddedWidth];
    }

    /**
     * @param image of this shape
     * @param map from where each pixel is taken
     * @param shifts how many pixels further to the right, one for each pixel, and then further down; null for none
     * @param into gets as many bytes from {@code at} on
     */
    void run(byte[] image, AffineMap map, float[] shifts, byte[] into, int at) {
        for (int channel = 0; channel < channels; channel++) {
            take(image, channel);
            run(map, shifts, into, at + channel);
        }
    }

    private void run(AffineMap map, float[] shifts, byte[] into, int at) {
        int xx = fixed(map.xx());
        int yx = fixed(map.yx());
        for (int line = 0; line < height; line++) {
            int x = fixed(map.xy() * line + map.x0());
            int y = fixed(map.yy() * line + map.y0());
            for (int column = 0; column < width; column++) {
                int pixel = line * width + column;
                into[at + pixel * channels] = shifts == null
                        ? grey(x, y)
                        : grey(x + (int) (ONE * shifts[pixel]), y + (int) (ONE * shifts[height * width + pixel]));
                x += xx;
                y += yx;
            }
        }
    }

    private static int fixed(double value) {
        return (int) Math.rint(value * ONE);
    }

    /** Copies a channel and finds the rectangle around its ink. */
    private void take(byte[] image, int channel) {
        Arrays.fill(padded, (byte) 0);
        left = width;
        right = -1;
        top = height;
        bottom = -1;
        for (int line = 0; line < height; line++) {
            int to = (line + BORDER) * paddedWidth + BORDER;
            for (int column = 0; column < width; column++) {
                byte value = image[(line * width + column) * channels + channel];
                padded[to + column] = value;
                if (value != 0) {
                    left = Math.min(left, column);
                    right = Math.max(right, column);
                    top = Math.min(top, line);
                    bottom = line;
                }
            }
        }
    }

    /** The value at a place. */
    private byte grey(int x, int y) {
        int column = x >> FRACTION;
        int line = y >> FRACTION;
        if (column < left - 1 || column > right || line < top - 1 || line > bottom) {
            return 0;
        }
        int place = (line + BORDER) * paddedWidth + column + BORDER;
        int fromLeft = x & (ONE - 1);
        int upper = between(padded[place] & 0xff, padded[place + 1] & 0xff, fromLeft);
        int lower = between(padded[place + paddedWidth] & 0xff, padded[place + paddedWidth + 1] & 0xff, fromLeft);
        // 8 bits of grey, 8 behind the point, and 15 of the weight: just what an int holds.
        int fromTop = (y & (ONE - 1)) >> 1;
        return (byte) (((upper << 15) + (lower - upper) * fromTop + (1 << 22)) >> 23);
    }

    /** 256 times the value between two. */
    private static int between(int from, int to, int share) {
        return (from << 8) + (((to - from) * share) >> 8);
    }
}
