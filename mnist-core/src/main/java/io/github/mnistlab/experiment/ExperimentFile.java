package io.github.mnistlab.experiment;

import java.nio.file.Path;
import java.util.Objects;

/**
 * An experiment and the file that it was read from.
 *
 * @param path as it was given to the reader
 * @param spec what the file says
 */
public record ExperimentFile(Path path, ExperimentSpec spec) {
    /** Refuses null. */
    public ExperimentFile {
        Objects.requireNonNull(path, "path must be given");
        Objects.requireNonNull(spec, "spec must be given");
    }

    /** What the paths of a data set in the file are relative to. */
    public Path folder() {
        return path.toAbsolutePath().getParent();
    }
}
