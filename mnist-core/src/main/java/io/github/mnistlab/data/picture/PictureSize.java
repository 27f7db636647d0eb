package io.github.mnistlab.data.picture;

/** The sizes that a picture may have. */
final class PictureSize {
    /** The most pixels of a picture; the largest telephones' have as many. */
    static final int MAX_PIXELS = 200_000_000;

    /** The longest side of a picture. */
    static final int MAX_SIDE = 32_768;

    /** Of a larger picture only every second, third, … pixel and line is decoded, so that it needs no more memory. */
    static final int MAX_DECODED = 8_000_000;

    private PictureSize() {}

    /** Refuses sizes that no picture of a digit needs, before anything is decoded. */
    static void require(long width, long height) throws BadPictureException {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
            throw new BadPictureException("says that it has " + width + "×" + height
                    + " pixels, but a picture may have 1 to " + MAX_SIDE + " a side and at most " + MAX_PIXELS
                    + " in all; scale it down");
        }
    }
}
