package io.github.mnistlab.balance;

import io.github.mnistlab.data.RandomStreams;

/**
 * Synthetic minority over-sampling (Chawla, Bowyer, Hall and Kegelmeyer 2002, JAIR 16) as imbalanced-learn's {@code SMOTE}
 * does it: each new row lies at a random place between a random row of the class and one of that row's {@code kNeighbors}
 * nearest in the class.
 *
 * <p>Different on purpose from imbalanced-learn:
 *
 * <ul>
 *   <li>A row is never its own neighbour; imbalanced-learn drops the first of {@code k + 1} neighbours found, which need
 *       not be the row itself where others equal it. A duplicate of the row is a neighbour like any other.
 *   <li>Of neighbours at the same distance the lower row comes first.
 *   <li>Each class draws from its own stream, {@code smote/class-3}, so that rows made for it do not depend on other
 *       classes, nor the first of them on how many are made; imbalanced-learn starts every class from the same state.
 * </ul>
 *
 * @param kNeighbors how many of its nearest rows in the class a row may be joined with; 1 or more, 5 by default
 * @param samplingStrategy how many rows each class is to have; auto by default
 */
public record Smote(int kNeighbors, SamplingStrategy samplingStrategy) implements RowBalancing {
    static final int DEFAULT_NEIGHBORS = 5;

    /** Checks the values. */
    public Smote {
        if (kNeighbors < 1) {
            throw new IllegalArgumentException("kNeighbors must be 1 or more, but is " + kNeighbors);
        }
        samplingStrategy.checkAddsRows("smote");
    }

    /** With imbalanced-learn's defaults: five neighbours, and every class filled up to the largest. */
    public Smote() {
        this(DEFAULT_NEIGHBORS, SamplingStrategy.Classes.AUTO);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class that is to be given rows has {@code kNeighbors} rows or fewer
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        classes.checkNeighbors("smote", "kNeighbors", kNeighbors, added);
        return OverSampling.fillUp("smote", features, added, random, (sampling, label, count, draws) -> {
            int[] rows = classes.rows(label);
            sampling.interpolate(count, () -> rows[draws.nextInt(rows.length)], rows, kNeighbors, 1, draws);
        });
    }
}
