package io.github.mnistlab.report.html;

import io.github.mnistlab.data.ImageShape;
import java.nio.ByteBuffer;

/**
 * An image as a page has it: scaled down where it is large, each pixel the mean of those that it stands for.
 *
 * @param shape at most {@value #MOST_SIDE} pixels wide and high
 * @param values its bytes
 */
record Thumbnail(ImageShape shape, ByteBuffer values) {
    /** The longest side of an image on a page, in its own pixels. */
    private static final int MOST_SIDE = 48;

    /** The shape of a thumbnail. */
    static ImageShape of(ImageShape shape) {
        int factor = factor(shape);
        return new ImageShape((shape.height() - 1) / factor + 1, (shape.width() - 1) / factor + 1, shape.channels());
    }

    private static int factor(ImageShape shape) {
        return (Math.max(shape.height(), shape.width()) - 1) / MOST_SIDE + 1;
    }

    /** Copies the image. */
    static Thumbnail of(ImageShape shape, byte[] values) {
        if (values.length != shape.values()) {
            throw new IllegalArgumentException(
                    "an image of " + shape + " must have " + shape.values() + " values, but has " + values.length);
        }
        int factor = factor(shape);
        return new Thumbnail(
                of(shape),
                ByteBuffer.wrap(factor == 1 ? values.clone() : scaledDown(shape, values, of(shape), factor)));
    }

    private static byte[] scaledDown(ImageShape shape, byte[] values, ImageShape to, int factor) {
        int width = to.width();
        int channels = shape.channels();
        int[] sums = new int[to.values()];
        int[] counts = new int[sums.length];
        for (int i = 0; i < values.length; i++) {
            int pixel = i / channels;
            int line = pixel / shape.width() / factor;
            int at = (line * width + pixel % shape.width() / factor) * channels + i % channels;
            sums[at] += values[i] & 0xff;
            counts[at]++;
        }
        byte[] scaled = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            scaled[i] = (byte) ((sums[i] + counts[i] / 2) / counts[i]);
        }
        return scaled;
    }

    /** Red, green and blue of a pixel. */
    int rgb(int line, int column) {
        int at = (line * shape.width() + column) * shape.channels();
        int red = values.get(at) & 0xff;
        return shape.isGrey()
                ? (red << 16) | (red << 8) | red
                : (red << 16) | ((values.get(at + 1) & 0xff) << 8) | (values.get(at + 2) & 0xff);
    }
}
