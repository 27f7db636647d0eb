package io.github.mnistlab.data.picture;

import java.nio.ByteBuffer;

/**
 * What decoding a JPEG file takes, bounded before it begins. A file whose picture comes in several scans, a progressive one
 * above all, is decoded scan by scan over the whole picture, whose coefficients are all kept: a few bytes a scan can cost
 * seconds and gigabytes.
 */
final class JpegWork {
    /** Programs write about ten; what a standard allows is no limit. */
    static final int MAX_SCANS = 100;

    /** Two seconds of work or so. */
    static final long MAX_PIXELS_OF_ALL_SCANS = 500_000_000;

    /** Two bytes each; those of 50 million pixels whose colours have half of the resolution. */
    static final long MAX_COEFFICIENTS = 75_000_000;

    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int PROGRESSIVE = 0xc2;

    private JpegWork() {}

    /**
     * Refuses what takes more than a picture of a digit is worth.
     *
     * @param frame the content of the frame's segment, complete
     * @param firstScan where in the file the first scan's marker stands
     */
    static void require(int frameMarker, ByteBuffer frame, byte[] bytes, int firstScan) throws BadPictureException {
        int scans = scans(bytes, firstScan);
        if (scans == 1 && frameMarker != PROGRESSIVE) {
            return;
        }
        int height = frame.getShort(1) & 0xffff;
        int width = frame.getShort(3) & 0xffff;
        long pixels = (long) width * height;
        long coefficients = coefficients(pixels, frame);
        if (coefficients > MAX_COEFFICIENTS) {
            throw new BadPictureException("is a progressive JPEG file of " + width + "×" + height + " pixels with "
                    + coefficients + " coefficients, but may have at most " + MAX_COEFFICIENTS
                    + "; save it without \"progressive\", or scale it down");
        }
        if (scans > MAX_SCANS || scans * pixels > MAX_PIXELS_OF_ALL_SCANS) {
            throw new BadPictureException("is a progressive JPEG file of " + width + "×" + height + " pixels in "
                    + scans
                    + " scans, but a picture may have at most " + MAX_SCANS + " scans, and "
                    + MAX_PIXELS_OF_ALL_SCANS + " pixels in all of them; save it without \"progressive\", or as PNG");
        }
    }

    /** As many as pixels for a component in full resolution, fewer for colours in half of it. */
    private static long coefficients(long pixels, ByteBuffer frame) {
        int components = frame.get(5) & 0xff;
        int most = 1;
        int sum = 0;
        for (int c = 0; c < components; c++) {
            int sampling = frame.get(7 + 3 * c) & 0xff;
            int samples = Math.max(1, sampling >> 4) * Math.max(1, sampling & 0xf);
            most = Math.max(most, samples);
            sum += samples;
        }
        return pixels * sum / most;
    }

    /** How many scans a file has, from its first on. */
    private static int scans(byte[] bytes, int firstScan) {
        int scans = 0;
        int at = firstScan;
        while (at + 4 <= bytes.length) {
            int marker = bytes[at + 1] & 0xff;
            if (marker == END) {
                break;
            }
            if (marker == START_OF_SCAN) {
                scans++;
            }
            int length = (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
            at = nextMarker(bytes, at + 2 + length);
        }
        return scans;
    }

    /** After coded pixels, in which 0xff is followed by 0 or by the mark of a restart. */
    private static int nextMarker(byte[] bytes, int from) {
        int at = from;
        while (at + 1 < bytes.length && (bytes[at] != (byte) 0xff || !isMarker(bytes[at + 1] & 0xff))) {
            at++;
        }
        return at;
    }

    private static boolean isMarker(int code) {
        return code > 1 && code < 0xff && (code < 0xd0 || code > 0xd7);
    }
}
