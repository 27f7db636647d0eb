package io.github.mnistlab.experiment;

/**
 * A place in a text file.
 *
 * @param file the file's path, as it was given to the reader
 * @param line from 1
 * @param column from 1, in Unicode characters
 */
public record SourceLocation(String file, int line, int column) {

    /** The form that editors and terminals make a link of: {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
