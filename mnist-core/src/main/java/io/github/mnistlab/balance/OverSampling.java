package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Over-sampling, class by class, as SMOTE and its relatives have it: all rows stay, and each class that is to have more
 * is given them from random numbers of its own.
 */
final class OverSampling implements AutoCloseable {
    private final FeatureMatrix features;
    private final Resampling.Builder result;
    private NearestNeighbors search;

    private OverSampling(FeatureMatrix features) {
        this.features = features;
        result = new Resampling.Builder(features.rows()).addOriginals();
    }

    /** Gives rows to one class. */
    @FunctionalInterface
    interface Step {
        /**
         * Gives it what it is to have.
         *
         * @param sampling takes the rows
         * @param label the class
         * @param count how many rows it is to be given, 1 or more
         * @param random the class's own
         */
        void fill(OverSampling sampling, int label, int count, UniformRandomProvider random);
    }

    /**
     * Fills up each class that is to be given rows, in ascending order.
     *
     * @param method the method's name, which names the streams: {@code smote/class-3}
     * @param features the rows there are
     * @param added how many rows each class is to be given, at the class's index
     */
    static Resampling fillUp(String method, FeatureMatrix features, int[] added, RandomStreams random, Step step) {
        try (OverSampling sampling = new OverSampling(features)) {
            for (int label = 0; label < added.length; label++) {
                if (added[label] > 0) {
                    step.fill(sampling, label, added[label], random.stream(method + "/class-" + label));
                }
            }
            return sampling.result.build();
        }
    }

    /** The neighbour search among the rows that there are. */
    NearestNeighbors search() {
        if (search == null) {
            search = new NearestNeighbors(features);
        }
        return search;
    }

    void add(Resampling.Row row) {
        result.add(row);
    }

    @Override
    public void close() {
        if (search != null) {
            search.close();
        }
    }

    /**
     * Adds points at random places between base rows and neighbours of theirs. All is drawn first, so that neighbours are sought only for rows that were drawn.
     *
     * @param count how many
     * @param bases gives the base row of each
     * @param candidates rows among which a base's neighbours are sought, in ascending order
     * @param k how many of its nearest a base may be joined with
     * @param reach the gap that is farthest from 0, excluded; below 0 to go away from neighbours
     * @param random where neighbours and gaps are drawn from, after the base of each row
     */
    void interpolate(
            int count, IntSupplier bases, int[] candidates, int k, double reach, UniformRandomProvider random) {
        join(
                count,
                bases,
                drawn -> search().search(drawn, candidates, k),
                k,
                reach,
                random,
                (base, neighbors, choice, gap) -> new Resampling.Synthetic(base, neighbors[choice], gap));
    }

    /** Makes a row of a base and one of its neighbours. */
    @FunctionalInterface
    interface Join {
        /**
         * Makes the row.
         *
         * @param base the row it starts from
         * @param neighbors the base's nearest, nearest first
         * @param choice which of them it is joined with
         * @param gap how far the new row lies from base to neighbour
         */
        Resampling.Row row(int base, int[] neighbors, int choice, double gap);
    }

    /**
     * Adds rows that are joined from base rows and neighbours of theirs, as {@link #interpolate} does.
     *
     * @param search gives the {@code k} nearest of each of some rows
     */
    void join(
            int count,
            IntSupplier bases,
            Function<int[], int[][]> search,
            int k,
            double reach,
            UniformRandomProvider random,
            Join join) {
        int[] base = new int[count];
        int[] choice = new int[count];
        double[] gap = new double[count];
        for (int i = 0; i < count; i++) {
            base[i] = bases.getAsInt();
            choice[i] = random.nextInt(k);
            gap[i] = reach * random.nextDouble();
        }
        int[] drawn = Arrays.stream(base).distinct().sorted().toArray();
        int[][] found = search.apply(drawn);
        Map<Integer, int[]> neighbors = new HashMap<>();
        for (int i = 0; i < drawn.length; i++) {
            neighbors.put(drawn[i], found[i]);
        }
        for (int i = 0; i < count; i++) {
            result.add(join.row(base[i], neighbors.get(base[i]), choice[i], gap[i]));
        }
    }

    /** Beta(10, 10): the middle one of 19 uniform draws. So it needs no logarithm, which machines round differently. */
    static double beta10(UniformRandomProvider random) {
        return random.doubles(19).sorted().skip(9).findFirst().orElseThrow();
    }
}
