package io.github.mnistlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleBalancingTest {
    /** The rows that over-sampling makes here are made up; the other two methods leave rows as they were. */
    private static final String YAML = """
            name: sample
            dataset: {source: generated-digits}
            split: {validation: 1000}
            seeds: [1, 2]
            variants:
              baseline: {}
              smote: {balancing: {method: smote}}
              over: {balancing: {method: random-over, shrinkage: 1}}
              under: {balancing: {method: random-under}}
              weighted: {balancing: {method: class-weight}}
              unit: {balancing: {method: class-weight, classWeight: {3: 1}}}
              divided: {balancing: {method: threshold}}
            """;

    private static final ExperimentSpec SPEC = SampleResults.spec(YAML);

    private static final List<RunResult> RUNS =
            SampleResults.of(SPEC, run -> SampleResults.evaluation(90, 100)).runs();

    @Test
    void saysThatNoRowAndNoWeightChanged() {
        assertThat(IdleBalancing.warnings(SPEC, RUNS))
                .containsExactly(
                        "The balancing of under changed nothing: it added and left out no row in any of its 2 runs; the"
                                + " networks are identical to those that are trained without it.",
                        "The balancing of unit changed nothing: it gave every class the weight 1 in any of its 2 runs; the"
                                + " networks are identical to those that are trained without it.");
    }

    @Test
    void namesTheVariantThatHasTheSameNetworks() {
        List<RunResult> sameParameters = RUNS.stream()
                .map(run -> run.id().variant().equals("under")
                        ? new RunResult(
                                run.id(),
                                run.key(),
                                run.parent(),
                                SampleResults.changed(
                                        run.outcome(),
                                        parts -> parts.parameterDigest = RUNS.get(
                                                        (int) run.id().seed() - 1)
                                                .outcome()
                                                .parameterDigest()),
                                run.evaluation(),
                                run.predictions(),
                                run.model())
                        : run)
                .toList();

        assertThat(IdleBalancing.warnings(SPEC, sameParameters).get(0))
                .isEqualTo(
                        "The balancing of under changed nothing: it added and left out no row in any of its 2 runs, and"
                                + " the networks are identical to those of baseline.");
    }
}
