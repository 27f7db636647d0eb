package io.github.mnistlab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationReportTest {
    private static final Grounds GROUNDS = new Grounds(SampleResults::predictions, Optional.empty(), false);

    /** The accuracies of ten networks trained on MNIST. */
    private static final int[] CORRECT = {9723, 9729, 9722, 9749, 9761, 9748, 9725, 9738, 9723, 9699};

    private static final ExperimentSpec SPEC = SampleResults.spec(SampleResults.TWO_VARIANTS + """
            seeds: [1, 2, 1000003]
            gates:
              - {metric: accuracy, variant: baseline, atLeast: 0.971, confidence: none}
              - {metric: accuracy, variant: baseline, atLeast: 0.971}
              - {metric: accuracy, variant: baseline, atLeast: 0.971, onInconclusive: fail}
              - {metric: accuracy, variant: smote, notBelow: baseline, margin: 0.002, confidence: none}
              - {metric: accuracy, variant: smote, notBelow: accepted}
              - {metric: log-loss, variant: baseline, atMost: 0.3, confidence: none}
            """);

    private static List<GateQuality> calibrated() {
        ExperimentSpec fresh = SPEC.withFreshSeeds(10);
        ExperimentResult result = SampleResults.of(fresh, run -> {
            int index = fresh.variant("baseline").seeds().indexOf(run.seed());
            return SampleResults.evaluation(
                    "baseline".equals(run.variant()) ? CORRECT[index] : CORRECT[(index + 3) % 10], 10_000);
        });
        return Calibration.of(SPEC, result, GROUNDS, 0.01);
    }

    @Test
    void freshSeedsAreNoneOfTheExperiments() {
        ExperimentSpec fresh = SPEC.withFreshSeeds(10);

        Set<Long> seeds = new HashSet<>(fresh.variant("baseline").seeds());
        assertThat(seeds).hasSize(10).doesNotContain(1L, 2L, 1000003L);
        assertThat(fresh.variant("smote").seeds())
                .containsExactlyElementsOf(fresh.variant("baseline").seeds());
        assertThat(fresh.gates()).isEmpty();
    }

    /** SciPy's numbers, for means of three. */
    @Test
    void aBareThresholdHasItsFalseAlarms() {
        GateQuality quality = calibrated().get(0);

        assertThat(quality.runs()).isEqualTo(3);
        assertThat(quality.falseAlarms().value()).isCloseTo(0.01702261220660418, within(1e-9));
        assertThat(quality.falseAlarms().upper()).isCloseTo(0.2593946078688989, within(1e-7));
        assertThat(quality.deviation().upper()).isCloseTo(0.0032373353187224426, within(1e-10));
        assertThat(quality.suggestions())
                .contains(
                        new GateQuality.Suggestion(
                                1, "- {metric: accuracy, variant: baseline, atLeast: 0.9679, confidence: none}"),
                        new GateQuality.Suggestion(
                                3, "- {metric: accuracy, variant: baseline, atLeast: 0.9698, confidence: none}"));
    }

    /** To fail it must be sure, so that it hardly ever does; and to pass where that is asked for. */
    @Test
    void confidenceMovesWhatIsBlocked() {
        List<GateQuality> gates = calibrated();

        assertThat(gates.get(1).falseAlarms().value())
                .isLessThan(gates.get(0).falseAlarms().value() / 10);
        assertThat(gates.get(2).falseAlarms().value())
                .isGreaterThan(gates.get(0).falseAlarms().value() * 10);
        assertThat(gates.get(1).dropCaught().value())
                .isGreaterThan(gates.get(0).dropCaught().value());
    }

    @Test
    void comparisonsAreMeasuredByTheDifferencesOfEachSeed() {
        GateQuality relative = calibrated().get(3);
        GateQuality accepted = calibrated().get(4);

        assertThat(relative.mean()).isCloseTo(0, within(1e-12));
        assertThat(relative.values().get(0)).isCloseTo(0.9749 - 0.9723, within(1e-12));
        assertThat(relative.suggestions().get(0).gate())
                .startsWith("- {metric: accuracy, variant: smote, notBelow: baseline, margin: 0.00");
        assertThat(accepted.reason()).isEqualTo("there is nothing yet that it is compared with");
    }

    /** Held against 0.9715 less a margin of 0.0005, each seed as against 0.971. */
    @Test
    void acceptedResultsAreWhatTheyAre() {
        AcceptedResults.Run run = new AcceptedResults.Run() {
            @Override
            public long seed() {
                return 1;
            }

            @Override
            public Optional<MetricValue> value(MetricExpression metric) {
                return Optional.of(new MetricValue.Proportion(9_715, 10_000));
            }

            @Override
            public Optional<Predictions> predictions() {
                return Optional.of(Predictions.of(new int[10_000], new int[10_000], 10));
            }
        };
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + """
                seeds: [1, 2, 3]
                gates:
                  - {metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.0005, confidence: none}
                """);
        ExperimentSpec fresh = spec.withFreshSeeds(10);
        ExperimentResult result = SampleResults.of(
                fresh,
                id -> SampleResults.evaluation(
                        CORRECT[fresh.variant("baseline").seeds().indexOf(id.seed())], 10_000));
        Grounds grounds = new Grounds(SampleResults::predictions, Optional.of(variant -> List.of(run)), false);

        GateQuality quality = Calibration.of(spec, result, grounds, 0.01).get(0);

        assertThat(quality.falseAlarms().value()).isCloseTo(0.01702261220660418, within(1e-9));
    }

    @Test
    void whereLowerIsBetterADropIsARise() {
        GateQuality loss = calibrated().get(5);

        assertThat(loss.falseAlarms().value()).isBetween(0.0, 1.0);
        assertThat(loss.suggestions().get(0).gate()).contains("atMost: ");
        assertThat(Double.parseDouble(loss.suggestions().get(0).gate().replaceAll(".*atMost: ([0-9.]+).*", "$1")))
                .isGreaterThan(loss.mean());
    }

    @Test
    void isReadByPeople() {
        List<String> lines = CalibrationReport.lines("sample", calibrated(), 0.01);

        assertThat(String.join("\n", lines))
                .startsWith("""
                        sample: how sensitive its gates are, if metrics are normal over seeds (95 % intervals)

                        accuracy of baseline at least 0.971
                          10 seeds: mean 0.9732, standard deviation 0.0018 (0.0012 to 0.0032)
                          normality: Shapiro-Francia p-value 0.48, no evidence against it (with 10 values only gross
                            departures show)
                          false alarms for an unchanged recipe, judged by the mean of 3 seeds: 1.70 % (0.02 % to 25.9 %)
                          smallest drop detected four times out of five: 0.0030 (0.0019 to 0.0046)
                          for one false alarm in 100, take one of these:
                            seeds: 1
                            gates:
                              - {metric: accuracy, variant: baseline, atLeast: 0.9679, confidence: none}
                            seeds: 3
                        """)
                .contains("  no estimate: there is nothing yet that it is compared with");
        assertThat(lines).allMatch(line -> line.length() <= 100);
    }

    @Test
    void fewSeedsSayNothing() {
        ExperimentResult result = SampleResults.of(SPEC, run -> SampleResults.evaluation(900, 1000));

        assertThat(Calibration.of(SPEC, result, GROUNDS, 0.01))
                .extracting(GateQuality::reason)
                .contains("at least 5 seeds are needed");
    }
}
