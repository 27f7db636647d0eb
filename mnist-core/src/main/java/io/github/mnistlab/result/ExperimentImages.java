package io.github.mnistlab.result;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.run.DistortedExample;
import io.github.mnistlab.run.RunId;
import java.util.List;
import java.util.Optional;

/** The images or the tables behind an experiment's results, read where a report shows some of their rows. */
public interface ExperimentImages {
    /** Whether there are images of a variant's test rows, and not labels alone. */
    default boolean has(String variant) {
        return true;
    }

    /**
     * The images that a variant was tested on, as it was: row {@code i} is what its predictions' row {@code i} is about.
     *
     * @return equal ones for variants that were tested on the same images
     * @throws io.github.mnistlab.data.DataException if they cannot be read
     */
    LabeledImages test(String variant);

    /**
     * The images that a run had for training before they were balanced.
     *
     * @throws io.github.mnistlab.data.DataException if they cannot be read
     */
    LabeledImages training(RunId run);

    /**
     * Some of the images that a run had for training, and how augmentation distorted them.
     *
     * @param run one with augmentation
     * @throws io.github.mnistlab.data.DataException likewise
     */
    List<DistortedExample> distorted(RunId run);

    /**
     * The rows of a table that a variant was tested on, as the file has them: row {@code i} is what its predictions' row
     * {@code i} is about.
     *
     * @return nothing where a variant was not tested on a table
     * @throws io.github.mnistlab.data.DataException likewise
     */
    default Optional<LabeledTable> testTable(String variant) {
        return Optional.empty();
    }

    /**
     * The rows of a table that a run had for training before they were prepared and balanced.
     *
     * @return nothing where it was not trained on a table
     * @throws io.github.mnistlab.data.DataException likewise
     */
    default Optional<LabeledTable> trainingTable(RunId run) {
        return Optional.empty();
    }
}
