package io.github.mnistlab.crash;

import java.nio.file.FileSystemException;

/** What can go wrong where a file is touched. */
enum Fault {
    /** The process is killed: whatever it does from then on reaches no file. */
    DEATH("killed"),
    /** The machine stops: what was not forced to the disk is lost, though it has its name. */
    LOST_CONTENT("power lost"),
    /** The machine stops: names too are what they were when their folder was last forced to the disk. */
    LOST_NAMES("power lost"),
    NO_SPACE("No space left on device"),
    IO_ERROR("Input/output error"),
    TOO_MANY_FILES("Too many open files");

    private final String message;

    Fault(String message) {
        this.message = message;
    }

    /** How a file is touched. */
    enum Touch {
        OPEN,
        CREATE,
        WRITE,
        SYNC,
        COPY,
        MOVE,
        DELETE,
        LIST,
        MAKE_FOLDER
    }

    /** The end of a process, which no code of it outlives. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death() {
            super("killed");
        }
    }

    /** Whether nothing comes after it. */
    boolean ends() {
        return switch (this) {
            case DEATH, LOST_CONTENT, LOST_NAMES -> true;
            case NO_SPACE, IO_ERROR, TOO_MANY_FILES -> false;
        };
    }

    boolean isPossibleAt(Touch touch) {
        return switch (this) {
            case DEATH, LOST_CONTENT, LOST_NAMES, IO_ERROR -> true;
            case NO_SPACE ->
                switch (touch) {
                    case CREATE, WRITE, COPY, MAKE_FOLDER -> true;
                    case OPEN, SYNC, MOVE, DELETE, LIST -> false;
                };
            case TOO_MANY_FILES ->
                switch (touch) {
                    case OPEN, CREATE, COPY, LIST -> true;
                    case WRITE, SYNC, MOVE, DELETE, MAKE_FOLDER -> false;
                };
        };
    }

    void happen(Object file) throws FileSystemException {
        if (ends()) {
            throw new Death();
        }
        throw new FileSystemException(file.toString(), null, message);
    }
}
