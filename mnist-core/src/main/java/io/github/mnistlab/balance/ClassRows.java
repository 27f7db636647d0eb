package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import io.github.mnistlab.data.Examples;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Which rows each class has. */
final class ClassRows {
    private final int[] labels;
    private final int[] counts;

    /** @throws IllegalArgumentException if there are not as many labels as rows, or a label is negative */
    ClassRows(FeatureMatrix features, int[] labels) {
        this(labels);
        if (labels.length != features.rows()) {
            throw new IllegalArgumentException("there must be a label a row, but there are " + labels.length + " for "
                    + features.rows() + " rows");
        }
    }

    /** @throws IllegalArgumentException if a label is negative */
    ClassRows(int[] labels) {
        int highest = -1;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] > 0xffff) {
                throw new IllegalArgumentException("labels must be 0 to 65535, but row " + row + " has " + labels[row]);
            }
            highest = Math.max(highest, labels[row]);
        }
        this.labels = labels;
        counts = new int[highest + 1];
        for (int label : labels) {
            counts[label]++;
        }
    }

    /** The class of each row. */
    static int[] labels(Examples examples) {
        return IntStream.range(0, examples.size()).map(examples::label).toArray();
    }

    /** How many rows each class has, at the class's index, up to the last class that has any. */
    int[] counts() {
        return counts;
    }

    /** The class of a row. */
    int label(int row) {
        return labels[row];
    }

    /** The rows of one class, in ascending order. */
    int[] rows(int label) {
        return IntStream.range(0, labels.length)
                .filter(row -> labels[row] == label)
                .toArray();
    }

    /** The rows of all other classes, in ascending order. */
    int[] rowsOfOthers(int label) {
        return IntStream.range(0, labels.length)
                .filter(row -> labels[row] != label)
                .toArray();
    }

    /** How many rows over-sampling adds to each class. */
    int[] added(SamplingStrategy strategy) {
        int[] added = strategy.oversampledCounts(counts);
        for (int c = 0; c < added.length; c++) {
            added[c] -= counts[c];
        }
        return added;
    }

    /**
     * Checks that in each class that is added to, each row has k others. The smallest such class is named, so that what is
     * said to work for it works for all.
     *
     * @param method the method's name, for the message
     * @param option the name of k
     * @throws NotApplicableException if not, with the class, its count, k and the largest k that would work
     */
    void checkNeighbors(String method, String option, int k, int[] added) {
        int smallest = -1;
        for (int c = 0; c < counts.length; c++) {
            if (added[c] > 0 && (smallest < 0 || counts[c] < counts[smallest])) {
                smallest = c;
            }
        }
        if (smallest < 0 || counts[smallest] > k) {
            return;
        }
        if (counts[smallest] == 1) {
            throw new NotApplicableException(method + " cannot be applied to class " + smallest
                    + ": it has 1 row, and so no neighbour in its class for any " + option + " (" + k
                    + " asked for); leave the class out by a samplingStrategy that maps the others to their counts");
        }
        int largest = counts[smallest] - 1;
        throw new NotApplicableException(
                method + " with " + option + " " + k + " cannot be applied to class " + smallest + ": it has "
                        + counts[smallest] + " rows, so that each has only " + largest
                        + " neighbour(s) in its class; the largest " + option + " that works is " + largest);
    }

    /**
     * Checks that each row has k others, whatever their class.
     *
     * @param method the method's name, for the message
     * @param option the name of k
     * @throws NotApplicableException if not, with the count, k and the largest k that would work
     */
    void checkAllNeighbors(String method, String option, int k) {
        if (labels.length <= k) {
            throw new NotApplicableException(method + " with " + option + " " + k + " cannot be applied to "
                    + labels.length + " rows in all; the largest " + option + " that works is " + (labels.length - 1));
        }
    }

    /** How many of the k nearest rows of all classes are of other classes than the row itself, for each of these rows. */
    int[] countOthers(NearestNeighbors search, int[] rows, int k) {
        int[] all = IntStream.range(0, labels.length).toArray();
        int[][] nearest = search.search(rows, all, k);
        return IntStream.range(0, rows.length)
                .map(i -> (int) Arrays.stream(nearest[i])
                        .filter(row -> labels[row] != labels[rows[i]])
                        .count())
                .toArray();
    }
}
