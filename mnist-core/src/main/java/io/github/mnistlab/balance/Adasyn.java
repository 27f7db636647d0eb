package io.github.mnistlab.balance;

import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Adaptive synthetic sampling (He, Bai, Garcia and Li 2008) as imbalanced-learn's {@code ADASYN} does it: a row is the base
 * of the more new rows the more of its nearest rows belong to other classes. New rows lie between it and neighbours in its
 * class, as in {@link Smote}, whose differences from imbalanced-learn apply here too; streams are {@code adasyn/class-3}.
 *
 * @param nNeighbors how many nearest rows, of all classes, weigh a row, and how many, of its class, it may be joined with;
 *     1 or more, 5 by default
 * @param samplingStrategy how many rows each class is to have, roughly: each row's share is rounded; auto by default
 */
public record Adasyn(int nNeighbors, SamplingStrategy samplingStrategy) implements RowBalancing {
    private static final String NAME = "adasyn";
    private static final int DEFAULT_NEIGHBORS = 5;
    private static final int PAIRWISE_BLOCK = 128;

    /** Checks the values. */
    public Adasyn {
        if (nNeighbors < 1) {
            throw new IllegalArgumentException("nNeighbors must be 1 or more, but is " + nNeighbors);
        }
        samplingStrategy.checkAddsRows(NAME);
    }

    /** With imbalanced-learn's defaults. */
    public Adasyn() {
        this(DEFAULT_NEIGHBORS, SamplingStrategy.Classes.AUTO);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class that is to be given rows has {@code nNeighbors} rows or fewer, or none of
     *     them is near a row of another class, or all shares round to zero
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        classes.checkNeighbors(NAME, "nNeighbors", nNeighbors, added);
        return OverSampling.fillUp(NAME, features, added, random, (sampling, label, count, draws) -> {
            int[] rows = classes.rows(label);
            int[] shares = shares(classes.countOthers(sampling.search(), rows, nNeighbors), nNeighbors, count);
            int[] bases = IntStream.range(0, rows.length)
                    .flatMap(i -> IntStream.range(0, shares[i]).map(n -> rows[i]))
                    .toArray();
            if (bases.length == 0) {
                throw new NotApplicableException(NAME + " cannot be applied to class " + label + ": of the " + count
                        + " rows to be made, the share of each of its " + rows.length
                        + " rows is zero, as none has a row of another class among its " + nNeighbors
                        + " nearest (nNeighbors), or rounds to zero; smote works");
            }
            sampling.interpolate(bases.length, Arrays.stream(bases).iterator()::nextInt, rows, nNeighbors, 1, draws);
        });
    }

    /**
     * How many rows are made from each row: its share, rounded, halves to the even number.
     *
     * <p>Shares are computed in imbalanced-learn's steps, because those decide what becomes of exact halves.
     *
     * @param others how many of each row's nearest are of other classes
     * @param k of how many
     * @param count how many rows are to be made in all; roughly so many are
     */
    static int[] shares(int[] others, int k, int count) {
        double[] ratios = Arrays.stream(others).mapToDouble(n -> (double) n / k).toArray();
        double sum = pairwiseSum(ratios, 0, ratios.length);
        return Arrays.stream(ratios)
                .mapToInt(ratio -> sum == 0 ? 0 : (int) Math.rint(ratio / sum * count))
                .toArray();
    }

    /** A sum in the order of NumPy's {@code sum}: in blocks of up to 128 numbers, and in each by eight running sums. */
    private static double pairwiseSum(double[] values, int from, int length) {
        if (length > PAIRWISE_BLOCK) {
            int half = length / 2 - length / 2 % 8;
            return pairwiseSum(values, from, half) + pairwiseSum(values, from + half, length - half);
        }
        double sum = 0;
        int done = 0;
        if (length >= 8) {
            double[] running = Arrays.copyOfRange(values, from, from + 8);
            for (done = 8; done < length - length % 8; done++) {
                running[done % 8] += values[from + done];
            }
            sum = ((running[0] + running[1]) + (running[2] + running[3]))
                    + ((running[4] + running[5]) + (running[6] + running[7]));
        }
        for (; done < length; done++) {
            sum += values[from + done];
        }
        return sum;
    }
}
