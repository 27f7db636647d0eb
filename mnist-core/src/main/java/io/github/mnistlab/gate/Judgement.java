package io.github.mnistlab.gate;

import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.result.ExperimentResult;
import java.util.List;

/**
 * A result and all that was made of it.
 *
 * @param result the result
 * @param verdicts in the gates' order; may be none
 * @param intervals of its metrics
 * @param sinceAccepted what became of it since results were accepted; null if none were, or nothing can be compared
 * @param qualities of the gates, in their order, as far as this result's own seeds tell; may be none
 */
public record Judgement(
        ExperimentResult result,
        List<Verdict> verdicts,
        Intervals intervals,
        ResultsComparison sinceAccepted,
        List<GateQuality> qualities) {
    /** Copies. */
    public Judgement {
        verdicts = List.copyOf(verdicts);
        qualities = List.copyOf(qualities);
    }
}
