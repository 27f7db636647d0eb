package io.github.mnistlab.evaluate.interval;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Several tests at once: whoever rejects where the adjusted p-value is at most alpha rejects anything wrongly with a
 * probability of at most alpha, however the tests depend on each other. S. Holm, "A Simple Sequentially Rejective
 * Multiple Test Procedure", Scandinavian Journal of Statistics 6, 1979.
 */
public final class Holm {
    private Holm() {}

    /**
     * @param pValues of each test
     * @return the adjusted ones, in the same order, at most 1
     */
    public static double[] adjust(double... pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(test -> pValues[test]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double highest = 0;
        for (int rank = 0; rank < order.length; rank++) {
            highest = Math.max(highest, Math.min(1, (order.length - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = highest;
        }
        return adjusted;
    }
}
