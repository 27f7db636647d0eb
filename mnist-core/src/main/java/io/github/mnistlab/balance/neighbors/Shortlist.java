package io.github.mnistlab.balance.neighbors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The candidates that may still be among one row's k nearest, while all are looked at in ascending order of rows.
 *
 * <p>Distances come approximately first. Whoever is farther than the k-th nearest by more than the slack, twice the bound
 * of the approximation's error, is farther for certain. Where too many remain (equal rows, say), they are ranked
 * exactly there and then and only the first k kept, so that memory stays bounded.
 */
final class Shortlist {
    private record Ranked(int row, double distance) {}

    private final Points points;
    private final int query;
    /** The k smallest approximate distances so far, in ascending order; infinite where there are none yet. */
    private final double[] smallest;

    private final int[] rows;
    private final double[] distances;
    private int size;

    Shortlist(Points points, int query, int k) {
        this.points = points;
        this.query = query;
        smallest = new double[k];
        Arrays.fill(smallest, Double.POSITIVE_INFINITY);
        rows = new int[4 * k + 32];
        distances = new double[rows.length];
    }

    /**
     * Looks at more candidates.
     *
     * @param candidates rows of all candidates
     * @param from the first candidate to look at
     * @param count how many
     * @param squaredNorms |y|² of each of these
     * @param products approximate x·y of each of these with the query; |x|² is the same for all and left out
     * @param slack twice the bound of the error in |y|² − 2x·y; never less than the time before
     */
    void scan(int[] candidates, int from, int count, double[] squaredNorms, float[] products, double slack) {
        double limit = smallest[smallest.length - 1] + slack;
        for (int i = 0; i < count; i++) {
            double distance = squaredNorms[i] - 2.0 * products[i];
            if (distance <= limit && candidates[from + i] != query) {
                add(candidates[from + i], distance, slack);
                limit = smallest[smallest.length - 1] + slack;
            }
        }
        strikeOut(limit);
    }

    /** The k nearest rows, nearest first, of equals the lower row first. */
    int[] nearest() {
        return ranked().mapToInt(Ranked::row).toArray();
    }

    private void add(int row, double distance, double slack) {
        if (size == rows.length) {
            strikeOut(smallest[smallest.length - 1] + slack);
            if (size > rows.length / 2) {
                keepNearest();
            }
        }
        rows[size] = row;
        distances[size++] = distance;
        int place = smallest.length;
        while (place > 0 && distance < smallest[place - 1]) {
            place--;
        }
        if (place < smallest.length) {
            System.arraycopy(smallest, place, smallest, place + 1, smallest.length - place - 1);
            smallest[place] = distance;
        }
    }

    private void strikeOut(double limit) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (distances[i] <= limit) {
                rows[kept] = rows[i];
                distances[kept++] = distances[i];
            }
        }
        size = kept;
    }

    private void keepNearest() {
        // What is kept needs no approximate distance any more: minus infinity is never struck out.
        Ranked[] nearest = ranked().toArray(Ranked[]::new);
        size = nearest.length;
        for (int i = 0; i < size; i++) {
            rows[i] = nearest[i].row();
            distances[i] = Double.NEGATIVE_INFINITY;
        }
    }

    private Stream<Ranked> ranked() {
        return IntStream.range(0, size)
                .mapToObj(i -> new Ranked(rows[i], points.squaredDistance(query, rows[i])))
                .sorted(Comparator.comparingDouble(Ranked::distance).thenComparingInt(Ranked::row))
                .limit(smallest.length);
    }
}
