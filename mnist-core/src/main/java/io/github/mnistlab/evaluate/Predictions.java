package io.github.mnistlab.evaluate;

import java.util.Optional;
import java.util.stream.IntStream;

/** What a classifier made of each test row; its probabilities too, where more than the predicted classes was kept. */
public final class Predictions {
    private final int[] labels;
    private final int[] predicted;
    private final int classes;
    private final Probabilities probabilities;

    private Predictions(int[] labels, int[] predicted, int classes, Probabilities probabilities) {
        if (labels.length != predicted.length) {
            throw new IllegalArgumentException("there must be a label for each prediction, but there are "
                    + labels.length + " labels and " + predicted.length + " predictions");
        }
        for (int row = 0; row < labels.length; row++) {
            if (!isClass(labels[row], classes) || !isClass(predicted[row], classes)) {
                throw new IllegalArgumentException("classes of row " + row + " must be 0 to " + (classes - 1)
                        + ", but are " + labels[row] + " and " + predicted[row] + " predicted");
            }
        }
        this.labels = labels;
        this.predicted = predicted;
        this.classes = classes;
        this.probabilities = probabilities;
    }

    private static boolean isClass(int label, int classes) {
        return label >= 0 && label < classes;
    }

    /**
     * With probabilities.
     *
     * @param labels the true class of each row; copied
     * @throws IllegalArgumentException if there are not as many labels as rows, or a class is out of range
     */
    public static Predictions of(int[] labels, Probabilities probabilities) {
        int[] predicted = IntStream.range(0, probabilities.rows())
                .map(probabilities::predicted)
                .toArray();
        return new Predictions(labels.clone(), predicted, probabilities.classes(), probabilities);
    }

    /**
     * Without probabilities.
     *
     * @param labels the true class of each row; copied
     * @param predicted the class that was predicted for it; copied
     * @throws IllegalArgumentException if there are not as many labels as predictions, or a class is out of range
     */
    public static Predictions of(int[] labels, int[] predicted, int classes) {
        return new Predictions(labels.clone(), predicted.clone(), classes, null);
    }

    /** The predicted classes alone, which take little memory. */
    public Predictions withoutProbabilities() {
        return new Predictions(labels, predicted, classes, null);
    }

    /** How many rows there are. */
    public int rows() {
        return labels.length;
    }

    /** How many classes there are, those without rows included. */
    public int classes() {
        return classes;
    }

    /** The true class of a row. */
    public int label(int row) {
        return labels[row];
    }

    /** The true class of each row; a copy. */
    public int[] labels() {
        return labels.clone();
    }

    /** The class that was predicted for a row. */
    public int predicted(int row) {
        return predicted[row];
    }

    /** Of each class in each row, if they were kept. */
    public Optional<Probabilities> probabilities() {
        return Optional.ofNullable(probabilities);
    }

    /** Rows by true and predicted class. */
    public ConfusionMatrix confusionMatrix() {
        long[][] counts = new long[classes][classes];
        for (int row = 0; row < labels.length; row++) {
            counts[labels[row]][predicted[row]]++;
        }
        return new ConfusionMatrix(counts);
    }
}
