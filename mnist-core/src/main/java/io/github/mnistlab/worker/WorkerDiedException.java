package io.github.mnistlab.worker;

/** A worker process ended, or had to be ended, in the middle of its work. The message says how. */
public final class WorkerDiedException extends Exception {
    private static final long serialVersionUID = 1;

    WorkerDiedException(String message) {
        super(message);
    }
}
