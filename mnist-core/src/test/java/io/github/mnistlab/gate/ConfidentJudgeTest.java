package io.github.mnistlab.gate;

import static io.github.mnistlab.gate.Models.ONE_SEED;
import static io.github.mnistlab.gate.Models.judge;
import static io.github.mnistlab.gate.Models.judgeAll;
import static io.github.mnistlab.gate.Models.rightOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ContinuityCorrected;
import io.github.mnistlab.evaluate.interval.Tango;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.finding.Scope;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SampleResults;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates that ask for confidence, on predictions that are made up image by image. */
class ConfidentJudgeTest {
    @ParameterizedTest
    @CsvSource({"9780, PASS", "9777, PASS", "9774, INCONCLUSIVE", "9725, INCONCLUSIVE", "9722, FAIL", "9700, FAIL"})
    void oneSeedIsSureByTheBinomial(int correct, VerdictStatus status) {
        Verdict verdict = judge(
                ONE_SEED,
                "{metric: accuracy, variant: baseline, atLeast: 0.975}",
                new Models(run -> rightOn(10_000, image -> image >= 10_000 - correct)));

        ClopperPearson bounds = new ClopperPearson(correct, 10_000);
        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.status() == VerdictStatus.PASS).isEqualTo(bounds.lower(0.05) >= 0.975);
        assertThat(verdict.status() == VerdictStatus.FAIL).isEqualTo(bounds.upper(0.05) < 0.975);
        assertThat(verdict.evidence().scope()).isEqualTo(Scope.TRAINED_MODEL);
        assertThat(verdict.evidence().lower()).isCloseTo(bounds.lower(0.05), within(1e-12));
        assertThat(verdict.evidence().upper()).isCloseTo(bounds.upper(0.05), within(1e-12));
        assertThat(verdict.failsBuild()).isEqualTo(status == VerdictStatus.FAIL);
    }

    @Test
    void theTextSaysWhatItSpeaksOfAndWhatWouldSettleIt() {
        Verdict verdict = judge(
                ONE_SEED,
                "{metric: accuracy, variant: baseline, atLeast: 0.975}",
                new Models(run -> rightOn(10_000, image -> image >= 260)));

        assertThat(verdict.sentence())
                .isEqualTo(
                        "accuracy of baseline at least 0.975: 0.9740 (9,740 of 10,000); 95 % bounds: 0.9712 to 0.9766"
                                + " (each one-sided) for this trained model (Clopper-Pearson; Wilson: 0.9713 and 0.9765);"
                                + " neither is sure enough: no seed would settle it, the test rows limit it (about 160,000"
                                + " of them would do in four cases of five, if the value stays); several seeds would judge the"
                                + " recipe instead");
    }

    @Test
    void severalSeedsSpeakOfTheRecipe() {
        Models models = new Models(run -> {
            Random random = new Random(run.seed());
            int errors = 180 + random.nextInt(60);
            return rightOn(10_000, image -> image < 150 ? image % 4 == run.seed() % 4 : image >= 150 + errors - 112);
        });

        Verdict sure = judge("seeds: 5\n", "{metric: accuracy, variant: baseline, atLeast: 0.96}", models);
        Verdict near = judge("seeds: 5\n", "{metric: accuracy, variant: baseline, atLeast: 0.9790}", models);

        assertThat(sure.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(sure.evidence().scope()).isEqualTo(Scope.RECIPE);
        assertThat(sure.bounds()).contains("for the recipe's average (seeds and rows crossed; standard error 0.00");
        assertThat(sure.measured()).endsWith("mean of 5 seeds");
        assertThat(near.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(near.settledBy()).contains("seeds would settle it");
    }

    /** What scatters little over seeds, and lies near the limit, only images could tell. */
    @Test
    void whereSeedsAgreeTheImagesAreTheLimit() {
        Verdict verdict = judge(
                "seeds: 3\n",
                "{metric: accuracy, variant: baseline, atLeast: 0.975}",
                new Models(run -> rightOn(10_000, image -> image >= 240 + run.seed() % 2)));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(verdict.settledBy())
                .isEqualTo(
                        "neither is sure enough: no number of seeds would settle it: the test rows limit it (about 190,000"
                                + " of them would do with many seeds in four cases of five, if the value stays)");
    }

    @Test
    void twoModelsAreComparedImageByImage() {
        Models models = new Models(run -> "smote".equals(run.variant())
                ? rightOn(10_000, image -> image >= 140 && (image < 5_000 || image >= 5_060))
                : rightOn(10_000, image -> image >= 180));

        Verdict verdict =
                judge(ONE_SEED, "{metric: accuracy, variant: smote, notBelow: baseline, margin: 0.005}", models);
        Verdict strict = judge(ONE_SEED, "{metric: accuracy, variant: smote, notBelow: baseline}", models);
        Verdict perClass = judge(ONE_SEED, "{metric: 'recall[0]', variant: smote, notBelow: baseline}", models);

        ContinuityCorrected bounds = new ContinuityCorrected(new Tango(60, 40, 10_000), 10_000);
        assertThat(verdict.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(verdict.evidence().lower()).isCloseTo(bounds.lower(0.05), within(1e-12));
        assertThat(verdict.bounds())
                .startsWith("of the difference, 95 % bounds: -0.0038 to -0.0002 (each one-sided)")
                .contains("only this one right on 40, only the other on 60; McNemar's mid-p 0.04");
        assertThat(strict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(strict.shortfall()).isEqualTo("short by 20 rows");
        // Rows go round the digits: 4 of 40 and 6 of 60 are zeros, of 1,000.
        assertThat(perClass.evidence().lower()).isCloseTo(new Tango(6, 4, 1_000).lower(0.05) - 0.001, within(1e-12));
    }

    @Test
    void recipesArePairedBySeedOnlyWhereTheSeedsAreTheSame() {
        Models models = new Models(run -> rightOn(
                10_000, image -> image >= 150 + 20 * (run.seed() % 5) + ("smote".equals(run.variant()) ? 4 : 0)));
        String gate = "{metric: accuracy, variant: smote, notBelow: baseline, margin: 0.001}";

        Verdict paired = judge("seeds: 5\n", gate, models);
        Verdict unpaired = judge("", gate, "seeds: [1, 2, 3, 4, 5]", "seeds: [6, 7, 8, 9, 10]", models);

        assertThat(paired.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(paired.evidence().method()).endsWith("paired by seed");
        assertThat(unpaired.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(unpaired.evidence().method()).endsWith("each with seeds of its own");
        assertThat(unpaired.evidence().estimate()).isCloseTo(paired.evidence().estimate(), within(1e-12));
    }

    @Test
    void betterTakesFiveSeedsASide() {
        Models models = new Models(run ->
                rightOn(10_000, image -> image >= ("smote".equals(run.variant()) ? 150 : 250) + run.seed() % 3));
        String gate = "{metric: accuracy, variant: smote, better: baseline}";

        Verdict one = judge(ONE_SEED, gate, models);
        Verdict four = judge("seeds: 4\n", gate, models);
        Verdict five = judge("seeds: 5\n", gate, models);
        Verdict worse = judge(ONE_SEED, "{metric: accuracy, variant: baseline, better: smote}", models);
        Verdict unsure =
                judge(ONE_SEED, "{metric: accuracy, variant: smote, better: baseline, confidence: none}", models);
        Verdict none =
                judge("seeds: 5\n", "{metric: accuracy, variant: smote, better: baseline, confidence: none}", models);

        assertThat(one.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(one.settledBy()).isEqualTo("to be better takes 5 seeds a side, but there is 1");
        assertThat(four.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(five.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(five.requirement()).isEqualTo("accuracy of smote better than baseline");
        assertThat(worse.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(unsure.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(none.status()).isEqualTo(VerdictStatus.PASS);
    }

    @Test
    void equalIsNotBetter() {
        Verdict verdict = judge(
                "seeds: 5\n",
                "{metric: accuracy, variant: smote, better: baseline, confidence: none}",
                new Models(run -> rightOn(1_000, image -> image >= 100)));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(verdict.shortfall()).isEqualTo("no better");
    }

    /** Class 3 is right on 961 of 1,000, the others on all: every class for itself must reach the limit. */
    @Test
    void theLowestClassPassesWithoutCorrectionAndFailsWithBonferronis() {
        Models models = new Models(run -> rightOn(10_000, image -> image % 10 != 3 || image >= 390));
        ClopperPearson lowest = new ClopperPearson(961, 1_000);

        Verdict verdict = judge(ONE_SEED, "{metric: min(recall), variant: baseline, atLeast: 0.9}", models);
        Verdict between = judge(ONE_SEED, "{metric: min(recall), variant: baseline, atLeast: 0.972}", models);

        assertThat(verdict.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(verdict.measured()).isEqualTo("0.9610 (class 3: 961 of 1,000)");
        assertThat(verdict.evidence().lower()).isCloseTo(lowest.lower(0.05), within(1e-12));
        assertThat(verdict.evidence().upper()).isCloseTo(lowest.upper(0.005), within(1e-12));
        // It would fail by itself: 0.05 is enough for one class, but not for the lowest of ten.
        assertThat(lowest.upper(0.05)).isLessThan(0.972);
        assertThat(between.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
    }

    /** The lowest recall of each model lies below the recall of any class, where they take turns. */
    @Test
    void ofARecipeTheLowestMeanCounts() {
        Verdict verdict = judge(
                "seeds: [1, 2]\n",
                "{metric: min(recall), variant: baseline, atLeast: 0.5}",
                new Models(run -> rightOn(1_000, image -> image % 10 != run.seed() || image >= 200)));

        // Each model is right on 80 of 100 of one class, and all of the other: 180 of 200 with both.
        assertThat(verdict.measured()).isEqualTo("0.9000 (class 1: 180 of 200), mean of 2 seeds");
    }

    /** One test row in a class, or one in all: nothing is known, and nothing breaks. */
    @Test
    void oneTestRowIsInconclusive() {
        Models models = new Models(run -> rightOn(10, image -> image != run.seed()));

        Verdict ofClass = judge("seeds: 2\n", "{metric: 'recall[5]', variant: baseline, atLeast: 0.5}", models);
        Verdict difference = judge("seeds: 2\n", "{metric: 'recall[5]', variant: smote, notBelow: baseline}", models);
        Verdict ofAll = judge(
                "seeds: 2\n",
                "{metric: accuracy, variant: baseline, atLeast: 0.5}",
                new Models(run -> rightOn(1, image -> true)));
        Verdict lowest = judge("seeds: 2\n", "{metric: min(recall), variant: baseline, atLeast: 0.1}", models);

        assertThat(List.of(ofClass, difference, ofAll, lowest))
                .extracting(Verdict::status)
                .containsOnly(VerdictStatus.INCONCLUSIVE);
        assertThat(ofClass.settledBy())
                .isEqualTo("a single test row tells nothing of others: more test rows would settle it");
        assertThat(ofAll.settledBy()).isEqualTo(ofClass.settledBy());
    }

    /** Seeds that agree that well leave it to the images, even where two seeds alone are unsure. */
    @Test
    void imagesThatAreTheLimitAreNamedAndNotSeeds() {
        Verdict verdict = judge(
                "seeds: 2\n",
                "{metric: accuracy, variant: baseline, atLeast: 0.985}",
                new Models(run -> rightOn(300, image -> image >= 1 + run.seed() % 2)));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(verdict.settledBy())
                .startsWith(
                        "neither is sure enough: no number of seeds would settle it: the test rows limit it (about ");
    }

    @Test
    void whatAVerdictSpeaksOfIsChosen() {
        Models models = new Models(run -> rightOn(2_000, image -> image >= 20 + 8 * (run.seed() % 3)));
        String gate = "{metric: accuracy, variant: baseline, atLeast: 0.975%s}";

        Verdict trained = judge("seeds: 5\n", String.format(gate, ", speaksOf: models"), models);
        Verdict recipe = judge("seeds: 5\n", String.format(gate, ""), models);
        Verdict next = judge("seeds: 5\n", String.format(gate, ", speaksOf: next"), models);
        Verdict free = judge("seeds: 25\n", String.format(gate, ", speaksOf: next"), models);
        Verdict ofOne = judge(ONE_SEED, String.format(gate, ", speaksOf: recipe"), models);

        assertThat(List.of(trained, recipe, next, free))
                .extracting(verdict -> verdict.evidence().scope())
                .containsExactly(Scope.TRAINED_MODELS, Scope.RECIPE, Scope.NEXT_MODEL, Scope.NEXT_MODEL);
        assertThat(trained.evidence().lower()).isGreaterThan(recipe.evidence().lower());
        assertThat(recipe.evidence().lower()).isGreaterThan(next.evidence().lower());
        assertThat(recipe.bounds())
                .contains("seeds taken for normal: were one in five to fail, 5 would not show it in 33 of 100 cases");
        assertThat(next.bounds()).contains("for the next model").contains("seeds taken for normal");
        assertThat(free.bounds())
                .contains("whatever seeds do: the next is worse than all 25 with a probability of 1/26");
        // The worst of the models, of which less than 0.05 is left for the images.
        assertThat(free.evidence().lower())
                .isCloseTo(new ClopperPearson(2_000 - 36, 2_000).lower(0.05 - 1 / 26.0), within(1e-9));
        assertThat(ofOne.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(ofOne.settledBy()).startsWith("one seed tells of its own model alone");
    }

    /** The average may be above a limit however badly one seed fails; what the others would do, it tells nothing of. */
    @Test
    void aSeedThatIsUnlikeTheOthersTurnsAPassIntoInconclusiveAndNeverIntoAFail() {
        Models models = new Models(run -> rightOn(2_000, image -> image >= (run.seed() == 4 ? 300 : 20 + run.seed())));

        Verdict pass = judge("seeds: 8\n", "{metric: accuracy, variant: baseline, atLeast: 0.7}", models);
        Verdict fail = judge("seeds: 8\n", "{metric: accuracy, variant: baseline, atLeast: 0.9999}", models);

        assertThat(pass.evidence().lower()).isGreaterThan(0.7);
        assertThat(pass.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(pass.settledBy()).startsWith("seed 4 is unlike the others: 0.8500, where theirs let expect 0.96");
        assertThat(fail.settledBy()).doesNotContain("unlike");
    }

    /** Tables show the mean of each seed's own lowest recall: no interval of anything else stands beside it. */
    @Test
    void intervalsOfTablesStayWhereAMetricCanLie() {
        ExperimentSpec spec = SampleResults.spec(SampleResults.TWO_VARIANTS + "seeds: 2\n");
        Models models = new Models(run -> rightOn(20, image -> image > 3 * run.seed()));
        ExperimentResult result = SampleResults.of(spec, run -> {
            Predictions made = models.predictions().apply(run);
            return Evaluation.of(made.labels(), made.probabilities().orElseThrow());
        });
        Intervals intervals = new Intervals(result, run -> models.predictions().apply(run.id()));

        for (String metric : List.of("ece", "log-loss", "brier", "accuracy", "macro-f1", "roc-auc")) {
            MetricExpression expression = MetricExpression.parse(metric);
            Intervals.Interval interval = intervals.of("baseline", expression).orElseThrow();
            assertThat(interval.lower()).as(metric).isNotNegative();
            assertThat(interval.upper())
                    .as(metric)
                    .isLessThanOrEqualTo(expression
                            .range()
                            .highest()
                            .map(Number::doubleValue)
                            .orElse(Double.POSITIVE_INFINITY));
        }
        assertThat(intervals.of("baseline", MetricExpression.parse("min(recall)")))
                .isEmpty();
        assertThat(intervals.ofDifference("smote", "baseline", MetricExpression.parse("min(recall)")))
                .isEmpty();
    }

    @Test
    void inconclusiveFailsWhereTheGateOrTheBuildSaysSo() {
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100));
        String gate = "{metric: accuracy, variant: baseline, atLeast: 0.9%s}";

        Verdict warns = judge(ONE_SEED, String.format(gate, ""), models);
        Verdict fails = judge(ONE_SEED, String.format(gate, ", onInconclusive: fail"), models);
        Verdict strict = judge(ONE_SEED, String.format(gate, ""), models.strict());

        assertThat(List.of(warns, fails, strict)).extracting(Verdict::status).containsOnly(VerdictStatus.INCONCLUSIVE);
        assertThat(List.of(warns, fails, strict))
                .extracting(Verdict::failsBuild)
                .containsExactly(false, true, true);
    }

    /** One of ten gates is missed at 0.95, and would be by chance in one of twenty experiments. */
    @Test
    void aFamilyOfGatesIsCorrectedForItsSize() {
        String gates = "  - {metric: accuracy, variant: baseline, atLeast: 0.918}\n"
                + "  - {metric: accuracy, variant: baseline, atLeast: 0.5}\n".repeat(9);
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100));

        List<Verdict> alone = judgeAll(ONE_SEED, gates, models);
        List<Verdict> family = judgeAll(ONE_SEED + "familyWise: true\n", gates, models);
        List<Verdict> clear = judgeAll(ONE_SEED + "familyWise: true\n", gates.replace("0.918", "0.94"), models);

        assertThat(alone.get(0).status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(family.get(0).status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(family.get(0).settledBy()).startsWith("missed by itself, but not as one of 10 gates");
        assertThat(family.get(0).evidence().failurePValue())
                .isCloseTo(10 * alone.get(0).evidence().failurePValue(), within(1e-9));
        assertThat(clear.get(0).status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(family.subList(1, 10)).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
    }

    /** A gate that compares values as they are is never missed by chance. */
    @Test
    void aFamilyIsOfThoseGatesThatChanceIsIn() {
        String gates = "  - {metric: accuracy, variant: baseline, atLeast: 0.918}\n"
                + "  - {metric: accuracy, variant: baseline, atLeast: 0.5, confidence: none}\n".repeat(9);
        Models models = new Models(run -> rightOn(1_000, image -> image >= 100));

        List<Verdict> alone = judgeAll(ONE_SEED, gates, models);
        List<Verdict> family = judgeAll(ONE_SEED + "familyWise: true\n", gates, models);

        assertThat(family.get(0).evidence()).isEqualTo(alone.get(0).evidence());
        assertThat(family.get(0).status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(family.subList(1, 10)).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
    }

    @Test
    void theNextModelsCalibrationIsNotBounded() {
        Verdict verdict = judge(
                "seeds: 5\n",
                "{metric: ece, variant: baseline, atMost: 0.5, speaksOf: next}",
                new Models(run -> rightOn(100, image -> image >= 10 + run.seed())));

        assertThat(verdict.status()).isEqualTo(VerdictStatus.INCONCLUSIVE);
        assertThat(verdict.settledBy())
                .isEqualTo(
                        "no method bounds the calibration error of a single further model: log-loss or brier would be"
                                + " judged");
    }

    /** As many as the limit has, if those are more than four. */
    @ParameterizedTest
    @CsvSource({
        "'accuracy, variant: smote, atLeast: 0.90001', 'accuracy of smote at least 0.90001', '95 % bounds: '",
        "'brier, variant: smote, atMost: 0.20001', 'brier of smote at most 0.20001', '95 % bounds: '",
        "'accuracy, variant: smote, notBelow: baseline, margin: 0.00501', "
                + "'accuracy of smote not below baseline by more than 0.00501', 'of the difference, 95 % bounds: '"
    })
    void boundsHaveTheDigitsOfTheLimit(String gate, String requirement, String head) {
        Verdict verdict = judge(
                ONE_SEED,
                "{metric: " + gate + "}",
                new Models(run -> rightOn(200, image -> image >= ("smote".equals(run.variant()) ? 20 : 25))));

        assertThat(verdict.requirement()).isEqualTo(requirement);
        assertThat(verdict.bounds()).matches(head + "-?\\d\\.\\d{5} to -?\\d\\.\\d{5} \\(each one-sided\\).*");
    }

    /** Else it is clear which is better, though not whether by too much. */
    @Test
    void aDifferenceThatMayBeNoneIsCalledUnclear() {
        Models models = new Models(run -> "smote".equals(run.variant())
                ? rightOn(10_000, image -> image >= 140 && (image < 5_000 || image >= 5_060))
                : rightOn(10_000, image -> image >= 180));
        Models alike = new Models(run ->
                rightOn(1_000, image -> "smote".equals(run.variant()) ? image % 30 != 0 : image % 31 != 0));

        Verdict clear =
                judge(ONE_SEED, "{metric: accuracy, variant: smote, notBelow: baseline, margin: 0.003}", models);
        Verdict unclear = judge(ONE_SEED, "{metric: accuracy, variant: smote, notBelow: baseline}", alike);
        Verdict nothing = judge(
                "seeds: 2\n",
                "{metric: 'recall[5]', variant: smote, notBelow: baseline}",
                new Models(run -> rightOn(10, image -> true)));

        assertThat(clear.settledBy()).startsWith("neither is sure enough: ");
        assertThat(unclear.settledBy()).startsWith("no clear difference; neither is sure enough: ");
        assertThat(nothing.bounds()).contains("95 % bounds: anything to anything (each one-sided)");
        assertThat(nothing.evidence().lower()).isNull();
    }
}
