package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    static final Grounds GROUNDS = new Grounds(SampleResults::predictions, Optional.empty(), false);

    private static final int[] THOUSAND_EACH = {1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000};

    @Test
    void atTheLimitPasses() {
        Verdict verdict = judge(
                "{metric: accuracy, variant: baseline, atLeast: 0.975, confidence: none}",
                run -> SampleResults.evaluation(9_750, 10_000));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(verdict.failsBuild()).isFalse();
        assertThat(verdict.requirement()).isEqualTo("accuracy of baseline at least 0.975");
        assertThat(verdict.measured()).isEqualTo("0.9750 (9,750 of 10,000)");
        assertThat(verdict.shortfall()).isEmpty();
    }

    @Test
    void oneImageBelowTheLimitFails() {
        Verdict verdict = judge(
                "{metric: accuracy, variant: baseline, atLeast: 0.975, confidence: none}",
                run -> SampleResults.evaluation(9_749, 10_000));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.failsBuild()).isTrue();
        assertThat(verdict.shortfall()).isEqualTo("short by 1 row");
        assertThat(verdict.sentence())
                .isEqualTo("accuracy of baseline at least 0.975: 0.9749 (9,749 of 10,000); short by 1 row");
        assertThat(verdict.gate().location()).hasToString("experiments/sample.yaml:12:5");
    }

    /** No share of a million images is 1/3, and none of 3,000 is the decimal 0.333: what is missing is a part of one. */
    @Test
    void aPartOfAnImageIsAWholeOneToReach() {
        Verdict verdict = judge(
                "{metric: accuracy, variant: baseline, atLeast: 0.33334, confidence: none}",
                run -> SampleResults.evaluation(1_000, 3_000));

        assertThat(verdict.shortfall()).isEqualTo("short by 1 row");
    }

    @ParameterizedTest
    @CsvSource({
        // 0.97499 would be 0.9750 if it were rounded to the nearest, which looks like a pass.
        "atLeast: 0.975, 97499, 100000, FAIL, '0.9749 (97,499 of 100,000)', short by 1 row",
        "atLeast: 0.99999, 9820, 10000, FAIL, '0.98200 (9,820 of 10,000)', short by 180 rows",
        "atLeast: 1, 99999, 100000, FAIL, '0.9999 (99,999 of 100,000)', short by 1 row",
        "atLeast: 1, 100000, 100000, PASS, '1.0000 (100,000 of 100,000)', ''",
        "atLeast: 0, 0, 10, PASS, '0.0000 (0 of 10)', ''",
        "atMost: 0.975, 97500, 100000, PASS, '0.9750 (97,500 of 100,000)', ''",
        "atMost: 0.975, 97501, 100000, FAIL, '0.9751 (97,501 of 100,000)', over by 1 row",
    })
    void textNeverLooksBetterThanTheMeasurement(
            String limit, int correct, int total, VerdictStatus status, String measured, String shortfall) {
        Verdict verdict = judge(
                "{metric: accuracy, variant: baseline, " + limit + ", confidence: none}",
                run -> SampleResults.evaluation(correct, total));

        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.measured()).isEqualTo(measured);
        assertThat(verdict.shortfall()).isEqualTo(shortfall);
    }

    @ParameterizedTest
    @CsvSource({
        "9750, 9800, 0.005, PASS, '0.9750 (9,750 of 10,000) against 0.9800 (9,800 of 10,000), a difference of -0.0050', ''",
        "9749, 9800, 0.005, FAIL, '0.9749 (9,749 of 10,000) against 0.9800 (9,800 of 10,000), a difference of -0.0051', short by 1 row",
        "9810, 9800, 0, PASS, '0.9810 (9,810 of 10,000) against 0.9800 (9,800 of 10,000), a difference of +0.0010', ''",
        "9800, 9800, 0, PASS, '0.9800 (9,800 of 10,000) against 0.9800 (9,800 of 10,000), a difference of 0.0000', ''",
    })
    void notBelowAnotherVariantButForAMargin(
            int smote, int baseline, String margin, VerdictStatus status, String measured, String shortfall) {
        Map<String, Evaluation> evaluations = Map.of(
                "baseline", SampleResults.evaluation(baseline, 10_000),
                "smote", SampleResults.evaluation(smote, 10_000));

        Verdict verdict = judge(
                "{metric: accuracy, variant: smote, notBelow: baseline, margin: " + margin + ", confidence: none}",
                run -> evaluations.get(run.variant()));

        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.requirement())
                .isEqualTo(
                        "accuracy of smote not below baseline" + ("0".equals(margin) ? "" : " by more than " + margin));
        assertThat(verdict.measured()).isEqualTo(measured);
        assertThat(verdict.shortfall()).isEqualTo(shortfall);
    }

    /** Shares with endless digits: were one rounded up and the other down, equal ones would look different. */
    @Test
    void equalValuesAreShownAsEqual() {
        Verdict verdict = judge(
                "{metric: accuracy, variant: smote, notBelow: baseline, margin: 0, confidence: none}",
                run -> SampleResults.evaluation(20, 30));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(verdict.measured()).isEqualTo("0.6666 (20 of 30) against 0.6666 (20 of 30), a difference of 0.0000");
    }

    @Test
    void whereLowerIsBetterNotBelowMeansNotWorse() {
        Map<String, Evaluation> evaluations =
                Map.of("baseline", SampleResults.evaluation(900, 1000), "smote", SampleResults.evaluation(800, 1000));
        String worse = "{metric: log-loss, variant: smote, notBelow: baseline, margin: 0.1, confidence: none}";
        String better = "{metric: log-loss, variant: baseline, notBelow: smote, margin: 0, confidence: none}";

        Verdict failed = judge(worse, run -> evaluations.get(run.variant()));
        Verdict passed = judge(better, run -> evaluations.get(run.variant()));

        // -0.8 ln 0.91 - 0.2 ln 0.01 is 0.99648..., and -0.9 ln 0.91 - 0.1 ln 0.01 is 0.54539...
        assertThat(failed.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(failed.requirement()).isEqualTo("log-loss of smote not worse than baseline by more than 0.1");
        assertThat(failed.measured()).isEqualTo("0.9965 against 0.5454, a difference of +0.4511");
        assertThat(failed.shortfall()).isEqualTo("over by 0.3511");
        assertThat(passed.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(passed.measured()).isEqualTo("0.5454 against 0.9965, a difference of -0.4510");
    }

    @Test
    void realNumbersAreRoundedAgainstTheOneWhoWantsThem() {
        Evaluation evaluation = SampleResults.evaluation(910, 1000);
        // Its confidence is its accuracy, 0.91, but for the rounding of doubles.
        assertThat(evaluation.ece()).isGreaterThan(0).isLessThan(1e-9);

        Verdict verdict = judge("{metric: ece, variant: baseline, atMost: 0, confidence: none}", run -> evaluation);

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.measured()).isEqualTo("0.0001");
        assertThat(verdict.shortfall()).isEqualTo("over by 0.0001");
    }

    @Test
    void undefinedMetricsReachNoLimit() {
        int[] rows = THOUSAND_EACH.clone();
        rows[3] = 0;
        int[] hits = rows.clone();

        Verdict verdict = judge(
                "{metric: 'recall[3]', variant: baseline, atLeast: 0, confidence: none}",
                run -> SampleResults.evaluation(hits, rows));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.sentence())
                .isEqualTo("recall[3] of baseline at least 0: undefined, for class 3 has no test rows;"
                        + " an undefined value reaches no limit");
    }

    @ParameterizedTest
    @CsvSource({"baseline, smote", "smote, baseline"})
    void nothingIsNotBelowAnUndefinedMetricNorIsThatNotBelowAnything(String variant, String other) {
        int[] rows = THOUSAND_EACH.clone();
        rows[3] = 0;
        Map<String, Evaluation> evaluations = Map.of(
                "baseline", SampleResults.evaluation(rows, rows),
                "smote", SampleResults.evaluation(THOUSAND_EACH, THOUSAND_EACH));

        Verdict verdict = judge(
                "{metric: min(recall), variant: " + variant + ", notBelow: " + other + ", margin: 1, confidence: none}",
                run -> evaluations.get(run.variant()));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.measured()).contains("undefined, for class 3 has no test rows");
    }

    /** A file may ask for any digit, whatever classes its own data has. */
    @Test
    void aClassThatTheDataDoesNotHaveFails() {
        Verdict verdict = judge(
                "{metric: 'recall[9]', variant: baseline, atLeast: 0.5, confidence: none}",
                run -> SampleResults.evaluation(new int[] {10, 10, 10}, new int[] {10, 10, 10}));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.measured()).isEqualTo("undefined, for there is no class 9, only 0 to 2");
    }

    @Test
    void metricOfAClass() {
        int[] hits = THOUSAND_EACH.clone();
        hits[8] = 899;

        Verdict verdict = judge(
                "{metric: 'recall[8]', variant: baseline, atLeast: 0.9, confidence: none}",
                run -> SampleResults.evaluation(hits, THOUSAND_EACH));

        assertThat(verdict.sentence())
                .isEqualTo("recall[8] of baseline at least 0.9: 0.8990 (899 of 1,000); short by 1 row");
    }

    @Test
    void lowestOfAllClassesSaysWhichItIs() {
        int[] hits = THOUSAND_EACH.clone();
        hits[5] = 910;
        hits[8] = 899;

        Verdict recall = judge(
                "{metric: min(recall), variant: baseline, atLeast: 0.9, confidence: none}",
                run -> SampleResults.evaluation(hits, THOUSAND_EACH));
        Verdict f1 = judge(
                "{metric: min(f1), variant: baseline, atLeast: 0.5, confidence: none}",
                run -> SampleResults.evaluation(hits, THOUSAND_EACH));

        assertThat(recall.sentence())
                .isEqualTo("min(recall) of baseline at least 0.9: 0.8990 (class 8: 899 of 1,000); short by 1 row");
        // Rows of class 8 count as 9, so that class 8 has 2 * 899 / (1000 + 899).
        assertThat(f1.measured()).isEqualTo("0.9468 (class 8)");
    }

    @Test
    void severalSeedsAreJudgedByTheirMean() {
        Map<Long, Integer> correct = Map.of(1L, 9_740, 2L, 9_750, 3L, 9_759);
        Function<RunId, Evaluation> evaluations = run -> SampleResults.evaluation(correct.get(run.seed()), 10_000);

        Verdict failed = judge(
                "seeds: [1, 2, 3]",
                "{metric: accuracy, variant: baseline, atLeast: 0.975, confidence: none}",
                evaluations);
        Verdict passed = judge(
                "seeds: [1, 2, 3]",
                "{metric: accuracy, variant: baseline, atLeast: 0.9749, confidence: none}",
                evaluations);

        assertThat(failed.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(failed.measured()).isEqualTo("0.9749 (29,249 of 30,000), mean of 3 seeds");
        assertThat(failed.shortfall()).isEqualTo("short by 1 row over 3 seeds");
        assertThat(passed.status()).isEqualTo(VerdictStatus.PASS);
    }

    /** Two classes' recalls have no common denominator: their mean is a share of nothing. */
    @Test
    void meansOverDifferentNumbersOfImagesCountNone() {
        int[] rows = THOUSAND_EACH.clone();
        rows[2] = 500;
        int[] lowInTwo = rows.clone();
        lowInTwo[2] = 450;
        int[] lowInFive = rows.clone();
        lowInFive[5] = 800;
        Map<Long, Evaluation> evaluations =
                Map.of(1L, SampleResults.evaluation(lowInTwo, rows), 2L, SampleResults.evaluation(lowInFive, rows));

        Verdict verdict = judge(
                "seeds: [1, 2]",
                "{metric: min(recall), variant: baseline, atLeast: 0.9, confidence: none}",
                run -> evaluations.get(run.seed()));

        assertThat(verdict.sentence())
                .isEqualTo("min(recall) of baseline at least 0.9: 0.8500, mean of 2 seeds; short by 0.0500");
    }

    @Test
    void oneUndefinedSeedMakesTheMeanUndefined() {
        int[] rows = THOUSAND_EACH.clone();
        rows[0] = 0;
        Map<Long, Evaluation> evaluations = Map.of(
                1L, SampleResults.evaluation(THOUSAND_EACH, THOUSAND_EACH), 2L, SampleResults.evaluation(rows, rows));

        Verdict verdict = judge(
                "seeds: [1, 2]",
                "{metric: 'recall[0]', variant: baseline, atLeast: 0.1, confidence: none}",
                run -> evaluations.get(run.seed()));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.measured()).isEqualTo("undefined, for class 0 has no test rows");
    }

    @Test
    void everyGateHasItsVerdictInTheOrderOfTheFile() {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + """
                gates:
                  - {metric: accuracy, variant: smote, atLeast: 0.5, confidence: none}
                  - {metric: mcc, variant: baseline, atLeast: 0.999, confidence: none}
                """);

        List<Verdict> verdicts =
                Judge.judge(spec, SampleResults.of(spec, run -> SampleResults.evaluation(900, 1000)), GROUNDS);

        assertThat(verdicts).extracting(Verdict::gate).isEqualTo(spec.gates());
        assertThat(verdicts).extracting(Verdict::status).containsExactly(VerdictStatus.PASS, VerdictStatus.FAIL);
        assertThat(verdicts).extracting(Verdict::experiment).containsOnly("sample");
    }

    /** Of its own runs, or of those that it is compared with; whatever other seeds gave. */
    @ParameterizedTest
    @CsvSource({"'atLeast: 0.1, confidence: none'", "atLeast: 0.1", "'notBelow: baseline, margin: 1'"})
    void aRunThatIsNotApplicableReachesNoLimit(String limit) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + """
                seeds: [1, 2]
                gates:
                  - {metric: accuracy, variant: smote, %s}
                  - {metric: accuracy, variant: baseline, notBelow: smote, margin: 1}
                  - {metric: accuracy, variant: baseline, atLeast: 0.1, confidence: none}
                """.formatted(limit));

        List<Verdict> verdicts = Judge.judge(
                spec,
                SampleResults.of(
                        spec,
                        run -> SampleResults.evaluation(900, 1000),
                        Map.of(new RunId("smote", 2), "class 3 has one row")),
                GROUNDS);

        assertThat(verdicts)
                .extracting(Verdict::status)
                .containsExactly(VerdictStatus.FAIL, VerdictStatus.FAIL, VerdictStatus.PASS);
        assertThat(verdicts.get(0).failsBuild()).isTrue();
        assertThat(verdicts.subList(0, 2))
                .extracting(Verdict::finding)
                .containsOnly("not measured, because smote-2 is not applicable: class 3 has one row");
    }

    private static Verdict judge(String gate, Function<RunId, Evaluation> evaluations) {
        return judge("seeds: [1]", gate, evaluations);
    }

    private static Verdict judge(String seeds, String gate, Function<RunId, Evaluation> evaluations) {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + seeds + "\ngates:\n  - " + gate + "\n");
        List<Verdict> verdicts = Judge.judge(spec, SampleResults.of(spec, evaluations), GROUNDS);
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }
}
