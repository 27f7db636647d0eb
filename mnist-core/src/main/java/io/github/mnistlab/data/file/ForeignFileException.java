package io.github.mnistlab.data.file;

/** A file is not the one that it is to be. The message says what is wrong, and goes on after its name. */
public final class ForeignFileException extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignFileException(String message) {
        super(message);
    }
}
