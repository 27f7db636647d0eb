package io.github.mnistlab.data.file;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A public data set in MNIST's form that experiments call by its name: its four files, by content, and where they can be had.
 *
 * @param name in experiment files, and of its folders in the cache and on mirrors
 * @param title as people write it
 * @param trainingImages images to learn from
 * @param trainingLabels their labels
 * @param testImages images to test on
 * @param testLabels their labels
 * @param classes how many classes there are
 * @param classNames by class; null where they are the numbers from 0
 * @param mirrors addresses of folders that hold the files as {@code <name>.gz}, tried in turn; http or https; at least
 *     one
 * @param source whose work it is, and under which licence
 */
public record NamedSet(
        String name,
        String title,
        Entry trainingImages,
        Entry trainingLabels,
        Entry testImages,
        Entry testLabels,
        int classes,
        List<String> classNames,
        List<URI> mirrors,
        Source source) {
    /** MNIST's name: the one set whose files lie in the data directory itself. */
    public static final String MNIST = "mnist";

    /** Refuses two files of one name, and mirrors that are none. */
    public NamedSet {
        List<String> names = List.of(trainingImages.name, trainingLabels.name, testImages.name, testLabels.name);
        if (Set.copyOf(names).size() != names.size()) {
            throw new IllegalArgumentException("files of a data set must have different names, but are " + names);
        }
        if (mirrors.isEmpty()) {
            throw new IllegalArgumentException(
                    "there must be at least one mirror, such as https://example.org/" + name + "/");
        }
        mirrors = mirrors.stream().map(NamedSet::folder).collect(Collectors.toUnmodifiableList());
        classNames = classNames == null ? null : List.copyOf(classNames);
    }

    /**
     * Whose work a data set is.
     *
     * @param citation who made it, what it is called, and where it was published
     * @param licence under which it may be used
     */
    public record Source(String citation, String licence) {}

    /** The same files from other addresses. */
    NamedSet withMirrors(List<URI> others) {
        return new NamedSet(
                name,
                title,
                trainingImages,
                trainingLabels,
                testImages,
                testLabels,
                classes,
                classNames,
                others.stream()
                        .map(mirror -> folder(mirror).resolve(ownFolder()))
                        .toList(),
                source);
    }

    /** Where its files lie in a folder for all sets: files of all sets have the same names. */
    Path in(Path dataDirectory) {
        return dataDirectory.resolve(ownFolder());
    }

    private String ownFolder() {
        return name.equals(MNIST) ? "" : name + "/";
    }

    List<Entry> entries() {
        return List.of(trainingImages, trainingLabels, testImages, testLabels);
    }

    ImageForm form() {
        return classNames == null ? ImageForm.MNIST : ImageForm.MNIST.withClassNames(classNames);
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
     * @param known by what it is accepted
     */
    public record Entry(String name, KnownFile known) {
        /** A file whose content is known. */
        public Entry(String name, String sha256, long bytes) {
            this(name, new KnownFile.Content(sha256, bytes));
        }

        /** The names that this file goes by, raw or gzipped: MNIST's own and the one that some archives give it. */
        List<String> fileNames() {
            String variant = name.replace("-idx", ".idx");
            return List.of(name, name + ".gz", variant, variant + ".gz");
        }

        String downloadName() {
            return name + ".gz";
        }
    }
}
