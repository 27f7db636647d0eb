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

    /** The name of the experiment that a file must declare: the file's, without its ending. */
    public static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
