package io.github.mnistlab.lab;

import io.github.mnistlab.run.RunListener;

/** Hears how the work goes on. */
@FunctionalInterface
public interface LabListener {
    /** How much a line matters. */
    enum Level {
        /** For those who look. */
        INFO,
        /** Something is not as it should be. */
        WARNING,
        /** Something is wrong. */
        ERROR,
        /** A command to the CI system at hand, which it takes from standard output if nothing stands before it. */
        COMMAND
    }

    /** A line for people, or for a CI system. */
    void line(Level level, String text);

    /**
     * Runs are about to begin.
     *
     * @param count how many there are
     * @return hears how they go; from several threads, never from two at once
     */
    default RunListener runs(int count) {
        return (run, event) -> {};
    }

    /** Hears nothing. */
    static LabListener none() {
        return (level, text) -> {};
    }
}
