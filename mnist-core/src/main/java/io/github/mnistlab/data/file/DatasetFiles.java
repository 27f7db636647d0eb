package io.github.mnistlab.data.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
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
 * @param classes how many classes there are, 2 to {@value LabeledImages#MOST_CLASSES}
 * @param form how they are read
 */
public record DatasetFiles(
        IdxFile trainingImages,
        IdxFile trainingLabels,
        IdxFile testImages,
        IdxFile testLabels,
        int classes,
        ImageForm form)
        implements ExampleFiles {
    /** In MNIST's form. */
    public DatasetFiles(
            IdxFile trainingImages, IdxFile trainingLabels, IdxFile testImages, IdxFile testLabels, int classes) {
        this(trainingImages, trainingLabels, testImages, testLabels, classes, ImageForm.MNIST);
    }

    /** Refuses a number of classes that cannot be. */
    public DatasetFiles {
        if (classes < 2 || classes > LabeledImages.MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "classes must be 2 to " + LabeledImages.MOST_CLASSES + ", but is " + classes);
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
     * @param shape of images; absent where it is MNIST's, and of tables
     * @param transposed true where lines were put for columns; else absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Digests(
            String trainingImages,
            String trainingLabels,
            String testImages,
            String testLabels,
            int classes,
            List<String> classNames,
            ImageShape shape,
            Boolean transposed) {
        /** Of no images, or of images in MNIST's form. */
        public Digests(
                String trainingImages,
                String trainingLabels,
                String testImages,
                String testLabels,
                int classes,
                List<String> classNames) {
            this(trainingImages, trainingLabels, testImages, testLabels, classes, classNames, null, null);
        }

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
        return new TestTruth(
                IntStream.range(0, test.size()).map(test::label).toArray(),
                form.namesOf(classes),
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
                trainingImages.sha256(),
                trainingLabels.sha256(),
                testImages.sha256(),
                testLabels.sha256(),
                classes,
                form.hasPlainNames() ? null : form.namesOf(classes),
                form.shape().equals(ImageShape.MNIST) ? null : form.shape(),
                form.transposed() ? true : null);
    }

    @Override
    public int features() {
        return form.shape().values();
    }

    @Override
    public OptionalLong bytes() {
        return OptionalLong.empty();
    }

    @Override
    public Dataset load() {
        return new Dataset(
                IdxReader.read(trainingImages, trainingLabels, classes, form),
                IdxReader.read(testImages, testLabels, classes, form));
    }

    @Override
    public Dataset share() {
        return new Dataset(
                IdxReader.share(trainingImages, trainingLabels, classes, form),
                IdxReader.share(testImages, testLabels, classes, form));
    }

    /** These files as {@linkplain IdxFile#lasting lasting}. */
    public DatasetFiles lasting() {
        return at(IdxFile::asLasting);
    }

    /** The same where each file is somewhere else. */
    public <X extends Exception> DatasetFiles at(Place<X> place) throws X {
        return new DatasetFiles(
                place.of(trainingImages),
                place.of(trainingLabels),
                place.of(testImages),
                place.of(testLabels),
                classes,
                form);
    }

    /** Where a file is. */
    @FunctionalInterface
    public interface Place<X extends Exception> {
        IdxFile of(IdxFile file) throws X;
    }

    /** The same with names of classes. */
    public DatasetFiles withClassNames(List<String> names) {
        return new DatasetFiles(
                trainingImages, trainingLabels, testImages, testLabels, classes, form.withClassNames(names));
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
        return IdxReader.read(testImages, testLabels, classes, form);
    }
}
