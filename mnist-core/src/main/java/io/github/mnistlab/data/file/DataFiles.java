package io.github.mnistlab.data.file;

import io.github.mnistlab.data.DatasetSpec;
import java.util.Optional;

/** A data set that was found: what it is, and what it says of its test rows. */
public sealed interface DataFiles permits ExampleFiles, LabelFile {
    /** What it holds, wherever it lies. */
    DatasetFiles.Digests digests();

    /** How many classes there are. */
    int classes();

    /**
     * Reads what is said of the test rows, images aside.
     *
     * @throws io.github.mnistlab.data.DataException if it cannot be read, is not what it was, or has too few rows
     */
    TestTruth truth(DatasetSpec spec);

    /** The rows themselves, if there are any, and not their labels alone. */
    Optional<ExampleFiles> examples();

    /** Likewise, if they are images. */
    Optional<DatasetFiles> images();
}
