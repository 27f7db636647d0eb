package io.github.mnistlab.data;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** The common part of the kinds of {@link Imbalance}. */
final class ClassProfile {
    private ClassProfile() {}

    /** Where it is drawn from which classes are rare. */
    static UniformRandomProvider random(RandomStreams streams) {
        return streams.stream("imbalance/classes");
    }

    /** The classes that have rows, shuffled after Fisher and Yates. */
    static int[] shuffled(int[] counts, UniformRandomProvider random) {
        int[] order =
                IntStream.range(0, counts.length).filter(c -> counts[c] > 0).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }

    /**
     * Thins classes, in an order that is drawn, to shares of the largest number with which no class is asked for more rows
     * than it has. So the profile and its ratio are met but for rounding, and no row is given away that need not be.
     *
     * @param share the share of a class by its place in the order, which is 0 for the first class and 1 for the last
     * @return how many rows each class keeps, at least one where it has any
     * @throws DataException if fewer than two classes have rows
     */
    static int[] thin(int[] counts, RandomStreams streams, DoubleUnaryOperator share) {
        int[] order = shuffled(counts, random(streams));
        if (order.length < 2) {
            throw new DataException(
                    "imbalance needs at least two classes with training rows after the split, but there "
                            + (order.length == 0 ? "are none" : "is only class " + order[0]));
        }
        double[] shares = new double[order.length];
        double whole = Double.POSITIVE_INFINITY;
        for (int i = 0; i < order.length; i++) {
            shares[i] = share.applyAsDouble((double) i / (order.length - 1));
            whole = Math.min(whole, counts[order[i]] / shares[i]);
        }
        int[] kept = counts.clone();
        for (int i = 0; i < order.length; i++) {
            kept[order[i]] = (int) Math.max(1, Math.min(counts[order[i]], Math.round(whole * shares[i])));
        }
        return kept;
    }

    static void requireRatio(double ratio) {
        if (!(ratio >= 1) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("ratio must be a number of at least 1, but is " + ratio);
        }
    }

    static void requireClass(String field, Integer label) {
        if (label == null || label < 0 || label >= Examples.MAX_CLASSES) {
            throw new IllegalArgumentException(
                    field + " must name classes from 0 to " + (Examples.MAX_CLASSES - 1) + ", but names " + label);
        }
    }

    static void requireClass(int label, int classes) {
        if (label >= classes) {
            throw new DataException(
                    "imbalance names class " + label + ", but the data has classes 0 to " + (classes - 1) + " only");
        }
    }
}
