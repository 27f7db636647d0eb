package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An experiment with its results and verdicts, to be reported. */
record Fixture(Judgement judgement) {
    static final UnaryOperator<String> COMMAND = name -> "mvn mnist:experiment -Dmnist.experiment=" + name;

    static final Path FOLDER = Path.of("target", "mnist", "sample");

    private static final String GATES = """
            gates:
              - {metric: accuracy, variant: baseline, atLeast: 0.98, confidence: none}
              - {metric: min(recall), variant: smote, notBelow: baseline, margin: 0.001, confidence: none}
            """;

    /** Two variants, one gate held, one missed by a lot. */
    static Fixture oneGateMissed() {
        return of(
                SampleResults.TWO_VARIANTS + GATES,
                run -> SampleResults.evaluation("smote".equals(run.variant()) ? 9_707 : 9_819, 10_000));
    }

    /** Two variants with three seeds. */
    static Fixture threeSeeds() {
        return of(
                SampleResults.TWO_VARIANTS + "seeds: [1, 2, 3]\n" + GATES,
                run -> SampleResults.evaluation(
                        ("smote".equals(run.variant()) ? 9_700 : 9_812) + 7 * (int) run.seed(), 10_000));
    }

    static Fixture withoutGates() {
        return of(SampleResults.TWO_VARIANTS, run -> SampleResults.evaluation(900, 1000));
    }

    /** Continues from the other's weights, and validates on the test images. */
    static Fixture unsound() {
        return of("""
                name: sample
                dataset: {source: generated-digits}
                split: {validation: test-set}
                acknowledge: [warm-start, validation-on-test]
                variants:
                  baseline: {}
                  more: {startFrom: baseline}
                gates:
                  - {metric: mcc, variant: more, atLeast: 0.5, confidence: none}
                """, run -> SampleResults.evaluation(900, 1000));
    }

    static Fixture described(String description) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + GATES);
        return of(
                new ExperimentSpec(
                        spec.name(),
                        description,
                        spec.acknowledge(),
                        spec.reproducibility(),
                        spec.variants(),
                        spec.matrix(),
                        spec.familyWise(),
                        spec.gates()),
                run -> SampleResults.evaluation(9_819, 10_000));
    }

    static Fixture of(String yaml, Function<RunId, Evaluation> evaluations) {
        return of(SampleResults.spec(yaml), evaluations);
    }

    /**
     * @param inapplicable why these runs could not be
     */
    static Fixture of(String yaml, Function<RunId, Evaluation> evaluations, Map<RunId, String> inapplicable) {
        return of(SampleResults.spec(yaml), evaluations, inapplicable);
    }

    private static Fixture of(ExperimentSpec spec, Function<RunId, Evaluation> evaluations) {
        return of(spec, evaluations, Map.of());
    }

    private static Fixture of(
            ExperimentSpec spec, Function<RunId, Evaluation> evaluations, Map<RunId, String> inapplicable) {
        ExperimentResult result = SampleResults.of(spec, evaluations, inapplicable);
        Grounds grounds = new Grounds(SampleResults::predictions, Optional.empty(), false);
        return new Fixture(new Judgement(
                result,
                Judge.judge(spec, result, grounds),
                new Intervals(result, SampleResults::predictions),
                null,
                Calibration.of(spec, result, grounds, 0.01)));
    }

    ExperimentResult result() {
        return judgement.result();
    }

    List<Verdict> verdicts() {
        return judgement.verdicts();
    }
}
