package io.github.mnistlab.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Images of one {@linkplain ImageShape shape} with a label each, kept as the bytes that their files have.
 *
 * <p>In grey, 0 is paper and 255 is ink. Images lie in an array, or in a file that the operating system keeps in memory once
 * for all processes. Some rows of others are a view: nothing is copied, and arrays are shared. Whoever holds one reads it and
 * never writes it.
 */
public final class LabeledImages implements Examples {
    /** The most classes: as many as a byte tells apart. */
    public static final int MOST_CLASSES = 256;

    private final ImageShape shape;
    private final ByteBuffer pixels;

    /** Bytes of an image. */
    private final int values;

    /** What the buffer wraps, if these are all its images in order; else null. */
    private final byte[] array;

    /** Which of the buffer's images each row is; null where it has them all, in order. */
    private final int[] rows;

    /** Without a sign. */
    private final byte[] labels;

    private final int classes;

    /** Images of {@linkplain ImageShape#MNIST MNIST's form}, in an array, row after row. */
    public LabeledImages(byte[] pixels, byte[] labels, int classes) {
        this(ImageShape.MNIST, pixels, labels, classes);
    }

    /**
     * Images in an array, row after row.
     *
     * @param shape of each
     * @param pixels {@code labels.length * shape.values()} bytes
     * @param labels one class a row, from 0 to {@code classes - 1}, as bytes without a sign
     * @param classes how many classes there are, rows or not: 2 to {@value #MOST_CLASSES}
     * @throws IllegalArgumentException if sizes disagree or a label is out of range
     */
    public LabeledImages(ImageShape shape, byte[] pixels, byte[] labels, int classes) {
        this(shape, ByteBuffer.wrap(pixels), pixels, labels, classes);
    }

    /** Images in a buffer that nobody writes, from its beginning to its end. */
    public LabeledImages(ImageShape shape, ByteBuffer pixels, byte[] labels, int classes) {
        this(shape, pixels, null, labels, classes);
    }

    private LabeledImages(ImageShape shape, ByteBuffer pixels, byte[] array, byte[] labels, int classes) {
        if (classes < 2 || classes > MOST_CLASSES) {
            throw new IllegalArgumentException("classes must be 2 to " + MOST_CLASSES + ", but is " + classes);
        }
        if (pixels.limit() != (long) labels.length * shape.values()) {
            throw new IllegalArgumentException(labels.length + " labels need " + (long) labels.length * shape.values()
                    + " pixels, but there are " + pixels.limit());
        }
        for (int row = 0; row < labels.length; row++) {
            if ((labels[row] & 0xff) >= classes) {
                throw new IllegalArgumentException(
                        "label of row " + row + " must be 0 to " + (classes - 1) + ", but is " + (labels[row] & 0xff));
            }
        }
        this.shape = shape;
        this.values = shape.values();
        this.pixels = pixels;
        this.array = array;
        this.rows = null;
        this.labels = labels;
        this.classes = classes;
    }

    private LabeledImages(LabeledImages all, int[] rows) {
        this.shape = all.shape;
        this.values = all.values;
        this.pixels = all.pixels;
        this.array = null;
        this.rows = rows;
        this.labels = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            labels[i] = all.labels[rows[i]];
            rows[i] = all.place(rows[i]);
        }
        this.classes = all.classes;
    }

    /** Where a row is in the buffer, in images. */
    private int place(int row) {
        return rows == null ? row : rows[row];
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int classes() {
        return classes;
    }

    /** The size of each image. */
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int features() {
        return values;
    }

    @Override
    public boolean hasFeaturesOf(Examples other) {
        return other instanceof LabeledImages images && shape.equals(images.shape);
    }

    @Override
    public LabeledImages images() {
        return this;
    }

    /** A grey value, or that of one channel: 0 to 255. */
    public int pixel(int row, int value) {
        return pixels.get(place(row) * values + value) & 0xff;
    }

    /**
     * All pixels, row after row: the array that they lie in if they lie in one in this order, as after
     * {@link #inOneArray}, else an array that each call makes and fills anew.
     */
    public byte[] toPixelArray() {
        if (array != null) {
            return array;
        }
        byte[] copy = new byte[Math.multiplyExact(size(), values)];
        for (int row = 0; row < size(); row++) {
            copyImage(row, copy, row * values);
        }
        return copy;
    }

    /** Copies a row's pixels to {@code into} from {@code at} on. */
    public void copyImage(int row, byte[] into, int at) {
        pixels.get(place(row) * values, into, at, values);
    }

    /** A copy of a row's pixels. */
    public byte[] image(int row) {
        byte[] image = new byte[values];
        copyImage(row, image, 0);
        return image;
    }

    /** The same with all pixels in an array in their order: {@link #toPixelArray} is free, and no other rows are kept. */
    public LabeledImages inOneArray() {
        return array != null ? this : new LabeledImages(shape, toPixelArray(), labels, classes);
    }

    /** All labels, as bytes without a sign. Not a copy. */
    public byte[] labels() {
        return labels;
    }

    @Override
    public int label(int row) {
        return labels[row] & 0xff;
    }

    @Override
    public LabeledImages select(int[] rows) {
        return new LabeledImages(this, rows.clone());
    }

    /** {@inheritDoc} That is the number of classes, the number of rows, any shape but MNIST's, the labels and the pixels. */
    @Override
    public String digest() {
        MessageDigest sha256 = Sha256.newDigest();
        String form = shape.equals(ImageShape.MNIST) ? "" : " " + shape;
        sha256.update((classes + " " + labels.length + form + "\n").getBytes(StandardCharsets.UTF_8));
        sha256.update(labels);
        forEachImage(sha256::update);
        return Sha256.hex(sha256);
    }

    /** The images one after the other, each in an array that is used again. */
    private void forEachImage(Consumer<byte[]> consumer) {
        byte[] image = new byte[values];
        for (int row = 0; row < size(); row++) {
            copyImage(row, image, 0);
            consumer.accept(image);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabeledImages that
                && classes == that.classes
                && shape.equals(that.shape)
                && Arrays.equals(labels, that.labels)
                && IntStream.range(0, size()).allMatch(row -> Arrays.equals(image(row), that.image(row)));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + classes;
    }

    @Override
    public String toString() {
        return "LabeledImages[" + size() + " rows, " + shape + ", " + classes + " classes]";
    }
}
