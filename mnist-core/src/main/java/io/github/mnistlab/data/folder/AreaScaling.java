package io.github.mnistlab.data.folder;

/**
 * Scaling by the mean over the area that each new pixel covers of the old ones, in whole numbers, so that it has the same
 * bits everywhere. Height and width are scaled each by itself.
 */
final class AreaScaling {
    private AreaScaling() {}

    /**
     * Scales.
     *
     * @param bytes pixel by pixel, {@code channels} bytes each
     */
    static byte[] of(byte[] bytes, PixelSize from, int channels, PixelSize to) {
        long[] sums = new long[to.height() * to.width() * channels];
        int lineValues = to.width() * channels;
        for (int y = 0; y < from.height(); y++) {
            long[] line = line(bytes, y, from.width(), channels, to.width());
            for (int toY = first(y, from.height(), to.height()); toY <= last(y, from.height(), to.height()); toY++) {
                long weight = overlap(y, toY, from.height(), to.height());
                for (int i = 0; i < lineValues; i++) {
                    sums[toY * lineValues + i] += weight * line[i];
                }
            }
        }
        // Each new pixel covers as much as this, where an old one covers the new height times the new width.
        long area = (long) from.height() * from.width();
        byte[] scaled = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            scaled[i] = (byte) ((sums[i] + area / 2) / area);
        }
        return scaled;
    }

    private static long[] line(byte[] bytes, int y, int width, int channels, int toWidth) {
        long[] line = new long[toWidth * channels];
        for (int x = 0; x < width; x++) {
            int at = (y * width + x) * channels;
            for (int toX = first(x, width, toWidth); toX <= last(x, width, toWidth); toX++) {
                long weight = overlap(x, toX, width, toWidth);
                for (int channel = 0; channel < channels; channel++) {
                    line[toX * channels + channel] += weight * (bytes[at + channel] & 0xff);
                }
            }
        }
        return line;
    }

    /** The first new pixel that an old one reaches into. */
    private static int first(int old, int from, int to) {
        return (int) ((long) old * to / from);
    }

    private static int last(int old, int from, int to) {
        return (int) (((long) (old + 1) * to - 1) / from);
    }

    /** How much of an old pixel's {@code to} parts is within a new one, which has {@code from} of these parts. */
    private static long overlap(int old, int made, int from, int to) {
        return Math.min((long) (old + 1) * to, (long) (made + 1) * from)
                - Math.max((long) old * to, (long) made * from);
    }
}
