package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.mnistlab.data.RandomStreams;
import java.util.Arrays;

/**
 * {@link Smote}, after which rows are left out whose neighbours contradict their class (Batista, Prati and Monard 2004;
 * Wilson's editing, 1972) as imbalanced-learn's {@code SMOTEENN} does it: all rows are judged, new ones and originals
 * alike, whatever their class, and all at once (its {@code EditedNearestNeighbours} with {@code sampling_strategy="all"}).
 *
 * <p>The differences of {@link Smote} and {@link Cleaning} from imbalanced-learn apply. The new rows are those that
 * {@code smote} makes with the same seed.
 *
 * @param kNeighbors SMOTE's: how many of its nearest rows in the class a row may be joined with; 1 or more, 5 by default
 * @param nNeighbors how many nearest rows, of all classes, judge a row; 1 or more, 3 by default
 * @param kindSel when a row is kept; all by default
 * @param samplingStrategy how many rows each class is to have before any are left out; auto by default
 */
public record SmoteEnn(int kNeighbors, int nNeighbors, KindSel kindSel, SamplingStrategy samplingStrategy)
        implements RowBalancing {

    /** When a row is kept: imbalanced-learn's {@code kind_sel}. */
    public enum KindSel {
        /** If all of its neighbours are of its class. */
        @JsonProperty("all")
        ALL,
        /** If most of its neighbours are of its class: no class has more among them, nor as many and a lower number. */
        @JsonProperty("mode")
        MODE
    }

    private static final String NAME = "smote-enn";
    private static final int DEFAULT_JUDGES = 3;

    /** Checks the values. */
    public SmoteEnn {
        if (kNeighbors < 1 || nNeighbors < 1) {
            throw new IllegalArgumentException(
                    "kNeighbors and nNeighbors must be 1 or more, but are " + kNeighbors + " and " + nNeighbors);
        }
        samplingStrategy.checkAddsRows(NAME);
        if (kindSel == null) {
            throw new IllegalArgumentException("kindSel must be all or mode, but is null");
        }
    }

    /** With imbalanced-learn's defaults. */
    public SmoteEnn() {
        this(Smote.DEFAULT_NEIGHBORS, DEFAULT_JUDGES, KindSel.ALL, SamplingStrategy.Classes.AUTO);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class that is to be given rows has {@code kNeighbors} rows or fewer, if there
     *     are {@code nNeighbors} rows or fewer in all once they are given, or if a class would lose its last row
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        Resampling filled = new Smote(kNeighbors, samplingStrategy).resample(features, labels, random);
        new ClassRows(filled.apply(labels)).checkAllNeighbors(NAME, "nNeighbors", nNeighbors);
        return new Cleaning(NAME, "is contradicted by its " + nNeighbors + " nearest (nNeighbors)")
                .clean(filled, features, labels, nNeighbors, this::isConfirmed);
    }

    private boolean isConfirmed(int row, int[] labels, int[][] nearest) {
        int[] votes = new int[labels[row] + 1];
        int highest = 0;
        for (int neighbor : nearest[row]) {
            int label = labels[neighbor];
            votes = label < votes.length ? votes : Arrays.copyOf(votes, label + 1);
            votes[label]++;
            highest = Math.max(highest, votes[label]);
        }
        if (kindSel == KindSel.ALL) {
            return votes[labels[row]] == nearest[row].length;
        }
        int mode = 0;
        while (votes[mode] < highest) {
            mode++;
        }
        return mode == labels[row];
    }
}
