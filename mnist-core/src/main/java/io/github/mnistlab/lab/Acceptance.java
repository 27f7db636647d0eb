package io.github.mnistlab.lab;

import io.github.mnistlab.gate.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** How accepting the latest results came out. */
public sealed interface Acceptance {
    /**
     * All were accepted.
     *
     * @param locks one an experiment, in the order in which they were given
     */
    record Accepted(List<NewLock> locks) implements Acceptance {}

    /**
     * Nothing was accepted, since a gate is missed and no reason was given.
     *
     * @param missed the verdicts, at least one
     * @param message all of them, for people, and what to do
     */
    record Refused(List<Verdict> missed, String message) implements Acceptance {}

    /**
     * An experiment's lock.
     *
     * @param experiment the experiment's name
     * @param file the lock
     * @param changed whether it is another one than before
     * @param kept variants that gates go on comparing with results accepted earlier, as fresh seeds have not shown that
     *     they are better
     */
    record NewLock(String experiment, Path file, boolean changed, Set<String> kept) {}
}
