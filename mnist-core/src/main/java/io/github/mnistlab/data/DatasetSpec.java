package io.github.mnistlab.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which rows an experiment is about: the {@code dataset} of its file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DatasetSpec.Mnist.class, name = "mnist"),
    @JsonSubTypes.Type(value = FashionMnist.class, name = "fashion-mnist"),
    @JsonSubTypes.Type(value = Kmnist.class, name = "kmnist"),
    @JsonSubTypes.Type(value = DatasetSpec.GeneratedDigits.class, name = "generated-digits"),
    @JsonSubTypes.Type(value = DatasetSpec.Idx.class, name = "idx"),
    @JsonSubTypes.Type(value = FolderSpec.class, name = "folder"),
    @JsonSubTypes.Type(value = TableSpec.class, name = "csv"),
    @JsonSubTypes.Type(value = DatasetSpec.Labels.class, name = "labels")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface DatasetSpec
        permits DatasetSpec.PublicSet,
                DatasetSpec.GeneratedDigits,
                DatasetSpec.Idx,
                DatasetSpec.Labels,
                FolderSpec,
                TableSpec {
    /** The seed where an experiment file names none. */
    long DEFAULT_SEED = 1;

    /** The classes of digits. */
    int DIGITS = 10;

    /** What they are called. */
    List<String> DIGIT_NAMES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** How many training rows to use, validation rows included, stratified; null for all. */
    Integer training();

    /** How many test rows to use, stratified; null for all. */
    Integer test();

    /**
     * From what generated digits and subsets are drawn. Not the seed of a run: every run of an experiment is tested on
     * the same images.
     */
    long seed();

    /** How the training rows are thinned after the split; null for not at all. */
    Imbalance imbalance();

    /** Whether its rows are images, and not of tables or known by their labels alone. */
    default boolean hasImages() {
        return true;
    }

    /** What its classes are called, by class, if that is known before any file is read. */
    default Optional<List<String>> knownClasses() {
        return Optional.empty();
    }

    /** A public data set in MNIST's form, which is found or downloaded by its name. */
    sealed interface PublicSet extends DatasetSpec permits Mnist, FashionMnist, Kmnist {
        /** The training rows that each has. */
        int TRAINING_ROWS = 60_000;

        /** The test rows that each has. */
        int TEST_ROWS = 10_000;

        /** Its name. */
        String set();
    }

    /**
     * LeCun's MNIST.
     *
     * @param training rows, 1 to 60,000; null for all
     * @param test rows, 1 to 10,000; null for all
     * @param seed of the drawing of subsets
     * @param imbalance null for none
     */
    record Mnist(Integer training, Integer test, long seed, Imbalance imbalance) implements PublicSet {
        /** Refuses numbers of rows that cannot be. */
        public Mnist {
            requireRows("training", training, TRAINING_ROWS);
            requireRows("test", test, TEST_ROWS);
        }

        @Override
        public String set() {
            return "mnist";
        }

        @Override
        public Optional<List<String>> knownClasses() {
            return Optional.of(DIGIT_NAMES);
        }
    }

    /**
     * Digits that the program draws.
     *
     * @param training rows, 1 to {@value Examples#MAX_ROWS}
     * @param test rows, 1 to {@value Examples#MAX_ROWS}
     * @param seed of the drawing
     * @param imbalance null for none
     */
    record GeneratedDigits(Integer training, Integer test, long seed, Imbalance imbalance) implements DatasetSpec {
        /** 10,000 training rows and 2,000 test rows. */
        public static final GeneratedDigits DEFAULT = new GeneratedDigits(10_000, 2_000, DEFAULT_SEED, null);

        /** Refuses numbers of rows that cannot be. */
        public GeneratedDigits {
            Objects.requireNonNull(training, "training must be given: generated digits have no end");
            Objects.requireNonNull(test, "test must be given: generated digits have no end");
            requireRows("training", training, Examples.MAX_ROWS);
            requireRows("test", test, Examples.MAX_ROWS);
        }

        @Override
        public Optional<List<String>> knownClasses() {
            return Optional.of(DIGIT_NAMES);
        }
    }

    /**
     * A user's own rows in IDX files, raw or gzipped.
     *
     * @param trainingImages path, relative to the experiment's file
     * @param trainingLabels likewise
     * @param testImages likewise
     * @param testLabels likewise
     * @param transpose true if the files have columns for lines, as EMNIST's do; else null
     * @param firstLabel the label of the first class, 0 to 255; null for 0, of which then there must be a row
     * @param classNames the names of the classes, by class; null where they are called by their labels
     * @param training rows, at least 1; null for all
     * @param test rows, at least 1; null for all
     * @param seed of the drawing of subsets
     * @param imbalance null for none
     */
    record Idx(
            String trainingImages,
            String trainingLabels,
            String testImages,
            String testLabels,
            Boolean transpose,
            Integer firstLabel,
            List<String> classNames,
            Integer training,
            Integer test,
            long seed,
            Imbalance imbalance)
            implements DatasetSpec {
        /** Refuses missing paths, and labels, names and numbers of rows that cannot be. */
        public Idx {
            transpose = Boolean.TRUE.equals(transpose) ? true : null;
            classNames = requireClassNames(classNames);
            if (firstLabel != null && (firstLabel < 0 || firstLabel >= LabeledImages.MOST_CLASSES)) {
                throw new IllegalArgumentException(
                        "firstLabel must be 0 to " + (LabeledImages.MOST_CLASSES - 1) + ", but is " + firstLabel);
            }
            requirePath("trainingImages", trainingImages);
            requirePath("trainingLabels", trainingLabels);
            requirePath("testImages", testImages);
            requirePath("testLabels", testLabels);
            requireRows("training", training, Examples.MAX_ROWS);
            requireRows("test", test, Examples.MAX_ROWS);
        }
    }

    /**
     * The truth about rows that are not here themselves: to judge models by, and nothing to train on.
     *
     * @param file path of a CSV file, relative to the experiment's file
     * @param label the column of the true class
     * @param id the column of what each row is called; null for none
     */
    record Labels(String file, String label, String id) implements DatasetSpec {
        /** Refuses a missing path or column. */
        public Labels {
            Objects.requireNonNull(file, "file must be given");
            Objects.requireNonNull(label, "label must be given");
        }

        @Override
        public boolean hasImages() {
            return false;
        }

        @Override
        public Integer training() {
            return null;
        }

        @Override
        public Integer test() {
            return null;
        }

        @Override
        public long seed() {
            return DEFAULT_SEED;
        }

        @Override
        public Imbalance imbalance() {
            return null;
        }
    }

    /** Refuses a number of rows that cannot be; null is all of them. */
    static void requireRows(String field, Integer rows, int most) {
        if (rows != null && (rows < 1 || rows > most)) {
            throw new IllegalArgumentException(field + " must be 1 to " + most + " rows, but is " + rows);
        }
    }

    /** A copy of the names of classes; null where there are none. Refuses one name, and one that is there twice. */
    static List<String> requireClassNames(List<String> names) {
        if (names == null) {
            return null;
        }
        if (names.size() < 2 || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("classNames must be two names or more, all different, but is " + names);
        }
        return List.copyOf(names);
    }

    private static void requirePath(String field, String path) {
        try {
            if (path != null && !path.isBlank() && Path.of(path).getNameCount() > 0) {
                return;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(field + " must be the path of an IDX file, but " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(field + " must be the path of an IDX file, but is '" + path + "'");
    }
}
