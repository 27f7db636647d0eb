package io.github.mnistlab.gate;

import static io.github.mnistlab.gate.Models.ONE_SEED;
import static io.github.mnistlab.gate.Models.judge;
import static io.github.mnistlab.gate.Models.judgeAll;
import static io.github.mnistlab.gate.Models.rightOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of every metric that a gate asks for confidence in. */
class MetricVerdictsTest {
    @Test
    void lowestClassesAreCompared() {
        Models models = new Models(run -> rightOn(
                10_000,
                image -> image % 10 != 3 || image >= ("smote".equals(run.variant()) ? 1_600 : 400) + run.seed() % 3));

        Verdict worse =
                judge("seeds: 3\n", "{metric: min(recall), variant: smote, notBelow: baseline, margin: 0.02}", models);
        Verdict better =
                judge("seeds: 3\n", "{metric: min(recall), variant: baseline, notBelow: smote, margin: 0.02}", models);

        assertThat(worse.status()).isEqualTo(VerdictStatus.FAIL);
        assertThat(better.status()).isEqualTo(VerdictStatus.PASS);
        assertThat(better.evidence().estimate()).isCloseTo(0.12, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "log-loss, atMost: 0.9",
        "brier, atMost: 0.4",
        "macro-f1, atLeast: 0.7",
        "mcc, atLeast: 0.7",
        "roc-auc, atLeast: 0.8",
        "ece, atMost: 0.2",
        "min(f1), atLeast: 0.5",
        "'precision[3]', atLeast: 0.5",
        "top-2-accuracy, atLeast: 0.5",
        "weighted-recall, atLeast: 0.5",
    })
    void everyMetricHasAnIntervalForAModelAndForARecipe(String metric, String limit) {
        Models models = new Models(run -> rightOn(500, image -> image >= 70 + run.seed() % 3));
        String gate = "{metric: '" + metric + "', variant: baseline, " + limit + "}";
        String other = "{metric: '" + metric + "', variant: smote, notBelow: baseline, margin: 0.3}";

        for (String seeds : List.of(ONE_SEED, "seeds: 3\n")) {
            for (String each : List.of(gate, other)) {
                Verdict verdict = judge(seeds, each, models);
                assertThat(verdict.status()).as(verdict.sentence()).isEqualTo(VerdictStatus.PASS);
                assertThat(verdict.evidence().estimate())
                        .isBetween(
                                verdict.evidence().lower(), verdict.evidence().upper());
            }
        }
    }

    /** Of ten rows that are all right nobody knows that 999 of 1,000 would be, with however many seeds. */
    @ParameterizedTest
    @CsvSource({
        "recall[3], 0.95",
        "balanced-accuracy, 0.98",
        "macro-f1, 0.98",
        "mcc, 0.98",
        "roc-auc, 0.999",
        "accuracy, 0.98"
    })
    void whereNothingWentWrongTheBoundIsNotOne(String metric, String limit) {
        Models models = new Models(run -> rightOn(100, image -> true));
        String gate = "{metric: '" + metric + "', variant: baseline, atLeast: " + limit + "}";

        for (String seeds : List.of(ONE_SEED, "seeds: 2\n", "seeds: 3\n", "seeds: 6\n")) {
            Verdict verdict = judge(seeds, gate, models);
            assertThat(verdict.status()).as(verdict.sentence()).isEqualTo(VerdictStatus.INCONCLUSIVE);
            assertThat(verdict.evidence().lower()).isLessThan(Double.parseDouble(limit));
        }
    }

    /** A p-value cannot only be as small as resamples are many: else of many gates none could be missed. */
    @Test
    void aFamilyOfTwoHundredGatesCanFail() {
        String gates = "  - {metric: macro-f1, variant: baseline, atLeast: 0.9}\n".repeat(2)
                + "  - {metric: accuracy, variant: baseline, atLeast: 0.1}\n".repeat(198);
        Models models = new Models(run -> rightOn(500, image -> image % 2 == 0));

        List<Verdict> verdicts = judgeAll(ONE_SEED + "familyWise: true\n", gates, models);

        assertThat(verdicts.subList(0, 2)).extracting(Verdict::status).containsOnly(VerdictStatus.FAIL);
        assertThat(verdicts.subList(2, 200)).extracting(Verdict::status).containsOnly(VerdictStatus.PASS);
    }

    /** What is calibrated rightly shows an error all the same, the more the fewer images there are. */
    @ParameterizedTest
    @CsvSource({"1", "3", "5"})
    void aModelThatIsCalibratedIsNotFailedForFewImages(int seeds) {
        int failed = 0;
        for (int build = 0; build < 40; build++) {
            Random random = new Random(build);
            Models models = new Models(run -> calibrated(300, random));
            failed += judge("seeds: " + seeds + "\n", "{metric: ece, variant: baseline, atMost: 0.001}", models)
                                    .status()
                            == VerdictStatus.FAIL
                    ? 1
                    : 0;
        }
        assertThat(failed).isLessThan(6);
    }

    /** Right as often as it says. */
    private static Predictions calibrated(int images, Random random) {
        int[] labels = new int[images];
        double[] probabilities = new double[images * 10];
        for (int image = 0; image < images; image++) {
            labels[image] = image % 10;
            double sure = 0.5 + 0.49 * random.nextDouble();
            int predicted = random.nextDouble() < sure ? labels[image] : (labels[image] + 1) % 10;
            for (int label = 0; label < 10; label++) {
                probabilities[image * 10 + label] = label == predicted ? sure : (1 - sure) / 9;
            }
        }
        return Predictions.of(labels, Probabilities.of(probabilities, 10));
    }
}
