package io.github.mnistlab.model.step;

import io.github.mnistlab.data.ImageShape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bilinear resampling of an image, channel by channel, with paper (or black) all around it. Places are whole numbers of 1/65536
 * pixel, so that the result is the same on every machine: within one grey value of the exact one, rounded.
 *
 * <p>What is done for all pixels is done in loops over whole images, which HotSpot vectorises, but for fetching the pixels.
 */
final class Resampling {
    /** Bits of a place behind the point. */
    private static final int FRACTION = 16;

    private static final int ONE = 1 << FRACTION;

    /** Two pixels of paper on each side: all places outside the image are as good as one of these. */
    private static final int BORDER = 2;

    private static final VarHandle NEIGHBORS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final int height;
    private final int width;
    private final int channels;
    private final int paddedWidth;
    private final byte[] padded;
    private final int[] xs;
    private final int[] ys;
    private final int[] places;
    private final int[] squares;
    private final int[] upper;
    private final int[] lower;

    Resampling(ImageShape shape) {
        this.height = shape.height();
        this.width = shape.width();
        this.channels = shape.channels();
        this.paddedWidth = width + 2 * BORDER;
        this.padded = new byte[(height + 2 * BORDER) * paddedWidth];
        int pixels = shape.pixels();
        this.xs = new int[pixels];
        this.ys = new int[pixels];
        this.places = new int[pixels];
        this.squares = new int[pixels];
        this.upper = new int[pixels];
        this.lower = new int[pixels];
    }

    /**
     * @param image of this shape
     * @param map from where each pixel is taken
     * @param shifts how many pixels further to the right, one for each pixel, and then further down; null for none
     * @param into gets as many bytes from {@code at} on
     */
    void run(byte[] image, AffineMap map, float[] shifts, byte[] into, int at) {
        findSources(map);
        if (shifts != null) {
            shift(shifts);
        }
        findColumns();
        addLines();
        for (int channel = 0; channel < channels; channel++) {
            pad(image, channel);
            fetchSquares();
            interpolate(0, upper);
            interpolate(2 * Byte.SIZE, lower);
            interpolateDown();
            for (int pixel = 0; pixel < upper.length; pixel++) {
                into[at + pixel * channels + channel] = (byte) upper[pixel];
            }
        }
    }

    /** From where pixels are taken, unless they are shifted. */
    private void findSources(AffineMap map) {
        int xx = fixed(map.xx());
        int yx = fixed(map.yx());
        for (int line = 0; line < height; line++) {
            int x = fixed(map.xy() * line + map.x0());
            int y = fixed(map.yy() * line + map.y0());
            for (int pixel = line * width; pixel < (line + 1) * width; pixel++) {
                xs[pixel] = x;
                ys[pixel] = y;
                x += xx;
                y += yx;
            }
        }
    }

    private static int fixed(double value) {
        return (int) Math.rint(value * ONE);
    }

    private void shift(float[] shifts) {
        for (int pixel = 0; pixel < xs.length; pixel++) {
            xs[pixel] += (int) (ONE * shifts[pixel]);
            ys[pixel] += (int) (ONE * shifts[xs.length + pixel]);
        }
    }

    private void findColumns() {
        for (int pixel = 0; pixel < places.length; pixel++) {
            places[pixel] = between0And(width + BORDER, (xs[pixel] >> FRACTION) + BORDER);
        }
    }

    private void addLines() {
        for (int pixel = 0; pixel < places.length; pixel++) {
            places[pixel] += paddedWidth * between0And(height + BORDER, (ys[pixel] >> FRACTION) + BORDER);
        }
    }

    /** The value, or the nearest limit. Math has it too, but HotSpot does not vectorise that. */
    private static int between0And(int most, int value) {
        int below = most - (value & ~(value >> 31));
        return most - (below & ~(below >> 31));
    }

    private void pad(byte[] image, int channel) {
        for (int line = 0; line < height; line++) {
            int from = line * width * channels + channel;
            int to = (line + BORDER) * paddedWidth + BORDER;
            if (channels == 1) {
                System.arraycopy(image, from, padded, to, width);
            } else {
                for (int column = 0; column < width; column++) {
                    padded[to + column] = image[from + column * channels];
                }
            }
        }
    }

    /** The pixel at each place, its right neighbour, and the two below them, a byte each from the lowest on. */
    private void fetchSquares() {
        for (int pixel = 0; pixel < squares.length; pixel++) {
            int place = places[pixel];
            squares[pixel] = ((short) NEIGHBORS.get(padded, place) & 0xffff)
                    | ((short) NEIGHBORS.get(padded, place + paddedWidth) << (2 * Byte.SIZE));
        }
    }

    /** Between two neighbours, whose bytes begin at bit {@code from}: 256 times the value. */
    private void interpolate(int from, int[] values) {
        for (int pixel = 0; pixel < values.length; pixel++) {
            int left = (squares[pixel] >> from) & 0xff;
            int right = (squares[pixel] >> (from + Byte.SIZE)) & 0xff;
            values[pixel] = (left << 8) + (((right - left) * (xs[pixel] & (ONE - 1))) >> 8);
        }
    }

    /** Between the upper values and the lower ones; the results take the place of the upper. */
    private void interpolateDown() {
        for (int pixel = 0; pixel < upper.length; pixel++) {
            // 8 bits of grey, 8 behind the point, and 15 of the weight: just what an int holds.
            int fromTop = (ys[pixel] & (ONE - 1)) >> 1;
            upper[pixel] = ((upper[pixel] << 15) + (lower[pixel] - upper[pixel]) * fromTop + (1 << 22)) >> 23;
        }
    }
}
