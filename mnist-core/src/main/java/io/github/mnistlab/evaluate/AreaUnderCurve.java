package io.github.mnistlab.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve of one class against the rest, image by image: of each row the share of rows of the
 * other side that it is on the right side of, ties as halves. E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson,
 * "Comparing the Areas under Two or More Correlated Receiver Operating Characteristic Curves", Biometrics 44, 1988.
 */
final class AreaUnderCurve {
    private final boolean[] positive;
    /** Rows, by score. */
    private final int[] order;
    /** Where in the order each run of equal scores begins; and the end. */
    private final int[] starts;

    private AreaUnderCurve(boolean[] positive, int[] order, int[] starts) {
        this.positive = positive;
        this.order = order;
        this.starts = starts;
    }

    static AreaUnderCurve of(int[] labels, Probabilities probabilities, int label) {
        boolean[] positive = new boolean[labels.length];
        double[] scores = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            positive[row] = labels[row] == label;
            scores[row] = probabilities.get(row, label);
        }
        int[] order = order(scores);
        int[] starts = IntStream.rangeClosed(0, order.length)
                .filter(i -> i == 0 || i == order.length || scores[order[i]] > scores[order[i - 1]])
                .toArray();
        return new AreaUnderCurve(positive, order, starts);
    }

    /** Rows by score, of equal scores in their own order. Scores are 0 or more, and mostly floats: then bits sort them, -0 first. */
    private static int[] order(double[] scores) {
        if (Arrays.stream(scores).allMatch(score -> (float) score == score)) {
            long[] keys = new long[scores.length];
            for (int row = 0; row < keys.length; row++) {
                keys[row] = ((long) Float.floatToIntBits((float) scores[row]) << Integer.SIZE) | row;
            }
            Arrays.sort(keys);
            return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** NaN where there are no rows of the class, or none of the rest. */
    double ofResample(int[] times) {
        double below = 0;
        double pairs = 0;
        double positives = 0;
        for (int run = 0; run + 1 < starts.length; run++) {
            double hits = 0;
            double others = 0;
            for (int i = starts[run]; i < starts[run + 1]; i++) {
                if (positive[order[i]]) {
                    hits += times[order[i]];
                } else {
                    others += times[order[i]];
                }
            }
            pairs += hits * (below + others / 2);
            below += others;
            positives += hits;
        }
        return pairs / (positives * below);
    }

    /** The influence function, about the area. */
    double[] scores() {
        int rows = order.length;
        double positives = 0;
        for (boolean hit : positive) {
            positives += hit ? 1 : 0;
        }
        double negatives = rows - positives;
        double[] share = new double[rows];
        double positivesBefore = 0;
        double negativesBefore = 0;
        double area = 0;
        for (int run = 0; run + 1 < starts.length; run++) {
            double hits = 0;
            for (int i = starts[run]; i < starts[run + 1]; i++) {
                hits += positive[order[i]] ? 1 : 0;
            }
            double others = starts[run + 1] - starts[run] - hits;
            for (int i = starts[run]; i < starts[run + 1]; i++) {
                share[order[i]] = positive[order[i]]
                        ? (negativesBefore + others / 2) / negatives
                        : 1 - (positivesBefore + hits / 2) / positives;
            }
            area += hits * (negativesBefore + others / 2) / (positives * negatives);
            positivesBefore += hits;
            negativesBefore += others;
        }
        double[] scores = new double[rows];
        for (int row = 0; row < rows; row++) {
            double part = (positive[row] ? positives : negatives) / rows;
            scores[row] = area + (share[row] - area) / part;
        }
        return scores;
    }
}
