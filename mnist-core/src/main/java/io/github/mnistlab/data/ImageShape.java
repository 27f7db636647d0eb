package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * The size of an image, in which its bytes lie line by line from the top left, and pixel by pixel in a line, a byte for each
 * channel.
 *
 * @param height lines, 1 to {@value #MAX_SIDE}
 * @param width pixels in a line, 1 to {@value #MAX_SIDE}
 * @param channels 1 of grey, or {@value #COLORS} of red, green and blue
 */
public record ImageShape(int height, int width, int channels) {
    /** The most lines, and the most pixels in one. */
    public static final int MAX_SIDE = 1024;

    /** The channels of an image in colour: red, green and blue. */
    public static final int COLORS = 3;

    /** Lines, and pixels in one, of {@link #MNIST}. */
    public static final int MNIST_SIDE = 28;

    /** Bytes of {@link #MNIST}. */
    public static final int MNIST_PIXELS = MNIST_SIDE * MNIST_SIDE;

    /** That of MNIST, and of all that is made in its form. */
    public static final ImageShape MNIST = new ImageShape(MNIST_SIDE, MNIST_SIDE, 1);

    /** Refuses a size that cannot be. */
    public ImageShape {
        requireSides(height, width);
        if (channels != 1 && channels != COLORS) {
            throw new IllegalArgumentException("images must have 1 channel, of grey, or " + COLORS
                    + ", of red, green and blue, but have " + channels);
        }
    }

    static void requireSides(int height, int width) {
        if (height < 1 || height > MAX_SIDE || width < 1 || width > MAX_SIDE) {
            throw new IllegalArgumentException("images must be of 1×1 to " + MAX_SIDE + "×" + MAX_SIDE
                    + " pixels, but are " + height + "×" + width);
        }
    }

    /** How many pixels there are. */
    public int pixels() {
        return height * width;
    }

    /** How many bytes there are: a number for each pixel and channel. */
    public int values() {
        return height * width * channels;
    }

    @JsonIgnore
    public boolean isGrey() {
        return channels == 1;
    }

    /** That of the images with lines for columns. */
    public ImageShape transposed() {
        return new ImageShape(width, height, channels);
    }

    /** Such as {@code 28×28 grey} or {@code 32×32 RGB}: height and width. */
    @Override
    public String toString() {
        return height + "×" + width + (isGrey() ? " grey" : " RGB");
    }
}
