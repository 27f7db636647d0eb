package io.github.mnistlab.data.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.LabeledImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The four files of a data set in IDX form, each with the digest of its content: all that another process needs to load
 * the very same rows. Serialisable by Jackson.
 *
 * @param trainingImages images to learn from
 * @param trainingLabels their labels
 * @param testImages images to test on
 * @param testLabels their labels
 * @param classes how many classes there are, 2 to {@value LabeledImages#MAX_CLASSES}
 */
public record DatasetFiles(
        IdxFile trainingImages, IdxFile trainingLabels, IdxFile testImages, IdxFile testLabels, int classes)
        implements ExampleFiles {

    /** Refuses a number of classes that cannot be. */
    public DatasetFiles {
        if (classes < 2 || classes > LabeledImages.MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "classes must be 2 to " + LabeledImages.MAX_CLASSES + ", but is " + classes);
        }
    }

    /**
     * What a data set is, wherever it lies. Of labels alone there are no others.
     *
     * @param trainingImages SHA-256 of the decompressed content, in hexadecimal; absent of labels alone
     * @param trainingLabels likewise
     * @param testImages likewise
     * @param testLabels likewise; of labels alone that of the name of each row's class
     * @param classes how many classes there are
     * @param classNames their names, by class; absent where they are numbers from 0
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Digests(
            String trainingImages,
            String trainingLabels,
            String testImages,
            String testLabels,
            int classes,
            List<String> classNames) {
        /** Of images, whose classes are numbers. */
        public Digests(
                String trainingImages, String trainingLabels, String testImages, String testLabels, int classes) {
            this(trainingImages, trainingLabels, testImages, testLabels, classes, null);
        }

        /** The name of each class. */
        public List<String> namesOfClasses() {
            return classNames == null ? TestTruth.numbers(classes) : classNames;
        }
    }

    @Override
    public TestTruth truth(DatasetSpec spec) {
        LabeledImages test = loadAllTest();
        byte[] labels = test.labels();
        return new TestTruth(
                IntStream.range(0, labels.length).map(row -> labels[row]).toArray(),
                TestTruth.numbers(classes),
                List.of(),
                Dataset.testRows(test, spec));
    }

    @Override
    public Optional<ExampleFiles> examples() {
        return Optional.of(this);
    }

    @Override
    public Optional<DatasetFiles> images() {
        return Optional.of(this);
    }

    /** What these files hold, wherever they lie. */
    @Override
    public Digests digests() {
        return new Digests(
                trainingImages.sha256(), trainingLabels.sha256(), testImages.sha256(), testLabels.sha256(), classes);
    }

    /**
     * Looks at four files of a user's own and takes their digests. Every byte is read and checked, but no image is kept.
     * There are as many classes as the largest label of both parts says.
     *
     * @throws DataException if a file cannot be read, is damaged, does not fit the others, or all rows are of class 0
     */
    public static DatasetFiles inspect(Path trainingImages, Path trainingLabels, Path testImages, Path testLabels) {
        IdxReader.Content training = labels(trainingLabels);
        IdxReader.Content test = labels(testLabels);
        int classes = 1 + Math.max(largest(training.body()), largest(test.body()));
        if (classes < 2) {
            throw new DataException("all labels of " + trainingLabels + " and " + testLabels
                    + " are 0; there must be at least two classes");
        }
        return new DatasetFiles(
                images(trainingImages, trainingLabels, training),
                new IdxFile(trainingLabels, training.sha256()),
                images(testImages, testLabels, test),
                new IdxFile(testLabels, test.sha256()),
                classes);
    }

    /**
     * Looks at the files that a specification names, as {@link #inspect} does.
     *
     * @param folder what relative paths are relative to: the folder of the experiment's file
     */
    public static DatasetFiles of(DatasetSpec.Idx spec, Path folder) {
        return inspect(
                folder.resolve(spec.trainingImages()),
                folder.resolve(spec.trainingLabels()),
                folder.resolve(spec.testImages()),
                folder.resolve(spec.testLabels()));
    }

    @Override
    public int features() {
        return LabeledImages.PIXELS;
    }

    @Override
    public OptionalLong bytes() {
        return OptionalLong.empty();
    }

    @Override
    public Dataset load() {
        return new Dataset(
                IdxReader.read(trainingImages, trainingLabels, classes),
                IdxReader.read(testImages, testLabels, classes));
    }

    @Override
    public Dataset share() {
        return new Dataset(
                IdxReader.share(trainingImages, trainingLabels, classes),
                IdxReader.share(testImages, testLabels, classes));
    }

    /** These files as {@linkplain IdxFile#lasting lasting}. */
    public DatasetFiles lasting() {
        return new DatasetFiles(
                trainingImages.asLasting(),
                trainingLabels.asLasting(),
                testImages.asLasting(),
                testLabels.asLasting(),
                classes);
    }

    @Override
    public LabeledImages loadTest(DatasetSpec spec) {
        return Dataset.testSubset(loadAllTest(), spec).images();
    }

    /**
     * Reads all test rows.
     *
     * @throws DataException likewise
     */
    private LabeledImages loadAllTest() {
        return IdxReader.read(testImages, testLabels, classes);
    }

    private static IdxReader.Content labels(Path file) {
        IdxReader.Content labels = IdxReader.read(file, IdxKind.LABELS, true);
        IdxReader.checkLabels(file, labels.body(), LabeledImages.MAX_CLASSES);
        return labels;
    }

    private static IdxFile images(Path file, Path labelFile, IdxReader.Content labels) {
        IdxReader.Content images = IdxReader.read(file, IdxKind.IMAGES, false);
        IdxReader.checkCounts(file, images, labelFile, labels);
        return new IdxFile(file, images.sha256());
    }

    private static int largest(byte[] labels) {
        int largest = 0;
        for (byte label : labels) {
            largest = Math.max(largest, label);
        }
        return largest;
    }
}
