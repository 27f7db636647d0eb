package io.github.mnistlab.data;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Images of 28×28 grey values with a label each: MNIST's form, kept as the bytes that MNIST has.
 *
 * <p>Row {@code i} is the {@value #PIXELS} bytes from {@code i * PIXELS}, line by line from the top left; 0 is paper,
 * 255 is ink. Arrays are shared, not copied: whoever holds one reads it and never writes it.
 */
public final class LabeledImages {
    /** Pixels in a line, and lines in an image. */
    public static final int SIDE = 28;

    /** Pixels, and so bytes, in an image. */
    public static final int PIXELS = SIDE * SIDE;

    /** The most classes that a data set may have: the ten digits'. */
    public static final int MAX_CLASSES = 10;

    private final byte[] pixels;
    private final byte[] labels;
    private final int classes;

    /**
     * @param pixels {@code labels.length * PIXELS} bytes
     * @param labels one class a row, from 0 to {@code classes - 1}
     * @param classes how many classes there are, rows or not: 2 to {@value #MAX_CLASSES}
     * @throws IllegalArgumentException if sizes disagree or a label is out of range
     */
    public LabeledImages(byte[] pixels, byte[] labels, int classes) {
        if (classes < 2 || classes > MAX_CLASSES) {
            throw new IllegalArgumentException("classes must be 2 to " + MAX_CLASSES + ", but is " + classes);
        }
        if (pixels.length != (long) labels.length * PIXELS) {
            throw new IllegalArgumentException(labels.length + " labels need " + (long) labels.length * PIXELS
                    + " pixels, but there are " + pixels.length);
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new IllegalArgumentException(
                        "label of row " + row + " must be 0 to " + (classes - 1) + ", but is " + (labels[row] & 0xff));
            }
        }
        this.pixels = pixels;
        this.labels = labels;
        this.classes = classes;
    }

    /** How many images there are. */
    public int size() {
        return labels.length;
    }

    /** How many classes there are, those without rows included. */
    public int classes() {
        return classes;
    }

    /** All pixels, row after row. Not a copy. */
    public byte[] pixels() {
        return pixels;
    }

    /** All labels. Not a copy. */
    public byte[] labels() {
        return labels;
    }

    /** The class of a row. */
    public int label(int row) {
        return labels[row];
    }

    /** How many rows each class has, at the class's index. */
    public int[] classCounts() {
        int[] counts = new int[classes];
        for (byte label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** These rows, in this order; a row may be named more than once. */
    public LabeledImages select(int[] rows) {
        byte[] selectedPixels = new byte[Math.multiplyExact(rows.length, PIXELS)];
        byte[] selectedLabels = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(pixels, rows[i] * PIXELS, selectedPixels, i * PIXELS, PIXELS);
            selectedLabels[i] = labels[rows[i]];
        }
        return new LabeledImages(selectedPixels, selectedLabels, classes);
    }

    /** SHA-256, in hexadecimal, of the number of classes, the number of rows, the labels and the pixels. */
    public String digest() {
        MessageDigest sha256 = Sha256.newDigest();
        sha256.update((classes + " " + labels.length + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        sha256.update(labels);
        sha256.update(pixels);
        return Sha256.hex(sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabeledImages that
                && classes == that.classes
                && Arrays.equals(labels, that.labels)
                && Arrays.equals(pixels, that.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(pixels) + Arrays.hashCode(labels)) + classes;
    }

    @Override
    public String toString() {
        return "LabeledImages[" + size() + " rows, " + classes + " classes]";
    }
}
