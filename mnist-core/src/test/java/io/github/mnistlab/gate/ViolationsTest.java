package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.result.SampleResults;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViolationsTest {
    @Test
    void oneMessageSaysWhereWhatWasMeasuredWhatIsRequiredAndHowMuchIsMissing() {
        List<Verdict> verdicts = missed("""
                  - {metric: accuracy, variant: baseline, atLeast: 0.99999, confidence: none}
                  - {metric: 'recall[3]', variant: smote, atLeast: 0.99, confidence: none}
                """);

        assertThat(message(verdicts)).isEqualTo("""
                2 gates are missed:

                experiments/sample.yaml:11:5
                  required: accuracy of baseline at least 0.99999
                  measured: 0.98200 (9,820 of 10,000); short by 180 rows

                experiments/sample.yaml:12:5
                  required: recall[3] of smote at least 0.99
                  measured: 0.9820 (982 of 1,000); short by 8 rows

                report:    target/mnist/sample/summary.md
                run again: mvn mnist:experiment -Dmnist.experiment=sample""");
    }

    @Test
    void everyExperimentHasItsReportAndItsCommand() {
        String gate = "  - {metric: accuracy, variant: baseline, atLeast: 0.99, confidence: none}\n";
        List<Verdict> first = missed(gate);
        List<Verdict> second = first.stream()
                .map(verdict -> new Verdict(
                        "other",
                        verdict.gate(),
                        verdict.status(),
                        verdict.failsBuild(),
                        verdict.requirement(),
                        verdict.measured(),
                        verdict.bounds(),
                        verdict.shortfall(),
                        verdict.settledBy(),
                        verdict.evidence()))
                .toList();

        assertThat(message(Stream.concat(first.stream(), second.stream()).toList()))
                .startsWith("2 gates are missed:\n")
                .contains("""
                        report:    target/mnist/sample/summary.md
                        run again: mvn mnist:experiment -Dmnist.experiment=sample
                        """)
                .endsWith("""
                        report:    target/mnist/other/summary.md
                        run again: mvn mnist:experiment -Dmnist.experiment=other""");
        assertThat(message(first)).startsWith("1 gate is missed:\n");
    }

    /** Where that is asked for, a gate must be sure. */
    @Test
    void whatIsInconclusiveIsNotCalledMissed() {
        String unsure = "  - {metric: accuracy, variant: baseline, atLeast: 0.982, onInconclusive: fail}\n";
        String missed = "  - {metric: accuracy, variant: baseline, atLeast: 0.99, confidence: none}\n";

        assertThat(message(missed(unsure)))
                .startsWith("1 gate is inconclusive, which is not enough here:\n")
                .contains("\n  that is:  95 % bounds: 0.97", "\n  inconclusive: neither is sure enough: ");
        assertThat(message(missed(unsure + unsure)))
                .startsWith("2 gates are inconclusive, which is not enough here:\n");
        assertThat(message(missed(unsure + missed)))
                .startsWith("2 gates are missed or inconclusive, which is not enough here:\n");
    }

    private static String message(List<Verdict> missed) {
        return Violations.message(
                missed, Path.of("target", "mnist"), name -> "mvn mnist:experiment -Dmnist.experiment=" + name);
    }

    private static List<Verdict> missed(String gates) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + "gates:\n" + gates);
        List<Verdict> verdicts = Judge.judge(
                spec, SampleResults.of(spec, run -> SampleResults.evaluation(9_820, 10_000)), JudgeTest.GROUNDS);
        assertThat(verdicts)
                .isNotEmpty()
                .allMatch(Verdict::failsBuild)
                .extracting(Verdict::experiment)
                .containsOnly("sample");
        return verdicts;
    }
}
