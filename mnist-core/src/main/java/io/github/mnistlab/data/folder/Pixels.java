package io.github.mnistlab.data.folder;

import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.picture.Picture;

/**
 * A picture as an image's bytes: pixel by pixel, one byte where it is grey, else red, green and blue.
 *
 * @param size of the picture
 * @param channels 1 or {@value ImageShape#COLORS}
 * @param bytes {@code height * width * channels} of them. Shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record Pixels(PixelSize size, int channels, byte[] bytes) {
    private static final int WHITE = 255;

    /**
     * A picture on white paper.
     *
     * @param color what it becomes; null for grey if all its pixels are grey, else RGB
     */
    static Pixels of(Picture picture, FolderSpec.Color color) {
        int[] rgb = onWhite(picture.argb());
        boolean grey = color == FolderSpec.Color.GREY || (color == null && isGrey(rgb));
        return new Pixels(
                new PixelSize(picture.height(), picture.width()),
                grey ? 1 : ImageShape.COLORS,
                grey ? lightness(rgb) : colors(rgb));
    }

    private static int[] onWhite(int[] argb) {
        int[] rgb = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int opacity = argb[i] >>> 24;
            int behind = WHITE * (WHITE - opacity) + WHITE / 2;
            int red = ((argb[i] >> 16 & 0xff) * opacity + behind) / WHITE;
            int green = ((argb[i] >> 8 & 0xff) * opacity + behind) / WHITE;
            int blue = ((argb[i] & 0xff) * opacity + behind) / WHITE;
            rgb[i] = red << 16 | green << 8 | blue;
        }
        return rgb;
    }

    private static boolean isGrey(int[] rgb) {
        for (int pixel : rgb) {
            int blue = pixel & 0xff;
            if ((pixel >> 16 & 0xff) != blue || (pixel >> 8 & 0xff) != blue) {
                return false;
            }
        }
        return true;
    }

    /** That of ITU-R BT.601, in whole numbers; of a grey pixel its grey. */
    private static byte[] lightness(int[] rgb) {
        byte[] bytes = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int red = rgb[i] >> 16 & 0xff;
            int green = rgb[i] >> 8 & 0xff;
            bytes[i] = (byte) ((299 * red + 587 * green + 114 * (rgb[i] & 0xff) + 500) / 1000);
        }
        return bytes;
    }

    private static byte[] colors(int[] rgb) {
        byte[] bytes = new byte[rgb.length * ImageShape.COLORS];
        for (int i = 0; i < rgb.length; i++) {
            bytes[ImageShape.COLORS * i] = (byte) (rgb[i] >> 16);
            bytes[ImageShape.COLORS * i + 1] = (byte) (rgb[i] >> 8);
            bytes[ImageShape.COLORS * i + 2] = (byte) rgb[i];
        }
        return bytes;
    }

    Pixels scaledTo(PixelSize other) {
        return size.equals(other) ? this : new Pixels(other, channels, AreaScaling.of(bytes, size, channels, other));
    }

    /**
     * Puts it among other images.
     *
     * @param all row after row, of {@code shape} each
     */
    void copyTo(byte[] all, int row, ImageShape shape) {
        int at = row * shape.values();
        if (channels == shape.channels()) {
            System.arraycopy(bytes, 0, all, at, bytes.length);
            return;
        }
        for (byte grey : bytes) {
            for (int channel = 0; channel < ImageShape.COLORS; channel++) {
                all[at++] = grey;
            }
        }
    }
}
