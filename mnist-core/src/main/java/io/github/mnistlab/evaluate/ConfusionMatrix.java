package io.github.mnistlab.evaluate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The number of rows of each class that were predicted as each class: {@code counts[true][predicted]}, as scikit-learn lays it
 * out. At least two classes and one row. Its JSON form is the nested arrays.
 *
 * <p>Scores of a class are 0 where they would divide by zero, as with scikit-learn's {@code zero_division=0}. Doubles
 * are computed in scikit-learn's (1.2) order of operations, so that they agree with it to the last bit.
 */
public final class ConfusionMatrix {
    private final long[][] counts;
    private final long[] support;
    private final long[] predicted;
    private final long correct;
    private final long total;

    /**
     * @param counts {@code [true][predicted]}, square, none below 0; copied
     * @throws IllegalArgumentException if it is not square, has fewer than two classes, a count below 0, no row at all
     *     or more than 2,147,483,647 rows
     */
    @JsonCreator
    public ConfusionMatrix(long[][] counts) {
        int classes = counts.length;
        if (classes < 2) {
            throw new IllegalArgumentException(
                    "a confusion matrix has at least 2 classes, but this one has " + classes);
        }
        this.counts = new long[classes][];
        this.support = new long[classes];
        this.predicted = new long[classes];
        long rows = 0;
        for (int label = 0; label < classes; label++) {
            if (counts[label] == null || counts[label].length != classes) {
                throw new IllegalArgumentException("row " + label + " of a confusion matrix of " + classes
                        + " classes must have " + classes + " counts, but has "
                        + (counts[label] == null ? 0 : counts[label].length));
            }
            this.counts[label] = counts[label].clone();
            for (int prediction = 0; prediction < classes; prediction++) {
                long count = counts[label][prediction];
                // Bounded so that the products of two sums below stay within a long.
                if (count < 0 || count > Integer.MAX_VALUE - rows) {
                    throw new IllegalArgumentException("count of rows of class " + label + " predicted as " + prediction
                            + " must be 0 or more, and all counts together at most " + Integer.MAX_VALUE
                            + ", but is " + count);
                }
                rows += count;
                support[label] += count;
                predicted[prediction] += count;
            }
        }
        if (rows == 0) {
            throw new IllegalArgumentException("a confusion matrix needs at least one row, but all its counts are 0");
        }
        this.total = rows;
        long hits = 0;
        for (int label = 0; label < classes; label++) {
            hits += counts[label][label];
        }
        this.correct = hits;
    }

    private ConfusionMatrix(long[][] counts, long[] support, long[] predicted, long correct, long total) {
        this.counts = counts;
        this.support = support;
        this.predicted = predicted;
        this.correct = correct;
        this.total = total;
    }

    /**
     * With one more row of class {@code label}, predicted as {@code prediction}. It shares what is the same, since each cell of large
     * matrices is asked about.
     *
     * @throws IllegalArgumentException if there are 2,147,483,647 rows already
     */
    ConfusionMatrix withOneMore(int label, int prediction) {
        if (total == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a confusion matrix has at most " + Integer.MAX_VALUE + " rows");
        }
        long[][] more = counts.clone();
        more[label] = oneMore(counts[label], prediction);
        return new ConfusionMatrix(
                more,
                oneMore(support, label),
                oneMore(predicted, prediction),
                label == prediction ? correct + 1 : correct,
                total + 1);
    }

    private static long[] oneMore(long[] numbers, int index) {
        long[] more = numbers.clone();
        more[index]++;
        return more;
    }

    /** The counts, {@code [true][predicted]}; a copy. */
    @JsonValue
    public long[][] counts() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** How many classes there are, those without rows included. */
    public int classes() {
        return counts.length;
    }

    /** How many rows of class {@code label} were predicted as {@code prediction}. */
    public long count(int label, int prediction) {
        return counts[label][prediction];
    }

    /** Rows in all. */
    public long total() {
        return total;
    }

    /** Rows whose class was predicted. */
    public long correct() {
        return correct;
    }

    /** Rows of this class. */
    public long support(int label) {
        return support[label];
    }

    /** Rows predicted as this class, rightly or not. */
    public long predicted(int label) {
        return predicted[label];
    }

    /** The lowest class that has no rows; empty if every class has some. */
    OptionalInt classWithoutRows() {
        return IntStream.range(0, classes())
                .filter(label -> support[label] == 0)
                .findFirst();
    }

    /** Of all rows, the share whose class was predicted: 0 to 1. */
    public double accuracy() {
        return ratio(correct, total);
    }

    /** Of the rows predicted as this class, the share that are of it: 0 to 1, 0 if there are none. */
    public double precision(int label) {
        return ratio(counts[label][label], predicted[label]);
    }

    /** Of the rows of this class, the share predicted as it: 0 to 1, 0 if there are none. */
    public double recall(int label) {
        return ratio(counts[label][label], support[label]);
    }

    /** Harmonic mean of precision and recall: 0 to 1, 0 if both are 0. */
    public double f1(int label) {
        double precision = precision(label);
        double recall = recall(label);
        double sum = precision + recall;
        return sum == 0 ? 0 : 2 * precision * recall / sum;
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix that && Arrays.deepEquals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(counts);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix" + Arrays.deepToString(counts);
    }
}
