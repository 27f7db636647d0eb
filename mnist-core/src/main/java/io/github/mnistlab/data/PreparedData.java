package io.github.mnistlab.data;

/**
 * The rows of one run, ready: first the subset is drawn, then validation rows are set aside, then the training rows
 * that are left are thinned. The order matters: thinning touches nothing but training rows.
 *
 * @param training rows to learn from, not yet balanced
 * @param validation rows to watch learning by; none if none were asked for
 * @param test rows to test on, once, at the end; the same for every run of an experiment
 */
public record PreparedData(LabeledImages training, LabeledImages validation, LabeledImages test) {

    /**
     * Prepares a run's rows.
     *
     * @param loaded all rows of the data set
     * @param dataset subset, its seed, and imbalance
     * @param split validation
     * @param run the run's random streams, from which split and imbalance are drawn
     * @throws DataException if there are too few rows for what is asked
     */
    public static PreparedData of(Dataset loaded, DatasetSpec dataset, SplitSpec split, RandomStreams run) {
        Dataset subset = loaded.subset(dataset);
        SplitSpec.Split parts = split.split(subset, run);
        LabeledImages training = dataset.imbalance() == null
                ? parts.training()
                : parts.training().select(dataset.imbalance().rows(parts.training(), run));
        return new PreparedData(training, parts.validation(), subset.test());
    }
}
