package io.github.mnistlab.report;

import io.github.mnistlab.model.EpochRecord;
import java.util.List;

/**
 * How far a run has come.
 *
 * @param experiment the experiment's name
 * @param name the run's
 * @param state in a word or two, such as {@code trains} or {@code finished}
 * @param epochs how many it has at most; 0 where it is not trained
 * @param history the epochs that are over, as far as they were told
 */
public record LiveRun(String experiment, String name, String state, int epochs, List<EpochRecord> history) {
    /** Copies. */
    public LiveRun {
        history = List.copyOf(history);
    }
}
