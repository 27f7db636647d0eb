package io.github.mnistlab.data.file;

import io.github.mnistlab.data.FashionMnist;
import io.github.mnistlab.data.Kmnist;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The public data sets that experiments call by their names.
 *
 * @param sets each with a name of its own
 */
public record DatasetCatalog(List<NamedSet> sets) {
    private static final String TRAINING_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAINING_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

    /** Copies the list. */
    public DatasetCatalog {
        sets = List.copyOf(sets);
    }

    /** MNIST, Fashion-MNIST and Kuzushiji-MNIST, each of 60,000 training and 10,000 test images. */
    public static DatasetCatalog standard() {
        return new DatasetCatalog(List.of(mnist(), fashionMnist(), kmnist()));
    }

    /**
     * The set of a name.
     *
     * @throws IllegalArgumentException if there is none; lists those that there are
     */
    public NamedSet get(String name) {
        return sets.stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no data set " + name + "; there are " + String.join(", ", names())));
    }

    /** What they are called. */
    public List<String> names() {
        return sets.stream().map(NamedSet::name).toList();
    }

    /**
     * The same sets from other addresses: MNIST's files lie in these folders themselves, those of every other set in a folder
     * of its name there.
     *
     * @throws IllegalArgumentException if there is none, or one is not of a folder or neither http nor https
     */
    public DatasetCatalog withMirrors(List<URI> mirrors) {
        return new DatasetCatalog(
                sets.stream().map(set -> set.withMirrors(mirrors)).collect(Collectors.toList()));
    }

    /** From two public copies of the files that Yann LeCun's site once had. */
    private static NamedSet mnist() {
        return new NamedSet(
                NamedSet.MNIST,
                "MNIST",
                new NamedSet.Entry(
                        TRAINING_IMAGES,
                        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                        47_040_016),
                new NamedSet.Entry(
                        TRAINING_LABELS, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", 60_008),
                new NamedSet.Entry(
                        TEST_IMAGES, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", 7_840_016),
                new NamedSet.Entry(
                        TEST_LABELS, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", 10_008),
                10,
                null,
                List.of(
                        URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                        URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
                new NamedSet.Source(
                        "Yann LeCun, Corinna Cortes, Christopher J. C. Burges: The MNIST database of handwritten digits",
                        "CC BY-SA 3.0"));
    }

    /** From the site that its makers name, and from their repository. */
    private static NamedSet fashionMnist() {
        return new NamedSet(
                "fashion-mnist",
                "Fashion-MNIST",
                gzip(TRAINING_IMAGES, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                gzip(TRAINING_LABELS, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                gzip(TEST_IMAGES, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                gzip(TEST_LABELS, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
                FashionMnist.CLASS_NAMES.size(),
                FashionMnist.CLASS_NAMES,
                List.of(
                        URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                        URI.create(
                                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
                new NamedSet.Source(
                        "Han Xiao, Kashif Rasul, Roland Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking"
                                + " Machine Learning Algorithms, arXiv:1708.07747",
                        "MIT, copyright Zalando SE"));
    }

    /** From the site that its makers name. */
    private static NamedSet kmnist() {
        return new NamedSet(
                "kmnist",
                "KMNIST",
                gzip(TRAINING_IMAGES, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
                gzip(TRAINING_LABELS, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                gzip(TEST_IMAGES, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                gzip(TEST_LABELS, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
                Kmnist.CLASS_NAMES.size(),
                Kmnist.CLASS_NAMES,
                List.of(
                        URI.create("http://codh.rois.ac.jp/kmnist/dataset/kmnist/"),
                        URI.create("https://codh.rois.ac.jp/kmnist/dataset/kmnist/")),
                new NamedSet.Source(
                        "KMNIST Dataset (created by CODH), adapted from Kuzushiji Dataset (created by NIJL and others),"
                                + " doi:10.20676/00000341; Tarin Clanuwat et al.: Deep Learning for Classical Japanese"
                                + " Literature, arXiv:1812.01718",
                        "CC BY-SA 4.0"));
    }

    private static NamedSet.Entry gzip(String name, String sha256) {
        return new NamedSet.Entry(name, new KnownFile.GzipFile(sha256));
    }
}
