package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.finding.AcceptedRun;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said of gates by runs of the recipe, and what cannot. */
class CalibrationTest {
    private static final int[] CORRECT = {970, 974, 969, 981, 975, 972};

    @Test
    void fiveSeedsAreEnoughAndFourAreNot() {
        String gate = "{metric: accuracy, variant: baseline, atLeast: 0.9, confidence: none}";

        assertThat(quality(gate, 5, false).reason()).isEmpty();
        assertThat(quality(gate, 4, false).reason()).isEqualTo("at least 5 seeds are needed");
    }

    @Test
    void nothingIsSaidOfSeedsThatAllGaveTheSame() {
        ExperimentSpec spec = spec("{metric: accuracy, variant: baseline, atLeast: 0.9, confidence: none}", 6);

        GateQuality same = quality(spec, result(spec, run -> SampleResults.evaluation(970, 1000)), false);

        assertThat(same.reason()).isEqualTo("all seeds gave the same");
        assertThat(same.mean()).isEqualTo(0.97);
        assertThat(same.values()).hasSize(6).containsOnly(0.97);
    }

    /** Of the last seed nobody was taken for class 9. */
    @ParameterizedTest
    @CsvSource({"baseline", "smote"})
    void nothingIsSaidWhereAMetricIsUndefinedOnEitherSide(String variant) {
        ExperimentSpec spec =
                spec("{metric: 'precision[9]', variant: smote, notBelow: baseline, margin: 0.1, confidence: none}", 6);
        int[] rows = {10, 10, 10, 10, 10, 10, 10, 10, 10, 10};

        GateQuality undefined = quality(
                spec,
                result(
                        spec,
                        run -> run.variant().equals(variant) && run.seed() == 6
                                ? SampleResults.evaluation(new int[] {9, 9, 9, 9, 9, 9, 9, 9, 10, 0}, rows)
                                : SampleResults.evaluation(new int[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9}, rows)),
                false);

        assertThat(undefined.reason()).isEqualTo("the metric is undefined with a seed");
    }

    @Test
    void nothingIsSaidWhereOneSideHasOtherSeeds() {
        ExperimentSpec spec =
                spec("{metric: accuracy, variant: smote, notBelow: baseline, margin: 0.1, confidence: none}", 6);
        ExperimentResult oneLess =
                SampleResults.of(spec, CalibrationTest::evaluation, Map.of(new RunId("baseline", 6), "too few rows"));

        assertThat(quality(spec, oneLess, false).reason()).isEqualTo("the two sides have different seeds");
    }

    @Test
    void nothingIsSaidWhereAcceptedResultsCannotBeComparedWith() {
        ExperimentSpec spec =
                spec("{metric: accuracy, variant: baseline, notBelow: accepted, margin: 0.1, confidence: none}", 6);
        ExperimentResult result = result(spec, CalibrationTest::evaluation);
        AcceptedResults ofOtherVariants = variant -> List.of();
        AcceptedResults ofOtherRows =
                variant -> List.of(new AcceptedRun(1, Map.of(), Optional.empty(), Optional.empty()));

        for (AcceptedResults accepted : List.of(ofOtherVariants, ofOtherRows)) {
            Grounds grounds = new Grounds(SampleResults::predictions, Optional.of(accepted), false);
            assertThat(Calibration.of(spec, result, grounds, 0.01).get(0).reason())
                    .isEqualTo("there is nothing yet that it is compared with");
        }
    }

    /** Mirrored about 0.97, what is too low is too high. */
    @Test
    void aLimitFromAboveIsWorthWhatOneFromBelowIs() {
        ExperimentSpec below = spec("{metric: accuracy, variant: baseline, atLeast: 0.971, confidence: none}", 6);
        ExperimentSpec above = spec("{metric: accuracy, variant: baseline, atMost: 0.969, confidence: none}", 6);

        GateQuality fromBelow = quality(below, result(below, CalibrationTest::evaluation), false);
        GateQuality fromAbove =
                quality(above, result(above, run -> SampleResults.evaluation(1940 - correct(run), 1000)), false);

        assertThat(fromBelow.falseAlarms().value()).isBetween(0.01, 0.5);
        assertThat(fromAbove.falseAlarms().value())
                .isCloseTo(fromBelow.falseAlarms().value(), within(1e-9));
        assertThat(fromAbove.dropCaught().value())
                .isCloseTo(fromBelow.dropCaught().value(), within(1e-9));
        assertThat(asked(fromBelow, "atLeast") + asked(fromAbove, "atMost")).isCloseTo(1.94, within(1e-9));
    }

