package io.github.mnistlab.data;

import org.apache.commons.rng.UniformRandomProvider;

/** Draws so many rows of each class, every subset of a class equally likely, and keeps their order. */
final class ClassSample {
    private ClassSample() {}

    /**
     * Selection sampling, one pass over the rows: algorithm S of Knuth, The Art of Computer Programming, vol. 2, 3.4.2,
     * for each class.
     *
     * @param examples the rows
     * @param available how many rows each class has
     * @param wanted how many rows of each class to draw, at most as many as it has
     * @return for each row whether it is drawn
     */
    static boolean[] draw(Examples examples, int[] available, int[] wanted, UniformRandomProvider random) {
        int[] left = available.clone();
        int[] needed = wanted.clone();
        boolean[] drawn = new boolean[examples.size()];
        for (int row = 0; row < drawn.length; row++) {
            int label = examples.label(row);
            if (random.nextInt(left[label]--) < needed[label]) {
                needed[label]--;
                drawn[row] = true;
            }
        }
        return drawn;
    }

    /** The rows that are marked so, in ascending order. */
    static int[] rows(boolean[] marks, boolean mark) {
        int[] rows = new int[marks.length];
        int count = 0;
        for (int row = 0; row < marks.length; row++) {
            if (marks[row] == mark) {
                rows[count++] = row;
            }
        }
        return java.util.Arrays.copyOf(rows, count);
    }
}
