package io.github.mnistlab.predict;

import io.github.mnistlab.data.picture.Picture;

/**
 * Makes one grey plane, 0 black to 255 white, of a picture in colours: at most {@value #MAX_SIDE} pixels high and wide.
 *
 * <p>What is transparent is taken for white paper, or for black if nothing is to be seen on white. The grey is the
 * lightness, unless a single colour parts ink from paper much better: yellow on white differs in blue alone.
 */
final class GreyPlanes {
    /** MNIST's digits are 20 pixels high; more than this only takes time. */
    static final int MAX_SIDE = 512;

    /** Two greys closer than this are one to the eye. */
    private static final double FLAT = 24;

    /** How much better than lightness a colour must part. */
    private static final double MUCH_BETTER = 2;

    private GreyPlanes() {}

    static Plane of(Picture picture) {
        Plane onWhite = best(channels(picture, 255));
        if (onWhite.spread() < FLAT && picture.transparent()) {
            return best(channels(picture, 0));
        }
        return onWhite;
    }

    /** Red, green, blue, and the lightness of ITU-R BT.601, each the mean of squares of pixels. */
    private static Plane[] channels(Picture picture, int paper) {
        int factor = (Math.max(picture.width(), picture.height()) + MAX_SIDE - 1) / MAX_SIDE;
        int width = (picture.width() + factor - 1) / factor;
        int height = (picture.height() + factor - 1) / factor;
        long[] sums = new long[3 * width * height];
        int[] counts = new int[width * height];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int pixel = picture.argb()[y * picture.width() + x];
                int opacity = pixel >>> 24;
                int behind = paper * (255 - opacity) + 127;
                int to = y / factor * width + x / factor;
                sums[3 * to] += ((pixel >> 16 & 255) * opacity + behind) / 255;
                sums[3 * to + 1] += ((pixel >> 8 & 255) * opacity + behind) / 255;
                sums[3 * to + 2] += ((pixel & 255) * opacity + behind) / 255;
                counts[to]++;
            }
        }
        double[][] channels = new double[4][width * height];
        for (int i = 0; i < counts.length; i++) {
            for (int c = 0; c < 3; c++) {
                channels[c][i] = (double) sums[3 * i + c] / counts[i];
            }
            channels[3][i] =
                    (299.0 * sums[3 * i] + 587.0 * sums[3 * i + 1] + 114.0 * sums[3 * i + 2]) / (1000.0 * counts[i]);
        }
        Plane[] planes = new Plane[4];
        for (int c = 0; c < 4; c++) {
            planes[c] = new Plane(width, height, channels[c]);
        }
        return planes;
    }

    private static Plane best(Plane[] channels) {
        Plane best = channels[3];
        double most = MUCH_BETTER * Otsu.of(best.values()).variance();
        for (int c = 0; c < 3; c++) {
            double variance = Otsu.of(channels[c].values()).variance();
            if (variance > most) {
                most = variance;
                best = channels[c];
            }
        }
        return best;
    }
}
