package io.github.mnistlab.lock;

import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.result.GitRepository;
import java.util.List;

/**
 * What was accepted of an experiment by a commit.
 *
 * @param change the commit
 * @param lock as it was then
 * @param gates those of the experiment's file as it was then; none where that could not be read
 */
public record AcceptedRevision(GitRepository.Change change, Lock lock, List<Gate> gates) {
    private static final int SHOWN_OF_A_COMMIT = 8;
    private static final int DATE = 10;

    /** Copies. */
    public AcceptedRevision {
        gates = List.copyOf(gates);
    }

    /** {@code 1a2b3c4d 2026-11-28}. */
    public String name() {
        return change.commit().substring(0, SHOWN_OF_A_COMMIT) + " "
                + change.time().substring(0, DATE);
    }
}
