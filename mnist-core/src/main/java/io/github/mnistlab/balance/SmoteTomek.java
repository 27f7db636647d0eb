package io.github.mnistlab.balance;

import io.github.mnistlab.data.RandomStreams;

/**
 * {@link Smote}, after which Tomek links are removed (Batista, Bazzan and Monard 2003) as imbalanced-learn's
 * {@code SMOTETomek} does it: where two rows of different classes are each other's nearest row, both are left out, new
 * ones and originals alike, whatever their class (its {@code TomekLinks} with {@code sampling_strategy="all"}).
 *
 * <p>The differences of {@link Smote} and {@link Cleaning} from imbalanced-learn apply. The new rows are those that
 * {@code smote} makes with the same seed.
 *
 * @param kNeighbors SMOTE's: how many of its nearest rows in the class a row may be joined with; 1 or more, 5 by default
 * @param samplingStrategy how many rows each class is to have before links are removed; auto by default
 */
public record SmoteTomek(int kNeighbors, SamplingStrategy samplingStrategy) implements RowBalancing {
    private static final String NAME = "smote-tomek";

    /** Checks the values. */
    public SmoteTomek {
        if (kNeighbors < 1) {
            throw new IllegalArgumentException("kNeighbors must be 1 or more, but is " + kNeighbors);
        }
        samplingStrategy.checkAddsRows(NAME);
    }

    /** With imbalanced-learn's defaults: five neighbours, and every class filled up to the largest. */
    public SmoteTomek() {
        this(Smote.DEFAULT_NEIGHBORS, SamplingStrategy.Classes.AUTO);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class that is to be given rows has {@code kNeighbors} rows or fewer, or one
     *     would lose its last row
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        Resampling filled = new Smote(kNeighbors, samplingStrategy).resample(features, labels, random);
        return new Cleaning(NAME, "is in a Tomek link").clean(filled, features, labels, 1, SmoteTomek::isOutsideLinks);
    }

    private static boolean isOutsideLinks(int row, int[] labels, int[][] nearest) {
        int partner = nearest[row][0];
        return labels[partner] == labels[row] || nearest[partner][0] != row;
    }
}
