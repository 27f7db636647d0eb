package io.github.mnistlab.result;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.run.DistortedExample;
import io.github.mnistlab.run.RunId;
import java.util.List;

/** The images behind an experiment's results, read where a report shows some of them. */
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
}
