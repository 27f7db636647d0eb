package io.github.mnistlab.data.picture;

import java.util.Arrays;

/** A picture as a page's canvas gives it: red, green, blue and opacity of each pixel, line by line from the top left. */
public final class Picture {
    private final int width;
    private final int height;
    private final int[] argb;

    /**
     * @param width at least 1
     * @param height at least 1
     * @param argb {@code width * height} values of 8 bits each for opacity, red, green and blue, the colours not
     *     multiplied by the opacity. Shared, not copied
     * @throws IllegalArgumentException if the sizes disagree
     */
    public Picture(int width, int height, int[] argb) {
        if (width < 1 || height < 1 || argb.length != (long) width * height) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "×" + height + " pixels cannot have " + argb.length);
        }
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    /** Pixels in a line. */
    public int width() {
        return width;
    }

    /** Lines. */
    public int height() {
        return height;
    }

    /** All pixels. Not a copy. */
    public int[] argb() {
        return argb;
    }

    /** Whether any pixel lets through what is behind it. */
    public boolean transparent() {
        return Arrays.stream(argb).anyMatch(pixel -> pixel >>> 24 != 255);
    }
}
