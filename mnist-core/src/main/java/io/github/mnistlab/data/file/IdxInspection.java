package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A look at four files of a user's own: whether they fit each other, how many classes there are, and how they are read. */
public final class IdxInspection {
    private IdxInspection() {}

    /**
     * Looks at four files in MNIST's order, with labels from 0, and takes their digests. Every byte is read and checked, but
     * no image is kept. There are as many classes as the largest label of both parts says.
     *
     * @throws DataException if a file cannot be read, is damaged, does not fit the others, or all rows are of one class
     */
    public static DatasetFiles inspect(Path trainingImages, Path trainingLabels, Path testImages, Path testLabels) {
        return of(trainingImages, trainingLabels, testImages, testLabels, false, null, null);
    }

    /**
     * Looks at the files that a specification names, likewise.
     *
     * @param folder what relative paths are relative to: the folder of the experiment's file
     */
    public static DatasetFiles of(DatasetSpec.Idx spec, Path folder) {
        return of(
                folder.resolve(spec.trainingImages()),
                folder.resolve(spec.trainingLabels()),
                folder.resolve(spec.testImages()),
                folder.resolve(spec.testLabels()),
                spec.transpose() != null,
                spec.firstLabel(),
                spec.classNames());
    }

    /**
     * Looks at them.
     *
     * @param transpose whether the files have columns for lines
     * @param firstLabel the label of the first class; null for 0, of which then there must be a row
     * @param classNames by class; null for the labels
     * @throws DataException if they are not what they should be
     */
    private static DatasetFiles of(
            Path trainingImages,
            Path trainingLabels,
            Path testImages,
            Path testLabels,
            boolean transpose,
            Integer firstLabel,
            List<String> classNames) {
        IdxReader.Content training = IdxReader.read(trainingLabels, IdxKind.LABELS, true);
        IdxReader.Content test = IdxReader.read(testLabels, IdxKind.LABELS, true);
        String both = trainingLabels + " and " + testLabels;
        int first = firstLabel == null ? 0 : firstLabel;
        IdxReader.checkLabels(trainingLabels, training.body(), first, LabeledImages.MOST_CLASSES);
        IdxReader.checkLabels(testLabels, test.body(), first, LabeledImages.MOST_CLASSES);
        int smallest = labels(training, test).min().orElseThrow();
        int largest = labels(training, test).max().orElseThrow();
        if (firstLabel == null && smallest > 0 && smallest < largest) {
            throw new DataException("no label of " + both + " is 0: the smallest is " + smallest
                    + ". If classes are numbered from " + smallest
                    + " there, as those of EMNIST's letters are from 1, write"
                    + " firstLabel: " + smallest + "; if class 0 has no rows, firstLabel: 0");
        }
        if (smallest == largest) {
            throw new DataException(
                    "all labels of " + both + " are " + smallest + "; there must be at least two classes");
        }
        int classes = classNames == null ? 1 + largest - first : classNames.size();
        if (classes <= largest - first) {
            throw new DataException("classNames has " + classes + " names, but the labels of " + both + " go from "
                    + first + " to " + largest + ": there must be " + (1 + largest - first));
        }
        IdxReader.Content learned = images(trainingImages, trainingLabels, training);
        IdxReader.Content tested = images(testImages, testLabels, test);
        ImageShape shape = learned.head().shape().orElseThrow();
        ImageShape other = tested.head().shape().orElseThrow();
        if (!shape.equals(other)) {
            throw new DataException(trainingImages + " holds images of " + shape + ", but " + testImages + " of "
                    + other + "; both must be of one size");
        }
        return new DatasetFiles(
                new IdxFile(trainingImages, learned.sha256()),
                new IdxFile(trainingLabels, training.sha256()),
                new IdxFile(testImages, tested.sha256()),
                new IdxFile(testLabels, test.sha256()),
                classes,
                new ImageForm(transpose ? shape.transposed() : shape, transpose, first, classNames));
    }

    private static IntStream labels(IdxReader.Content... files) {
        return Stream.of(files)
                .flatMapToInt(file -> IntStream.range(0, file.count()).map(row -> file.body()[row] & 0xff));
    }

    private static IdxReader.Content images(Path file, Path labelFile, IdxReader.Content labels) {
        IdxReader.Content images = IdxReader.read(file, IdxKind.IMAGES, false);
        IdxReader.checkCounts(file, images, labelFile, labels);
        return images;
    }
}
