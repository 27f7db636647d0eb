package io.github.mnistlab.data;

import java.util.Optional;

/**
 * The rows of one run, ready: first the subset is drawn, then validation rows are set aside, then the training rows
 * that are left are thinned; last, a table is prepared as the training rows that are left then have it. The order matters:
 * thinning touches nothing but training rows, and preparation knows nothing but them.
 *
 * @param training rows to learn from, not yet balanced
 * @param validation rows to watch learning by; none if none were asked for
 * @param test rows to test on, once, at the end; the same for every run of an experiment
 * @param preparation what was done to a table's numbers; empty for images
 */
public record PreparedData(Examples training, Examples validation, Examples test, Optional<Preparation> preparation) {

    /**
     * Prepares a run's rows, tables as {@link PreparationSpec#DEFAULT} says.
     *
     * @throws DataException likewise
     */
    public static PreparedData of(Dataset loaded, DatasetSpec dataset, SplitSpec split, RandomStreams run) {
        return of(loaded, dataset, split, PreparationSpec.DEFAULT, run);
    }

    /**
     * Prepares a run's rows.
     *
     * @param loaded all rows of the data set
     * @param dataset subset, its seed, and imbalance
     * @param split validation
     * @param preparation of tables; images need none
     * @param run the run's random streams, from which split and imbalance are drawn
     * @throws DataException if there are too few rows for what is asked
     */
    public static PreparedData of(
            Dataset loaded, DatasetSpec dataset, SplitSpec split, PreparationSpec preparation, RandomStreams run) {
        PreparedData raw = unprepared(loaded, dataset, split, run);
        if (raw.training() instanceof LabeledTable table) {
            Preparation fitted = Preparation.fit(table, preparation);
            return new PreparedData(
                    fitted.apply(table),
                    fitted.apply((LabeledTable) raw.validation()),
                    fitted.apply((LabeledTable) raw.test()),
                    Optional.of(fitted));
        }
        return raw;
    }

    /**
     * A run's rows as their files have them.
     *
     * @throws DataException likewise
     */
    public static PreparedData unprepared(Dataset loaded, DatasetSpec dataset, SplitSpec split, RandomStreams run) {
        Dataset subset = loaded.subset(dataset);
        SplitSpec.Split parts = split.split(subset, run);
        Examples training = dataset.imbalance() == null
                ? parts.training()
                : parts.training().select(dataset.imbalance().rows(parts.training(), run));
        return new PreparedData(training, parts.validation(), subset.test(), Optional.empty());
    }
}
