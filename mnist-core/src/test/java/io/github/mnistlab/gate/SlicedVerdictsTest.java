package io.github.mnistlab.gate;

import static io.github.mnistlab.gate.Models.rightOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.data.Slices.Column;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.result.TestPredictions;
import io.github.mnistlab.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gates on slices of 1,000 rows: of two writers half each, and of papers one is of five rows alone. */
class SlicedVerdictsTest {
    private static final int ROWS = 1_000;

    private static final Slices SLICES = Slices.of(
            List.of(column("writer", row -> row < 500 ? "a" : "b"), column("paper", row -> row < 5 ? "rare" : "plain")),
            6);

    /** Of a's rows a tenth is wrong, and of b's one in a hundred. */
    private static Predictions made(RunId run) {
        return rightOn(ROWS, row -> row < 500 ? row % 10 != run.seed() % 2 : row % 100 != 99);
    }

    @Test
    void theWorstSliceIsHeldAgainstTheLimit() {
        assertThat(statuses(
                        1,
                        "{metric: 'min(accuracy by writer)', variant: smote, atLeast: 0.8}",
                        "{metric: 'min(accuracy by writer)', variant: smote, atLeast: 0.95}",
                        "{metric: 'accuracy[writer=b]', variant: smote, atLeast: 0.95}",
                        "{metric: 'gap(accuracy by writer)', variant: smote, atMost: 0.2}",
                        "{metric: 'gap(accuracy by writer)', variant: smote, atMost: 0.01}"))
                .containsExactly(
                        VerdictStatus.PASS,
                        VerdictStatus.FAIL,
                        VerdictStatus.PASS,
                        VerdictStatus.PASS,
                        VerdictStatus.FAIL);
    }

    @Test
    void aSliceOfTooFewRowsKeepsAGateFromPassingAndNotFromFailing() {
        String why = "not every slice can be judged: paper=rare has 5 rows, fewer than 6";

        for (String confidence : List.of("", ", confidence: none")) {
            List<Verdict> verdicts = verdicts(
                    1,
                    "{metric: 'min(accuracy by paper)', variant: smote, atLeast: 0.5" + confidence + "}",
                    "{metric: 'min(accuracy by paper)', variant: smote, atLeast: 0.99" + confidence + "}",
                    "{metric: 'accuracy[paper=rare]', variant: smote, atLeast: 0.01" + confidence + "}",
                    "{metric: 'min(accuracy by paper)', variant: smote, notBelow: baseline, margin: 0.5" + confidence
                            + "}",
                    "{metric: 'accuracy[paper=rare]', variant: smote, notBelow: baseline, margin: 0.5" + confidence
                            + "}");

            assertThat(verdicts)
                    .extracting(Verdict::status)
                    .containsExactly(
                            VerdictStatus.INCONCLUSIVE,
                            VerdictStatus.FAIL,
                            VerdictStatus.INCONCLUSIVE,
                            VerdictStatus.INCONCLUSIVE,
                            VerdictStatus.INCONCLUSIVE);
            assertThat(verdicts).extracting(Verdict::settledBy).containsExactly(why, "", why, why, why);
        }
    }

    @Test
    void ofTheNextModelNeitherACalibrationErrorIsKnownNorADifferenceOfTheWorst() {
        List<Verdict> verdicts = verdicts(
                3,
                "{metric: 'ece[writer=a]', variant: smote, atMost: 0.5, speaksOf: next}",
                "{metric: 'min(accuracy by writer)', variant: smote, notBelow: baseline, margin: 0.5, speaksOf: next}");

        assertThat(verdicts).extracting(Verdict::status).containsOnly(VerdictStatus.INCONCLUSIVE);
        assertThat(verdicts.get(0).settledBy()).startsWith("no method bounds the calibration error of a single");
        assertThat(verdicts.get(1).settledBy()).startsWith("the next model's difference takes the same seeds");
    }

    private static List<VerdictStatus> statuses(int seeds, String... gates) {
        return verdicts(seeds, gates).stream().map(Verdict::status).toList();
    }

    private static List<Verdict> verdicts(int seeds, String... gates) {
        StringBuilder yaml = new StringBuilder(SampleResults.TWO_VARIANTS)
                .append("seeds: ")
                .append(seeds)
                .append("\nslices: {file: slices.csv}\ngates:\n");
        for (String gate : gates) {
            yaml.append("  - ").append(gate).append('\n');
        }
        ExperimentSpec spec = SampleResults.spec(yaml.toString());
        TestPredictions predictions = new TestPredictions() {
            @Override
            public Predictions of(RunResult run) {
                return made(run.id());
            }

            @Override
            public Optional<Slices> slices() {
                return Optional.of(SLICES);
            }
        };
        return Judge.judge(
                spec,
                SampleResults.of(spec, run -> {
                    Predictions made = made(run);
                    return Evaluation.of(made.labels(), made.probabilities().orElseThrow());
                }),
                new Grounds(predictions, Optional.empty(), false));
    }

    private static Column column(String name, IntFunction<String> ofRow) {
        return Column.of(name, IntStream.range(0, ROWS).mapToObj(ofRow).toList());
    }
}
