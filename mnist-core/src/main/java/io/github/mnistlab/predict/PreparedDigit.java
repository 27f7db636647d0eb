package io.github.mnistlab.predict;

import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.picture.Picture;
import java.util.Optional;

/**
 * A picture made into what a network has learned to read, as the makers of MNIST prepared theirs (LeCun, Bottou, Bengio
 * and Haffner 1998, section III.A): the ink scaled into a box of 20×20 pixels with the aspect ratio kept, grey where a
 * pixel is partly covered, and moved by whole pixels so that the centre of mass lies at the centre of 28×28.
 *
 * <p>Nothing but sums, products, quotients and square roots of doubles, in one order: the page's script does the same to what
 * is drawn on its pad, to the bit.
 */
public final class PreparedDigit {
    /** A pixel with less ink belongs to a gap. */
    private static final int FAINT = 16;

    /** On each side of a gap there is at least this share of the ink, or else it is no digit of its own. */
    private static final double LEAST_OF_A_DIGIT = 0.2;

    /** The pixel index, from 0, that the centre of mass is moved to, as in MNIST's files. */
    private static final double CENTRE = ImageShape.MNIST_SIDE / 2.0;

    private final byte[] pixels;
    private final boolean lightOnDark;

    private PreparedDigit(byte[] pixels, boolean lightOnDark) {
        this.pixels = pixels;
        this.lightOnDark = lightOnDark;
    }

    /**
     * Prepares a picture.
     *
     * @return nothing if it is empty: no ink stands out from its paper
     */
    public static Optional<PreparedDigit> of(Picture picture) {
        Ink ink = Ink.of(GreyPlanes.of(picture));
        return ink.found()
                ? Optional.of(new PreparedDigit(centred(boxed(ink.amount())), ink.lightOnDark()))
                : Optional.empty();
    }

    /** 784 bytes in MNIST's form, 0 for paper and 255 for ink. Not a copy. */
    public byte[] pixels() {
        return pixels;
    }

    /** Whether the ink was lighter than the paper, and so was inverted. */
    public boolean lightOnDark() {
        return lightOnDark;
    }

    /**
     * Whether a gap from top to bottom parts the ink into two pieces of some size, as between two digits that stand side by
     * side. Of MNIST's 70,000 single digits 10 look like that.
     */
    public boolean looksLikeTwo() {
        long[] ink = new long[ImageShape.MNIST_SIDE];
        boolean[] isGap = new boolean[ImageShape.MNIST_SIDE];
        long all = 0;
        for (int x = 0; x < ImageShape.MNIST_SIDE; x++) {
            isGap[x] = true;
            for (int y = 0; y < ImageShape.MNIST_SIDE; y++) {
                int grey = pixels[y * ImageShape.MNIST_SIDE + x] & 0xff;
                ink[x] += grey;
                isGap[x] &= grey < FAINT;
            }
            all += ink[x];
        }
        long left = 0;
        for (int x = 0; x < ImageShape.MNIST_SIDE; x++) {
            left += ink[x];
            if (isGap[x] && left >= LEAST_OF_A_DIGIT * all && all - left >= LEAST_OF_A_DIGIT * all) {
                return true;
            }
        }
        return false;
    }

    /** The ink alone, scaled so that its longer side fills the box. */
    private static Plane boxed(Plane ink) {
        Box box = Box.around(i -> ink.values()[i] > 0, ink.width(), ink.height());
        int width = box.width();
        int height = box.height();
        // How many pixels of the picture make one of the box.
        double step = box.side() / (double) Box.DIGIT;
        int columns = (int) Math.max(1, Math.ceil(width / step - 1e-9));
        int lines = (int) Math.max(1, Math.ceil(height / step - 1e-9));
        double[] narrowed = new double[columns * height];
        for (int y = 0; y < height; y++) {
            for (int column = 0; column < columns; column++) {
                narrowed[y * columns + column] = mean(
                        ink.values(),
                        (box.top() + y) * ink.width() + box.left(),
                        1,
                        width,
                        column * step,
                        (column + 1) * step);
            }
        }
        double[] boxed = new double[columns * lines];
        double most = 0;
        for (int line = 0; line < lines; line++) {
            for (int column = 0; column < columns; column++) {
                double value = mean(narrowed, column, columns, height, line * step, (line + 1) * step);
                boxed[line * columns + column] = value;
                most = Math.max(most, value);
            }
        }
        // Lines thinner than a pixel would be pale.
        for (int i = 0; i < boxed.length; i++) {
            boxed[i] /= most;
        }
        return new Plane(columns, lines, boxed);
    }

    /** The mean of a row of values from one place in it to another; beyond its end is paper. */
    private static double mean(double[] values, int first, int stride, int count, double from, double to) {
        double sum = 0;
        for (int i = (int) Math.floor(from); i < Math.min(count, to); i++) {
            sum += values[first + i * stride] * (Math.min(to, i + 1) - Math.max(from, i));
        }
        return sum / (to - from);
    }

    private static byte[] centred(Plane boxed) {
        long mass = 0;
        long massX = 0;
        long massY = 0;
        int[] greys = new int[boxed.values().length];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (int) Math.floor(255 * boxed.values()[i] + 0.5);
            mass += greys[i];
            massX += (long) greys[i] * (i % boxed.width());
            massY += (long) greys[i] * (i / boxed.width());
        }
        int left = shift((double) massX / mass, boxed.width());
        int top = shift((double) massY / mass, boxed.height());
        byte[] pixels = new byte[ImageShape.MNIST_PIXELS];
        for (int i = 0; i < greys.length; i++) {
            int x = left + i % boxed.width();
            int y = top + i / boxed.width();
            pixels[y * ImageShape.MNIST_SIDE + x] = (byte) greys[i];
        }
        return pixels;
    }

    /** By how many pixels the ink is moved; never out of the image, however lopsided the digit. */
    private static int shift(double centreOfMass, int side) {
        int shift = (int) Math.floor(CENTRE - centreOfMass + 0.5);
        return Math.max(0, Math.min(ImageShape.MNIST_SIDE - side, shift));
    }
}
