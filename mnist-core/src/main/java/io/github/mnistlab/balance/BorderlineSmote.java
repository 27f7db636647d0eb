package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.mnistlab.data.RandomStreams;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Borderline-SMOTE (Han, Wang and Mao 2005) as imbalanced-learn's {@code BorderlineSMOTE} does it: only rows in danger are
 * bases. A row is in danger if at least half of its {@code mNeighbors} nearest rows of all classes are of other classes,
 * but not all of them, which makes it noise.
 *
 * <p>Different on purpose from imbalanced-learn, besides what {@link Smote} says (streams are
 * {@code borderline-smote/class-3}):
 *
 * <ul>
 *   <li>A class without a row in danger is an error; imbalanced-learn leaves it as it is, and says nothing.
 *   <li>In borderline-2, what a base is joined with outside its class is one of its {@code kNeighbors} nearest rows of
 *       other classes; imbalanced-learn takes the neighbours' places within the class for places among the other rows, and
 *       so arrives at rows that need not be near.
 * </ul>
 *
 * @param kNeighbors how many of its nearest rows a row may be joined with; 1 or more, 5 by default
 * @param mNeighbors how many nearest rows decide whether a row is in danger; 1 or more, 10 by default
 * @param kind the variant; borderline-1 by default
 * @param samplingStrategy how many rows each class is to have; auto by default. Borderline-2 may make one row fewer, as it
 *     rounds both of its parts down
 */
public record BorderlineSmote(int kNeighbors, int mNeighbors, Kind kind, SamplingStrategy samplingStrategy)
        implements RowBalancing {

    /** What rows in danger are joined with. */
    public enum Kind {
        /** Neighbours in their class. */
        @JsonProperty("borderline-1")
        BORDERLINE_1,
        /**
         * A part, drawn from Beta(10, 10), with neighbours in their class; the rest with neighbours in other classes, less
         * than half of the way.
         */
        @JsonProperty("borderline-2")
        BORDERLINE_2
    }

    private static final String NAME = "borderline-smote";
    private static final int DEFAULT_K = 5;
    private static final int DEFAULT_M = 10;

    /** Checks the values. */
    public BorderlineSmote {
        if (kNeighbors < 1 || mNeighbors < 1) {
            throw new IllegalArgumentException(
                    "kNeighbors and mNeighbors must be 1 or more, but are " + kNeighbors + " and " + mNeighbors);
        }
        samplingStrategy.checkAddsRows(NAME);
    }

    /** With imbalanced-learn's defaults. */
    public BorderlineSmote() {
        this(DEFAULT_K, DEFAULT_M, Kind.BORDERLINE_1, SamplingStrategy.Classes.AUTO);
    }

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class that is to be given rows has {@code kNeighbors} rows or fewer, or none of
     *     them is in danger; if there are {@code mNeighbors} rows or fewer in all; if, in borderline-2, other classes have
     *     fewer than {@code kNeighbors} rows
     */
    @Override
    public Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random) {
        ClassRows classes = new ClassRows(features, labels);
        int[] added = classes.added(samplingStrategy);
        classes.checkNeighbors(NAME, "kNeighbors", kNeighbors, added);
        classes.checkAllNeighbors(NAME, "mNeighbors", mNeighbors);
        return OverSampling.fillUp(
                NAME,
                features,
                added,
                random,
                (sampling, label, count, draws) -> fill(label, count, classes, sampling, draws));
    }

    private void fill(int label, int count, ClassRows classes, OverSampling sampling, UniformRandomProvider random) {
        int[] rows = classes.rows(label);
        int[] others = classes.countOthers(sampling.search(), rows, mNeighbors);
        int[] danger = IntStream.range(0, rows.length)
                .filter(i -> isInDanger(others[i], mNeighbors))
                .map(i -> rows[i])
                .toArray();
        if (danger.length == 0) {
            throw new NotApplicableException(NAME + " cannot be applied to class " + label + ": none of its "
                    + rows.length + " rows is in danger, that is, has at least half but not all of its " + mNeighbors
                    + " nearest rows (mNeighbors) in other classes; smote needs no such rows");
        }
        if (kind == Kind.BORDERLINE_1) {
            sampling.interpolate(count, () -> danger[random.nextInt(danger.length)], rows, kNeighbors, 1, random);
            return;
        }
        int[] foreign = classes.rowsOfOthers(label);
        if (foreign.length < kNeighbors) {
            throw new NotApplicableException(NAME + " with kind borderline-2 and kNeighbors " + kNeighbors
                    + " cannot be applied to class " + label + ": the other classes have " + foreign.length
                    + " rows; the largest kNeighbors that works is " + foreign.length);
        }
        double part = OverSampling.beta10(random);
        int inside = (int) (part * (count + 1));
        int outside = (int) ((1 - part) * count);
        sampling.interpolate(inside, () -> danger[random.nextInt(danger.length)], rows, kNeighbors, 1, random);
        sampling.interpolate(outside, () -> danger[random.nextInt(danger.length)], foreign, kNeighbors, 0.5, random);
    }

    /**
     * Whether a row lies at the border.
     *
     * @param others how many of its nearest rows are of other classes
     * @param m of how many
     */
    static boolean isInDanger(int others, int m) {
        return 2 * others >= m && others < m;
    }
}
