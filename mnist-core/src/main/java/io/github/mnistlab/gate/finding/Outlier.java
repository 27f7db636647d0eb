package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.StudentMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A seed that lies so far from the others that what they are a sample of is hardly one thing: outside the interval that
 * 99.9 % of further seeds would be in, if they were normal. It takes four seeds to say so.
 */
final class Outlier {
    private static final int FEWEST = 4;

    private static final double TAIL = 0.0005;

    private Outlier() {}

    /**
     * @param values of each seed
     * @param finest how closely a value can be known: seeds that happen to agree do so no more closely than this
     * @return what there is to say of the first such seed; empty if there is none
     */
    static String among(List<Long> seeds, double[] values, double finest) {
        for (int seed = 0; seed < values.length && values.length >= FEWEST; seed++) {
            StudentMean others = StudentMean.of(without(seed, values));
            double spread = Math.hypot(others.standardDeviation(), finest);
            double reach = new StudentMean(others.count(), 0, spread).prediction(TAIL);
            if (Math.abs(values[seed] - others.mean()) > reach) {
                return String.format(
                        Locale.ROOT,
                        "seed %d is unlike the others: %.4f, where theirs let expect %.4f to %.4f of 99.9 %% of seeds; an"
                                + " average over such seeds is not known from so few",
                        seeds.get(seed),
                        values[seed],
                        others.mean() - reach,
                        others.mean() + reach);
            }
        }
        return "";
    }

    private static double[] without(int index, double[] values) {
        double[] others = Arrays.copyOf(values, values.length - 1);
        System.arraycopy(values, index + 1, others, index, others.length - index);
        return others;
    }
}
