package io.github.mnistlab.bench.tensorflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Images with labels. */
final class Rows {
    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    private final byte[] pixels;
    private final int[] labels;

    private Rows(byte[] pixels, int[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Image after image; not a copy. */
    byte[] pixels() {
        return pixels;
    }

    /** Of each image; not a copy. */
    int[] labels() {
        return labels;
    }

    int size() {
        return labels.length;
    }

    /** A fifth of the pixels lit, as in MNIST; they cost TensorFlow the same either way. */
    static Rows drawn(int count) {
        Random random = new Random(1);
        byte[] pixels = new byte[count * PIXELS];
        random.nextBytes(pixels);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(5) == 0 ? pixels[i] : 0;
        }
        return new Rows(pixels, random.ints(count, 0, CLASSES).toArray());
    }

    /**
     * MNIST's.
     *
     * @param folder with its files, gzipped or not
     * @param kind train or t10k
     */
    static Rows read(Path folder, String kind) throws IOException {
        byte[] labels = bytes(folder, kind + "-labels-idx1-ubyte", 8);
        int[] numbers = new int[labels.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = labels[i];
        }
        return new Rows(bytes(folder, kind + "-images-idx3-ubyte", 16), numbers);
    }

    private static byte[] bytes(Path folder, String name, int header) throws IOException {
        Path plain = folder.resolve(name);
        try (InputStream in = Files.exists(plain)
                ? Files.newInputStream(plain)
                : new GZIPInputStream(Files.newInputStream(folder.resolve(name + ".gz")))) {
            byte[] all = in.readAllBytes();
            return Arrays.copyOfRange(all, header, all.length);
        }
    }

    /** As many rows of each class as the most frequent one has: the work of training on what SMOTE makes, which takes its rows from elsewhere. */
    Rows balanced() {
        int[] counts = new int[CLASSES];
        for (int label : labels) {
            counts[label]++;
        }
        int most = Arrays.stream(counts).max().orElseThrow();
        byte[] more = Arrays.copyOf(pixels, CLASSES * most * PIXELS);
        int[] moreLabels = Arrays.copyOf(labels, CLASSES * most);
        int at = size();
        for (int row = 0; at < moreLabels.length; row = (row + 1) % size()) {
            if (counts[labels[row]] < most) {
                counts[labels[row]]++;
                System.arraycopy(pixels, row * PIXELS, more, at * PIXELS, PIXELS);
                moreLabels[at++] = labels[row];
            }
        }
        return new Rows(more, moreLabels);
    }
}
