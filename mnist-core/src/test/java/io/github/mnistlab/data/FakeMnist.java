package io.github.mnistlab.data;

import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.KnownFile;
import io.github.mnistlab.data.file.NamedSet;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Small data sets in MNIST's format, laid out byte by byte here, without the code under test. */
public final class FakeMnist {
    public static final String TRAINING_IMAGES = "train-images-idx3-ubyte";
    public static final String TRAINING_LABELS = "train-labels-idx1-ubyte";
    public static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    public static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    public static final LabeledImages TRAINING = rows(40, 1);
    public static final LabeledImages TEST = rows(20, 2);

    private FakeMnist() {}

    /** Noise, with the labels 0 to 9 in turn. */
    public static LabeledImages rows(int count, long seed) {
        byte[] labels = new byte[count];
        for (int row = 0; row < count; row++) {
            labels[row] = (byte) (row % 10);
        }
        return rows(labels, 10, seed);
    }

    public static LabeledImages rows(byte[] labels, int classes, long seed) {
        byte[] pixels = new byte[labels.length * 784];
        new Random(seed).nextBytes(pixels);
        return new LabeledImages(pixels, labels, classes);
    }

    /** So many rows of each class, class after class. */
    static LabeledImages rowsOf(int... counts) {
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                labels.write(label);
            }
        }
        return rows(labels.toByteArray(), counts.length, 3);
    }

    public static byte[] imageFile(LabeledImages rows) {
        return idx(rows.toPixelArray(), 0x803, rows.size(), 28, 28);
    }

    public static byte[] labelFile(LabeledImages rows) {
        return idx(rows.labels(), 0x801, rows.size());
    }

    public static byte[] idx(byte[] body, int... header) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (int field : header) {
                out.writeInt(field);
            }
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The raw files by their names. */
    public static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(TRAINING_IMAGES, imageFile(TRAINING));
        files.put(TRAINING_LABELS, labelFile(TRAINING));
        files.put(TEST_IMAGES, imageFile(TEST));
        files.put(TEST_LABELS, labelFile(TEST));
        return files;
    }

    public static void writeGzipped(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Files.write(folder.resolve(file.getKey() + ".gz"), gzip(file.getValue()));
        }
    }

    public static DatasetCatalog catalog(URI... mirrors) {
        return new DatasetCatalog(List.of(new NamedSet(
                NamedSet.MNIST,
                "MNIST",
                entry(TRAINING_IMAGES),
                entry(TRAINING_LABELS),
                entry(TEST_IMAGES),
                entry(TEST_LABELS),
                10,
                null,
                List.of(mirrors),
                new NamedSet.Source("nobody: noise", "none"))));
    }

    /** The same rows as a set of clothes, of which only the gzip files are known. */
    public static NamedSet fashion(URI mirror) {
        return new NamedSet(
                "fashion-mnist",
                "Fashion-MNIST",
                gzipEntry(TRAINING_IMAGES),
                gzipEntry(TRAINING_LABELS),
                gzipEntry(TEST_IMAGES),
                gzipEntry(TEST_LABELS),
                10,
                FashionMnist.CLASS_NAMES,
                List.of(mirror),
                new NamedSet.Source("nobody: noise for clothes", "none"));
    }

    private static NamedSet.Entry gzipEntry(String name) {
        return new NamedSet.Entry(name, new KnownFile.GzipFile(Sha256.of(gzip(files().get(name)))));
    }

    private static NamedSet.Entry entry(String name) {
        byte[] content = files().get(name);
        return new NamedSet.Entry(name, Sha256.of(content), content.length);
    }
}
