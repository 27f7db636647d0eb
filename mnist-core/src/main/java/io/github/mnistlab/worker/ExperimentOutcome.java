package io.github.mnistlab.worker;

import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.run.RunId;
import java.util.Map;

/** How an experiment ended. */
public sealed interface ExperimentOutcome {

    /** All its runs finished, save those of a matrix that are not applicable, and its results are stored. */
    record Completed(ExperimentResult result) implements ExperimentOutcome {}

    /**
     * Some of its runs failed; results of an earlier time, if there are any, are as they were.
     *
     * @param failures why, by run
     */
    record Failed(Map<RunId, String> failures) implements ExperimentOutcome {}
}
