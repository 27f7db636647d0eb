package io.github.mnistlab.data.file;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MNIST's four files, by content, and where they can be had.
 *
 * @param trainingImages images to learn from
 * @param trainingLabels their labels
 * @param testImages images to test on
 * @param testLabels their labels
 * @param classes how many classes there are
 * @param mirrors addresses of folders that hold the files as {@code <name>.gz}, tried in turn; http or https; at least
 *     one
 */
public record MnistCatalog(
        Entry trainingImages,
        Entry trainingLabels,
        Entry testImages,
        Entry testLabels,
        int classes,
        List<URI> mirrors) {

    /** Refuses two files of one name, and mirrors that are none. */
    public MnistCatalog {
        List<String> names = List.of(trainingImages.name, trainingLabels.name, testImages.name, testLabels.name);
        if (Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException("files of a catalogue must have different names, but are " + names);
        }
        if (mirrors.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one mirror, such as " + STANDARD_MIRRORS.get(0));
        }
        mirrors = mirrors.stream().map(MnistCatalog::folder).collect(Collectors.toUnmodifiableList());
    }

    /** Two public copies of the files that Yann LeCun's site once had. */
    private static final List<URI> STANDARD_MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    /** The MNIST of 60,000 training and 10,000 test images. */
    public static MnistCatalog standard() {
        return new MnistCatalog(
                new Entry(
                        "train-images-idx3-ubyte",
                        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                        47_040_016),
                new Entry(
                        "train-labels-idx1-ubyte",
                        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                        60_008),
                new Entry(
                        "t10k-images-idx3-ubyte",
                        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                        7_840_016),
                new Entry(
                        "t10k-labels-idx1-ubyte",
                        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
                        10_008),
                10,
                STANDARD_MIRRORS);
    }

    /** The same files from other addresses. */
    public MnistCatalog withMirrors(List<URI> others) {
        return new MnistCatalog(trainingImages, trainingLabels, testImages, testLabels, classes, others);
    }

    List<Entry> entries() {
        return List.of(trainingImages, trainingLabels, testImages, testLabels);
    }

    private static URI folder(URI mirror) {
        String scheme = String.valueOf(mirror.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || mirror.getHost() == null || mirror.getQuery() != null) {
            throw new IllegalArgumentException("a mirror must be an address of a folder that begins with http:// or"
                    + " https://, but this is '" + MirrorAddress.withoutPassword(mirror.toString()) + "'");
        }
        return mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
    }

    /**
     * One file.
     *
     * @param name without an ending such as {@code .gz}
     * @param sha256 of its decompressed content, in 64 lower-case hexadecimal digits
     * @param bytes of its decompressed content
     */
    public record Entry(String name, String sha256, long bytes) {
        /** Refuses what is not a digest. */
        public Entry {
            IdxFile.requireDigest(sha256);
        }

        /** The names that this file goes by, raw or gzipped: MNIST's own and the one that some archives give it. */
        List<String> fileNames() {
            String variant = name.replace("-idx", ".idx");
            return List.of(name, name + ".gz", variant, variant + ".gz");
        }

        String downloadName() {
            return name + ".gz";
        }

        /** More bytes than any gzip file of this content has: deflate adds less than a thousandth to what it cannot press. */
        long mostCompressedBytes() {
            return bytes + bytes / 1000 + 1024;
        }
    }
}
