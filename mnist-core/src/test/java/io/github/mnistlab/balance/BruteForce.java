package io.github.mnistlab.balance;

import java.util.Arrays;
import java.util.Comparator;

/** The neighbour search as its definition has it: every distance in double precision, sorted. */
public final class BruteForce {
    private BruteForce() {}

    public static int[] nearest(double[][] rows, int query, int[] candidates, int k) {
        double[] distances = new double[rows.length];
        for (int row : candidates) {
            distances[row] = squaredDistance(rows[query], rows[row]);
        }
        return Arrays.stream(candidates)
                .filter(row -> row != query)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> distances[row])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(k)
                .mapToInt(row -> row)
                .toArray();
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int column = 0; column < a.length; column++) {
            sum += (a[column] - b[column]) * (a[column] - b[column]);
        }
        return sum;
    }
}
