package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import java.util.stream.IntStream;

/**
 * The second step of the methods that over-sample first: rows are left out that lie among those of other classes.
 *
 * <p>Different on purpose from imbalanced-learn:
 *
 * <ul>
 *   <li>A row is never its own neighbour; imbalanced-learn drops the first neighbour found, which need not be the row
 *       itself where others equal it. Of neighbours at the same distance the lower row comes first.
 *   <li>Images are judged as they are trained on, with the synthetic ones rounded to bytes.
 *   <li>Rows that stay keep their order; imbalanced-learn's {@code EditedNearestNeighbours} sorts them by class.
 *   <li>That a class loses its last row is an error; imbalanced-learn goes on without the class.
 * </ul>
 *
 * <p>It takes a neighbour search over all rows, new ones included: the time grows with the square of their number.
 *
 * @param method the method's name, for messages
 * @param reason what is said of a row that is left out, for messages
 */
record Cleaning(String method, String reason) {

    /** Decides on a row. */
    @FunctionalInterface
    interface Rule {
        /**
         * Whether a row stays.
         *
         * @param row which
         * @param labels the class of each row
         * @param nearest the nearest rows of each row, nearest first
         */
        boolean keeps(int row, int[] labels, int[][] nearest);
    }

    /**
     * Leaves out the rows that do not stay. All are judged by all, before any is left out.
     *
     * @param filled what over-sampling has made
     * @param features the rows there were
     * @param labels their classes
     * @param k how many neighbours are sought of each row
     * @throws NotApplicableException if a class would have no row left
     */
    Resampling clean(Resampling filled, FeatureMatrix features, int[] labels, int k, Rule rule) {
        int[] filledLabels = filled.apply(labels);
        int[] all = IntStream.range(0, filled.size()).toArray();
        int[][] nearest;
        try (NearestNeighbors search = new NearestNeighbors(features.apply(filled))) {
            nearest = search.search(all, all, k);
        }
        Resampling.Builder result = new Resampling.Builder(filled.sourceRows());
        int[] counts = new ClassRows(filledLabels).counts();
        int[] left = new int[counts.length];
        for (int row : all) {
            if (rule.keeps(row, filledLabels, nearest)) {
                result.add(filled.row(row));
                left[filledLabels[row]]++;
            }
        }
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0 && left[c] == 0) {
                throw new NotApplicableException(method + " cannot be applied to class " + c
                        + ", as it would leave it no row: each of its " + counts[c] + " rows, new ones included, "
                        + reason + "; smote leaves no rows out");
            }
        }
        return result.build();
    }
}
