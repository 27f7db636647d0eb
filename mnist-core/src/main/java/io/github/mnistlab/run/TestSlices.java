package io.github.mnistlab.run;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Slices;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.SliceFile;
import io.github.mnistlab.data.file.TableFiles;
import io.github.mnistlab.data.file.TableSlices;
import io.github.mnistlab.data.file.TestTruth;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.SlicesSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The slices of an experiment's test rows, read.
 *
 * @param slices of the rows that are tested on
 * @param sha256 what the columns hold, of all test rows
 * @param warning that nothing showed whether their rows are in the right order, where that is so
 */
public record TestSlices(Slices slices, String sha256, Optional<String> warning) {
    /**
     * Reads those that an experiment names.
     *
     * @param files the data set of each specification; all are tested on the same rows
     * @return nothing if it names none
     * @throws DataException if they cannot be read
     */
    public static Optional<TestSlices> resolve(ExperimentFile experiment, Map<RunSpec, ? extends DataFiles> files) {
        return experiment.spec().slices().map(spec -> read(spec, experiment, files));
    }

    private static TestSlices read(
            SlicesSpec spec, ExperimentFile experiment, Map<RunSpec, ? extends DataFiles> files) {
        RunSpec run = experiment.spec().variants().get(0).spec();
        TestTruth truth = files.get(run).truth(run.dataset());
        SliceFile read = spec.file() == null
                ? ofData(spec, files.get(run), run.dataset(), experiment.folder(), truth)
                : SliceFile.read(
                        experiment.folder().resolve(spec.file()),
                        spec.columns(),
                        SliceFile.ID,
                        truth,
                        spec.fewestRows());
        Optional<String> warning = spec.file() == null ? Optional.empty() : read.uncheckedOrder(spec.file());
        return new TestSlices(read.slices().only(truth.asked()), read.sha256(), warning);
    }

    /** Columns beside those that the data is read from. */
    private static SliceFile ofData(
            SlicesSpec spec, DataFiles files, DatasetSpec dataset, Path folder, TestTruth truth) {
        if (files instanceof TableFiles table) {
            return TableSlices.of(table, spec.columns(), spec.fewestRows());
        }
        if (!(dataset instanceof DatasetSpec.Labels labels)) {
            throw new DataException("the data has no columns that slices could be of");
        }
        // Its rows are those of the data: no column of ids has to show it.
        return SliceFile.read(folder.resolve(labels.file()), spec.columns(), "", truth, spec.fewestRows());
    }
}
