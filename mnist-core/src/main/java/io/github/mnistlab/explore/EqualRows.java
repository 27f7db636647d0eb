package io.github.mnistlab.explore;

import io.github.mnistlab.data.LabeledTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a table that have the same features.
 *
 * @param repeated training rows that are an earlier training row once more, class included
 * @param contradicting training rows that have the features of an earlier training row, but another class
 * @param examples some of the latter, each with that earlier row
 * @param leaked test rows that have the features of a training row
 */
public record EqualRows(long repeated, long contradicting, List<Pair> examples, long leaked) {
    private static final int SHOWN = 10;

    /**
     * Two training rows with the same features and different classes.
     *
     * @param earlier a row, from 0
     * @param later another row
     */
    public record Pair(int earlier, int later) {}

    /** Copies the list. */
    public EqualRows {
        examples = List.copyOf(examples);
    }

    /** A row's numbers, two hashes of which are as good as all of them. */
    private record Key(long one, long other) {
        static Key of(double[] row) {
            long one = 1;
            long other = Arrays.hashCode(row);
            for (double value : row) {
                long bits = Double.doubleToLongBits(value + 0.0);
                one = (one ^ bits) * 0x9E3779B97F4A7C15L;
                one ^= one >>> 29;
                other = 31 * other + (bits ^ (bits >>> 17)) * 0xBF58476D1CE4E5B9L;
            }
            return new Key(one, other);
        }
    }

    static EqualRows of(LabeledTable training, LabeledTable test) {
        Map<Key, Integer> first = new HashMap<>();
        long repeated = 0;
        long contradicting = 0;
        List<Pair> examples = new ArrayList<>();
        for (int row = 0; row < training.size(); row++) {
            Integer earlier = first.putIfAbsent(Key.of(training.row(row)), row);
            if (earlier != null && training.label(earlier) == training.label(row)) {
                repeated++;
            } else if (earlier != null) {
                contradicting++;
                if (examples.size() < SHOWN) {
                    examples.add(new Pair(earlier, row));
                }
            }
        }
        long leaked = 0;
        for (int row = 0; row < test.size(); row++) {
            leaked += first.containsKey(Key.of(test.row(row))) ? 1 : 0;
        }
        return new EqualRows(repeated, contradicting, examples, leaked);
    }
}
