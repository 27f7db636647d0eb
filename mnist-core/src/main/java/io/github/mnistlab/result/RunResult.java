package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;

/**
 * One run of an experiment, evaluated.
 *
 * @param id which run
 * @param key identifies what was computed; the digest of its {@link RunIdentity}
 * @param parent the run whose weights it started from, or null
 * @param outcome what came out
 * @param evaluation its predictions of the test rows against their labels
 * @param predictions the file of its test probabilities beside the results
 * @param model the file of its model beside the results, or null if it was not kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
        RunId id,
        String key,
        RunId parent,
        RunOutcome outcome,
        Evaluation evaluation,
        String predictions,
        String model) {}
