package io.github.mnistlab.run;

import io.github.mnistlab.balance.NotApplicableException;
import io.github.mnistlab.balance.RandomUnder;
import io.github.mnistlab.balance.RowBalancing;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.experiment.RunSpec;
import java.util.Arrays;

/**
 * How much a run has to do.
 *
 * @param rows that are trained on in an epoch, after balancing
 * @param epochs how many
 * @param parameters of the network
 */
record RunWork(long rows, int epochs, int parameters) {
    /** Loading, balancing and predicting, by rule of thumb, in seconds. */
    static final double SECONDS_A_RUN = 2;

    /** Of each row in each epoch, whatever the network, in seconds. Measured on x86-64 with AVX-512, in batches of 128. */
    static final double SECONDS_A_ROW = 6e-6;

    /** Of each row in each epoch for each parameter, in seconds. */
    static final double SECONDS_A_PARAMETER = 30e-12;

    /**
     * As far as a specification tells: classes are taken to be of the same size before they are thinned.
     *
     * @param features of a row
     * @param classes of the data set
     */
    static RunWork of(RunSpec.Trained spec, long seed, int features, int classes) {
        return of(spec, seed, features, classes, DatasetSpec.PublicSet.TRAINING_ROWS);
    }

    /** Likewise, where it is known how many training rows there are if the specification takes all. */
    static RunWork of(RunSpec.Trained spec, long seed, int features, int classes, int trainingRows) {
        int[] counts = balanced(spec, thinned(spec, seed, classes, trainingRows));
        return new RunWork(
                Arrays.stream(counts).asLongStream().sum(),
                spec.training().epochs(),
                spec.model().parameters(features, classes));
    }

    /** What was done, early stopping included. */
    static RunWork of(RunOutcome outcome, int parameters) {
        return new RunWork(
                outcome.balancedCounts().stream().mapToLong(Integer::longValue).sum(),
                outcome.history().size(),
                parameters);
    }

    /** Of one core, by rule of thumb. */
    double seconds() {
        return SECONDS_A_RUN + (double) rows * epochs * (SECONDS_A_ROW + SECONDS_A_PARAMETER * parameters);
    }

    private static int[] thinned(RunSpec.Trained spec, long seed, int classes, int trainingRows) {
        DatasetSpec dataset = spec.dataset();
        int all = dataset.training() == null ? trainingRows : dataset.training();
        int training = Math.max(0, all - spec.split().validation().rowsFrom(all));
        int[] counts = new int[classes];
        for (int label = 0; label < counts.length; label++) {
            counts[label] = (training + label) / counts.length;
        }
        try {
            return dataset.imbalance() == null
                    ? counts
                    : dataset.imbalance().finalCounts(counts, new RandomStreams(seed));
        } catch (DataException e) {
            // The real classes are not of the same size, and may be large enough.
            return counts;
        }
    }

    private static int[] balanced(RunSpec.Trained spec, int[] counts) {
        if (!(spec.balancing() instanceof RowBalancing method)) {
            return counts;
        }
        try {
            return method instanceof RandomUnder
                    ? method.samplingStrategy().undersampledCounts(counts)
                    : method.samplingStrategy().oversampledCounts(counts);
        } catch (NotApplicableException e) {
            return counts;
        }
    }
}