    /**
     * To fail, a gate must be sure; and to pass, where that is asked for. It blocks what a bare limit would that is as much
     * lower or higher as the interval reaches, which a verdict on the same runs tells.
     */
    @ParameterizedTest
    @CsvSource({"atLeast, 0.971, 1", "atMost, 0.976, -1"})
    void confidenceMovesTheLimitByItsInterval(String kind, double limit, int sign) {
        String gate = "{metric: accuracy, variant: baseline, " + kind + ": ";
        ExperimentSpec spec = spec(gate + limit + "}", 6);
        ExperimentResult result = result(spec, CalibrationTest::evaluation);
        Evidence evidence =
                Judge.judge(spec, result, grounds(false)).get(0).rests().orElseThrow();
        double up = evidence.upper() - evidence.estimate();
        double down = evidence.estimate() - evidence.lower();
        double lenient = sign > 0 ? limit - up : limit + down;
        double strict = sign > 0 ? limit + down : limit - up;

        assertThat(dropCaught(gate + limit + "}", false))
                .isCloseTo(dropCaught(gate + bare(lenient), false), within(1e-9));
        assertThat(dropCaught(gate + limit + "}", true))
                .isCloseTo(dropCaught(gate + bare(strict), false), within(1e-9));
        assertThat(dropCaught(gate + limit + ", onInconclusive: fail}", false))
                .isEqualTo(dropCaught(gate + limit + "}", true));
        assertThat(dropCaught(gate + bare(limit), true)).isEqualTo(dropCaught(gate + bare(limit), false));
    }

    /** As above, by the interval of the difference. */
    @Test
    void confidenceMovesTheLimitOfADifferenceToo() {
        String gate = "{metric: accuracy, variant: smote, notBelow: baseline, margin: ";
        ExperimentSpec spec = spec(gate + "0.01}", 6);
        Evidence evidence = Judge.judge(spec, result(spec, CalibrationTest::evaluation), grounds(false))
                .get(0)
                .rests()
                .orElseThrow();
        double up = evidence.upper() - evidence.estimate();

        assertThat(dropCaught(gate + "0.01}", false))
                .isCloseTo(dropCaught(gate + bare(0.01 + up), false), within(1e-9));
    }

    private static double dropCaught(String gate, boolean strict) {
        return quality(gate, 6, strict).dropCaught().value();
    }

    private static String bare(double limit) {
        return new BigDecimal(limit).toPlainString() + ", confidence: none}";
    }

    /** By 1 % of false alarms; where the mean of both sides is the same, by what one side may fall. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{metric: 'recall[8]', variant: smote, atLeast: 0.5; - {metric: 'recall[8]', variant: smote, atLeast: 0.",
                "{metric: min(recall), variant: smote, atLeast: 0.5; - {metric: min(recall), variant: smote, atLeast: 0.",
                "{metric: accuracy, variant: smote, notBelow: baseline, margin: 0.1; - {metric: accuracy, variant: smote, notBelow: baseline, margin: 0.0",
                "{metric: log-loss, variant: smote, notBelow: baseline, margin: 0.1; - {metric: log-loss, variant: smote, notBelow: baseline, margin: 0."
            },
            quoteCharacter = '"')
    void limitsAreSuggestedAsTheyStandInAFile(String gate, String suggested) {
        GateQuality quality = quality(gate + ", confidence: none}", 6, false);

        assertThat(quality.suggestions())
                .extracting(GateQuality.Suggestion::runs)
                .containsExactly(1, 3, 5, 6);
        assertThat(quality.suggestions())
                .allSatisfy(one -> assertThat(one.gate())
                        .startsWith(suggested)
                        .matches(".*\\d\\.(?!0000)\\d{4}, confidence: none}"));
        assertThat(quality.requirement()).contains(" of smote ");
    }

    @Test
    void whatIsToBeBetterHasNoOtherLimit() {
        GateQuality quality =
                quality("{metric: accuracy, variant: smote, better: baseline, confidence: none}", 6, false);

        assertThat(quality.reason()).isEmpty();
        assertThat(quality.suggestions()).isEmpty();
    }

    private static double asked(GateQuality quality, String limit) {
        String gate = quality.suggestions().get(0).gate();
        return Double.parseDouble(gate.replaceAll(".*" + limit + ": ([0-9.]+),.*", "$1"));
    }

    private static ExperimentSpec spec(String gate, int seeds) {
        return SampleResults.spec(SampleResults.TWO_VARIANTS + "seeds: " + seeds + "\ngates:\n  - " + gate + "\n");
    }

    private static ExperimentResult result(ExperimentSpec spec, Function<RunId, Evaluation> evaluations) {
        return SampleResults.of(spec, evaluations);
    }

    private static int correct(RunId run) {
        return CORRECT[(int) (run.seed() - 1 + (run.variant().equals("smote") ? 2 : 0)) % CORRECT.length];
    }

    private static Evaluation evaluation(RunId run) {
        return SampleResults.evaluation(correct(run), 1000);
    }

    private static GateQuality quality(String gate, int seeds, boolean strict) {
        ExperimentSpec spec = spec(gate, seeds);
        return quality(spec, result(spec, CalibrationTest::evaluation), strict);
    }

    private static GateQuality quality(ExperimentSpec spec, ExperimentResult result, boolean strict) {
        return Calibration.of(spec, result, grounds(strict), 0.01).get(0);
    }

    private static Grounds grounds(boolean strict) {
        return new Grounds(SampleResults::predictions, Optional.empty(), strict);
    }
}
