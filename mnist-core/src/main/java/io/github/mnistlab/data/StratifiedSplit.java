package io.github.mnistlab.data;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Rows in two parts, in each of which every class has its share as nearly as whole rows allow: Hamilton's method of
 * largest remainders, the lower class first among equals. Both parts keep the order of the rows.
 */
public final class StratifiedSplit {
    private final boolean[] marks;

    private StratifiedSplit(boolean[] marks) {
        this.marks = marks;
    }

    /**
     * Draws rows without replacement.
     *
     * @param examples from whose rows to draw
     * @param rows how many, 0 to {@code examples.size()}
     * @param random where chance comes from; the same stream gives the same rows
     * @throws DataException if there are not so many rows
     */
    public static StratifiedSplit draw(Examples examples, int rows, UniformRandomProvider random) {
        if (rows < 0 || rows > examples.size()) {
            throw new DataException(
                    rows + " rows cannot be drawn from " + examples.size() + "; it must be 0 to " + examples.size());
        }
        int[] counts = examples.classCounts();
        return new StratifiedSplit(ClassSample.draw(examples, counts, shares(counts, rows), random));
    }

    /** The rows that were drawn, ascending. */
    public int[] drawn() {
        return ClassSample.rows(marks, true);
    }

    /** All other rows, ascending. */
    public int[] remaining() {
        return ClassSample.rows(marks, false);
    }

    private static int[] shares(int[] counts, int rows) {
        long total = 0;
        for (int count : counts) {
            total += count;
        }
        int[] shares = new int[counts.length];
        long[] remainders = new long[counts.length];
        int left = rows;
        for (int label = 0; label < counts.length && total > 0; label++) {
            long scaled = (long) rows * counts[label];
            shares[label] = (int) (scaled / total);
            remainders[label] = scaled % total;
            left -= shares[label];
        }
        for (; left > 0; left--) {
            int largest = 0;
            for (int label = 1; label < counts.length; label++) {
                if (remainders[label] > remainders[largest]) {
                    largest = label;
                }
            }
            shares[largest]++;
            remainders[largest] = -1;
        }
        return shares;
    }
}
