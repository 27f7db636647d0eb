package io.github.mnistlab.data;

/**
 * The way in which rows for validation are set aside.
 *
 * @param validation where they come from
 */
public record SplitSpec(Validation validation) {
    /** Refuses to be without a validation. */
    public SplitSpec {
        if (validation == null) {
            throw new IllegalArgumentException(
                    "validation must be given: a number of rows (0 for none), a fraction, or 'test-set'");
        }
    }

    /**
     * Splits the rows of a run, stratified by class.
     *
     * @param dataset the rows, the training part not yet thinned
     * @param streams the run's; the rows are drawn from its stream {@code split}
     * @throws DataException if there are too few training rows, or a class would keep none
     */
    public Split split(Dataset dataset, RandomStreams streams) {
        Examples training = dataset.training();
        if (validation instanceof Validation.TestSet) {
            return new Split(training, dataset.test());
        }
        int rows = validation.rowsFrom(training.size());
        if (rows > training.size()) {
            throw new DataException(
                    "validation: " + rows + " asks for more than the " + training.size() + " training rows that exist");
        }
        StratifiedSplit split = StratifiedSplit.draw(training, rows, streams.stream("split"));
        Split parts = new Split(training.select(split.remaining()), training.select(split.drawn()));
        int[] before = training.classCounts();
        int[] after = parts.training().classCounts();
        for (int label = 0; label < before.length; label++) {
            if (before[label] > 0 && after[label] == 0) {
                throw new DataException(
                        "validation: " + rows + " of " + training.size() + " training rows leaves class " + label
                                + ", which has " + before[label] + ", without a training row; ask for fewer rows");
            }
        }
        return parts;
    }

    /**
     * The rows of a run, set apart.
     *
     * @param training rows to learn from, in the order they had
     * @param validation rows to watch learning by, in the order they had; none if none were asked for
     */
    public record Split(Examples training, Examples validation) {}
}
