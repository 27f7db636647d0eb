package io.github.mnistlab.balance;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.RandomStreams;

/** Balancing that acts on the training rows: some are added, or left out, before training begins. */
public sealed interface RowBalancing extends BalancingSpec
        permits Adasyn, BorderlineSmote, RandomOver, RandomUnder, Smote, SmoteEnn, SmoteNc, SmoteTomek, SvmSmote {

    @Override
    default BalancedRows balance(Examples training, RandomStreams random) {
        Resampling recipe = resample(training, random);
        return new BalancedRows(recipe.apply(training), SyntheticExample.of(recipe, ClassRows.labels(training)));
    }

    /** How many rows each class is to have. */
    SamplingStrategy samplingStrategy();

    /** Whether its rows may have a number that no row has, such as one between 0 and 1 where these stand for names. */
    default boolean makesNumbers() {
        return true;
    }

    /**
     * Decides which rows there are to be. Nothing is copied: the recipe names rows, and makes them when it is applied.
     *
     * @param features the training rows
     * @param labels the class of each row, 0 or more
     * @param random where draws come from; each class has its own stream
     * @return the recipe; the same for the same arguments, on every machine and with every ND4J backend
     * @throws NotApplicableException if the method cannot be applied to these rows
     * @throws IllegalArgumentException if there are not as many labels as rows, or a label is negative
     */
    Resampling resample(FeatureMatrix features, int[] labels, RandomStreams random);

    /**
     * {@link #resample(FeatureMatrix, int[], RandomStreams)} of images, whose features are their grey values, or of a table.
     *
     * @param examples the training rows
     * @param random where draws come from
     */
    default Resampling resample(Examples examples, RandomStreams random) {
        return resample(FeatureMatrix.of(examples), ClassRows.labels(examples), random);
    }
}
