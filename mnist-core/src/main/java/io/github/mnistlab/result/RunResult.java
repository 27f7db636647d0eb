package io.github.mnistlab.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import java.util.List;
import java.util.Objects;

/**
 * One run of an experiment, evaluated.
 *
 * @param id which run
 * @param key identifies what was computed; the digest of its {@link RunIdentity}
 * @param parent the run whose weights it started from, or null
 * @param outcome what came out
 * @param evaluation its predictions of the test rows against their labels
 * @param predictions the file of its test probabilities beside the results
 * @param model the file of its model beside the results, as Deeplearning4j saves it, or null if that was not kept
 * @param onnx the file of its model in ONNX beside the results, or null if that was not kept
 * @param slices its metrics by slice, column by column; empty where the experiment has no slices
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
        RunId id,
        String key,
        RunId parent,
        RunOutcome outcome,
        Evaluation evaluation,
        String predictions,
        String model,
        String onnx,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SliceMetrics> slices) {
    /** Refuses to miss a part. */
    public RunResult {
        Objects.requireNonNull(id, "the id of a run must be given");
        Objects.requireNonNull(key, "the key of a run must be given");
        Objects.requireNonNull(outcome, "the outcome of a run must be given");
        Objects.requireNonNull(evaluation, "the evaluation of a run must be given");
        Objects.requireNonNull(predictions, "the predictions of a run must be given");
        slices = slices == null ? List.of() : List.copyOf(slices);
    }

    /** Of which no ONNX file was kept, without slices. */
    public RunResult(
            RunId id,
            String key,
            RunId parent,
            RunOutcome outcome,
            Evaluation evaluation,
            String predictions,
            String model) {
        this(id, key, parent, outcome, evaluation, predictions, model, null, List.of());
    }
}
