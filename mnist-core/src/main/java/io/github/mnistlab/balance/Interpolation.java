package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.NearestNeighbors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.commons.rng.UniformRandomProvider;

/** The step that SMOTE and its relatives share: points at random places between base rows and neighbours of theirs. */
final class Interpolation {
    private final NearestNeighbors search;
    private final Resampling.Builder result;

    Interpolation(NearestNeighbors search, Resampling.Builder result) {
        this.search = search;
        this.result = result;
    }

    /**
     * Adds synthetic rows. All is drawn first, so that neighbours are sought only for rows that were drawn.
     *
     * @param count how many
     * @param bases gives the base row of each
     * @param candidates rows among which a base's neighbours are sought, in ascending order
     * @param k how many of its nearest a base may be joined with
     * @param reach the gap that is farthest from 0, excluded; below 0 to go away from neighbours
     * @param random where neighbours and gaps are drawn from, after the base of each row
     */
    void add(int count, IntSupplier bases, int[] candidates, int k, double reach, UniformRandomProvider random) {
        int[] base = new int[count];
        int[] choice = new int[count];
        double[] gap = new double[count];
        for (int i = 0; i < count; i++) {
            base[i] = bases.getAsInt();
            choice[i] = random.nextInt(k);
            gap[i] = reach * random.nextDouble();
        }
        int[] drawn = Arrays.stream(base).distinct().sorted().toArray();
        int[][] found = search.search(drawn, candidates, k);
        Map<Integer, int[]> neighbors = new HashMap<>();
        for (int i = 0; i < drawn.length; i++) {
            neighbors.put(drawn[i], found[i]);
        }
        for (int i = 0; i < count; i++) {
            result.addSynthetic(base[i], neighbors.get(base[i])[choice[i]], gap[i]);
        }
    }

    /** Beta(10, 10): the middle one of 19 uniform draws. So it needs no logarithm, which machines round differently. */
    static double beta10(UniformRandomProvider random) {
        return random.doubles(19).sorted().skip(9).findFirst().orElseThrow();
    }
}
