package io.github.mnistlab.model.step.matrix;

/**
 * A sum of some vectors, each times a number: the product of a sparse row and a dense matrix. Its order follows from the numbers of
 * the vectors alone, and Java's arithmetic gives the same bits on every machine.
 *
 * <p>HotSpot vectorises loops over arrays that are indexed by the loop's variable alone, and up to so long a body: five vectors at
 * a time still are, six are not, and take four times as long.
 */
final class WeightedSum {
    private WeightedSum() {}

    /**
     * Adds vectors {@code which[from]} to {@code which[to - 1]}.
     *
     * @param sum to which they are added
     * @param count how many numbers of each
     * @param factors of the vectors, at the places of {@code which}
     */
    static void add(float[] sum, int count, float[][] vectors, int[] which, float[] factors, int from, int to) {
        int i = from;
        for (; i < to - 3; i += 4) {
            add(
                    sum,
                    count,
                    vectors[which[i]],
                    vectors[which[i + 1]],
                    vectors[which[i + 2]],
                    vectors[which[i + 3]],
                    factors[i],
                    factors[i + 1],
                    factors[i + 2],
                    factors[i + 3]);
        }
        if (i < to - 1) {
            add(sum, count, vectors[which[i]], vectors[which[i + 1]], factors[i], factors[i + 1]);
            i += 2;
        }
        if (i < to) {
            add(sum, count, vectors[which[i]], factors[i]);
        }
    }

    private static void add(
            float[] sum,
            int count,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float ofA,
            float ofB,
            float ofC,
            float ofD) {
        for (int i = 0; i < count; i++) {
            sum[i] += (ofA * a[i] + ofB * b[i]) + (ofC * c[i] + ofD * d[i]);
        }
    }

    private static void add(float[] sum, int count, float[] a, float[] b, float ofA, float ofB) {
        for (int i = 0; i < count; i++) {
            sum[i] += ofA * a[i] + ofB * b[i];
        }
    }

    private static void add(float[] sum, int count, float[] a, float ofA) {
        for (int i = 0; i < count; i++) {
            sum[i] += ofA * a[i];
        }
    }
}
