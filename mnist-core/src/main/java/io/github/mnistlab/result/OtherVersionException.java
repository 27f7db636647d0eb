package io.github.mnistlab.result;

import java.io.IOException;

/** Results of another form than this code's: the experiment must be run again. */
public final class OtherVersionException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherVersionException(String message) {
        super(message);
    }
}
