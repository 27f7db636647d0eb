package io.github.mnistlab.evaluate;

import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A classifier's prediction for each test row; its probabilities too, where more than the predicted classes was kept. A
 * predicted class takes a byte or two, so that those of many runs can be in memory at once; a row of probabilities takes four
 * bytes a class.
 */
public final class Predictions {
    /** The most classes that there may be. */
    public static final int MOST_CLASSES = 1_000;

    private final Labels labels;
    private final PredictedClasses predicted;
    private final int classes;
    private final Probabilities probabilities;

    private Predictions(Labels labels, PredictedClasses predicted, int classes, Probabilities probabilities) {
        this.labels = labels;
        this.predicted = predicted;
        this.classes = classes;
        this.probabilities = probabilities;
    }

    private static Predictions of(
            Labels labels, int rows, IntUnaryOperator predicted, int classes, Probabilities probabilities) {
        if (classes > MOST_CLASSES) {
            throw new IllegalArgumentException(
                    "there must be at most " + MOST_CLASSES + " classes, but there are " + classes);
        }
        if (labels.rows() != rows) {
            throw new IllegalArgumentException("there must be a label for each prediction, but there are "
                    + labels.rows() + " labels and " + rows + " predictions");
        }
        PredictedClasses all = new PredictedClasses(rows, classes);
        for (int row = 0; row < rows; row++) {
            int prediction = predicted.applyAsInt(row);
            if (!isClass(labels.of(row), classes) || !isClass(prediction, classes)) {
                throw new IllegalArgumentException("classes of row " + row + " must be 0 to " + (classes - 1)
                        + ", but are " + labels.of(row) + " and " + prediction + " predicted");
            }
            all.set(row, prediction);
        }
        return new Predictions(labels, all, classes, probabilities);
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
        return of(Labels.of(labels), probabilities);
    }

    /**
     * With probabilities.
     *
     * @param labels the true class of each row
     * @throws IllegalArgumentException likewise
     */
    public static Predictions of(Labels labels, Probabilities probabilities) {
        return of(labels, probabilities.rows(), probabilities::predicted, probabilities.classes(), probabilities);
    }

    /**
     * Without probabilities.
     *
     * @param labels the true class of each row; copied
     * @param predicted the class that was predicted for it; copied
     * @throws IllegalArgumentException if there are not as many labels as predictions, or a class is out of range
     */
    public static Predictions of(int[] labels, int[] predicted, int classes) {
        return of(Labels.of(labels), predicted, classes);
    }

    /**
     * Without probabilities.
     *
     * @param labels the true class of each row
     * @param predicted the class that was predicted for it; copied
     * @throws IllegalArgumentException likewise
     */
    public static Predictions of(Labels labels, int[] predicted, int classes) {
        return of(labels, predicted.length, row -> predicted[row], classes, null);
    }

    /** The predicted classes alone. */
    public Predictions withoutProbabilities() {
        return new Predictions(labels, predicted, classes, null);
    }

    /** Those of some rows alone, which are numbered anew. */
    public Predictions only(int[] rows) {
        PredictedClasses classesOfThem = new PredictedClasses(rows.length, classes);
        int[] labelsOfThem = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            classesOfThem.set(i, predicted.get(rows[i]));
            labelsOfThem[i] = labels.of(rows[i]);
        }
        return new Predictions(
                Labels.of(labelsOfThem),
                classesOfThem,
                classes,
                probabilities == null ? null : probabilities.only(rows));
    }

    /** How many rows there are. */
    public int rows() {
        return predicted.rows();
    }

    /** How many classes there are, those without rows included. */
    public int classes() {
        return classes;
    }

    /** The true class of a row. */
    public int label(int row) {
        return labels.of(row);
    }

    /** The true class of each row; a copy. */
    public int[] labels() {
        return labels.toArray();
    }

    /** The true classes of all rows. */
    public Labels trueClasses() {
        return labels;
    }

    /** The class that was predicted for a row. */
    public int predicted(int row) {
        return predicted.get(row);
    }

    /** Of each class in each row, if they were kept. */
    public Optional<Probabilities> probabilities() {
        return Optional.ofNullable(probabilities);
    }

    /** Rows by true and predicted class. */
    public ConfusionMatrix confusionMatrix() {
        long[][] counts = new long[classes][classes];
        for (int row = 0; row < rows(); row++) {
            counts[label(row)][predicted(row)]++;
        }
        return new ConfusionMatrix(counts);
    }
}
