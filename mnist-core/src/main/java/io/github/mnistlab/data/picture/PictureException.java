package io.github.mnistlab.data.picture;

import java.io.IOException;

/** A file is no picture that can be read safely. The message says which file, what is wrong with it, and what is right. */
public final class PictureException extends IOException {
    private static final long serialVersionUID = 1;

    PictureException(String message) {
        super(message);
    }

    PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
