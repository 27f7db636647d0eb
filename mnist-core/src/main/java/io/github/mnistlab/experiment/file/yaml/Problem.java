package io.github.mnistlab.experiment.file.yaml;

import io.github.mnistlab.experiment.SourceLocation;
import java.util.Comparator;

/**
 * One fault of an experiment file.
 *
 * @param file the file's path, as it was given to the reader
 * @param line from 1
 * @param column from 1, in Unicode characters
 * @param message the field, what was found, what is allowed and, for a misspelling, the nearest valid name
 */
public record Problem(String file, int line, int column, String message) {

    /** The order in which a reader of the file meets them. */
    static final Comparator<Problem> BY_POSITION =
            Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return new SourceLocation(file, line, column) + ": " + message;
    }
}
