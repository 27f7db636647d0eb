package io.github.mnistlab.model.file;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no model that can be opened safely. The message says which file, what is wrong in it, and what is right. */
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1;

    ModelFileException(Path file, String wrong) {
        super("cannot open model " + file + ": " + wrong);
    }

    ModelFileException(Path file, String wrong, Throwable cause) {
        super("cannot open model " + file + ": " + wrong, cause);
    }
}
