package io.github.mnistlab.data;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Training and test rows of one data set.
 *
 * @param training rows to learn from, and to take validation rows from
 * @param test rows that are used once per run, at its end; as many classes as the training rows
 */
public record Dataset(Examples training, Examples test) {
    /** Refuses rows of different classes. */
    public Dataset {
        if (training.classes() != test.classes()) {
            throw new IllegalArgumentException("training rows have " + training.classes()
                    + " classes, but test rows have " + test.classes() + "; both must have the same");
        }
        if (!training.hasFeaturesOf(test)) {
            throw new IllegalArgumentException(
                    "training rows and test rows must have the same features, but are " + training + " and " + test);
        }
    }

    /**
     * The stratified part of this data set that a specification asks for; the same for every run that asks for it.
     *
     * @throws DataException if more rows are asked for than exist, or a class would have no training row
     */
    public Dataset subset(DatasetSpec spec) {
        RandomStreams streams = new RandomStreams(spec.seed());
        Examples lessTraining = subset(training, "training", spec.training(), streams);
        int[] before = training.classCounts();
        int[] after = lessTraining.classCounts();
        for (int label = 0; label < before.length; label++) {
            if (before[label] > 0 && after[label] == 0) {
                throw new DataException("training: " + spec.training() + " leaves class " + label
                        + " without a training row, for only " + before[label] + " of " + training.size()
                        + " rows are of that class; ask for more rows");
            }
        }
        return new Dataset(lessTraining, testSubset(test, spec));
    }

    /** The test rows of {@link #subset}. */
    public static Examples testSubset(Examples test, DatasetSpec spec) {
        return subset(test, "test", spec.test(), new RandomStreams(spec.seed()));
    }

    /** Which rows of all test rows {@link #testSubset} takes, in its order. */
    public static int[] testRows(Examples test, DatasetSpec spec) {
        return rows(test, "test", spec.test(), new RandomStreams(spec.seed()))
                .orElseGet(() -> IntStream.range(0, test.size()).toArray());
    }

    private static Examples subset(Examples all, String which, Integer rows, RandomStreams streams) {
        return rows(all, which, rows, streams).map(all::select).orElse(all);
    }

    /** Nothing where all rows are taken. */
    private static Optional<int[]> rows(Examples all, String which, Integer rows, RandomStreams streams) {
        if (rows == null || rows == all.size()) {
            return Optional.empty();
        }
        if (rows > all.size()) {
            throw new DataException(
                    which + ": " + rows + " asks for more than the " + all.size() + " " + which + " rows that exist");
        }
        return Optional.of(StratifiedSplit.draw(all, rows, streams.stream("subset/" + which))
                .drawn());
    }
}
