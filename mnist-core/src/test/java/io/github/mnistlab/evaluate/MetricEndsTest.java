package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far one image can move a metric, and what else is known of it before any image is seen. */
class MetricEndsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** Nine right of twelve, of three classes. */
    private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2};

    private static final int[] PREDICTED = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 0};

    /** One more image of each label and prediction, evaluated with the others, unless one that is there has a score beyond. */
    @ParameterizedTest
    @ValueSource(strings = {"macro-f1", "balanced-accuracy", "mcc", "cohen-kappa", "precision[1]", "f1[0]", "g-mean"})
    void ofCountsTheyAreWhatOneMoreImageDoes(String name) {
        MetricExpression metric = MetricExpression.parse(name);
        MetricOnImages onImages = MetricOnImages.of(metric, Predictions.of(LABELS, PREDICTED, 3));
        double value = value(metric, LABELS, PREDICTED);
        double least = 0;
        double most = 0;
        for (int label = 0; label < 3; label++) {
            for (int prediction = 0; prediction < 3; prediction++) {
                double then = value(metric, with(LABELS, label), with(PREDICTED, prediction));
                least = Math.min(least, (LABELS.length + 1) * (then - value));
                most = Math.max(most, (LABELS.length + 1) * (then - value));
            }
        }

        double lowest = Arrays.stream(onImages.scores()).min().orElseThrow();
        double highest = Arrays.stream(onImages.scores()).max().orElseThrow();
        assertThat(onImages.ends().least()).isCloseTo(Math.min(lowest, value + least - onImages.bias()), EXACT);
        assertThat(onImages.ends().most()).isCloseTo(Math.max(highest, value + most - onImages.bias()), EXACT);
    }

    /** One more image among very many of the same kinds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "macro-f1",
                "macro-precision",
                "weighted-precision",
                "weighted-f1",
                "balanced-accuracy",
                "mcc",
                "cohen-kappa",
                "precision[1]",
                "f1[0]",
                "g-mean"
            })
    void ofCountsAScoreIsWhatALittleMoreOfAnImageDoes(String name) {
        MetricExpression metric = MetricExpression.parse(name);
        int[] labels = repeated(LABELS);
        int[] predicted = repeated(PREDICTED);
        double value = value(metric, LABELS, PREDICTED);
        double[] scores =
                MetricOnImages.of(metric, Predictions.of(LABELS, PREDICTED, 3)).scores();

        for (int row = 0; row < LABELS.length; row++) {
            double then = value(metric, with(labels, LABELS[row]), with(predicted, PREDICTED[row]));
            assertThat(scores[row] - value).isCloseTo((labels.length + 1) * (then - value), within(1e-3));
        }
    }

    private static int[] repeated(int... values) {
        int[] many = new int[10_000 * values.length];
        Arrays.setAll(many, row -> values[row % values.length]);
        return many;
    }

    /**
     * Two classes with an area of 5/6: one more image of the rare one, as unlike it as can be, takes as much from the area as
     * its share is small.
     */
    @ParameterizedTest
    @CsvSource({"1, 3", "3, 1"})
    void ofAnAreaUnderTheCurveTheRareClassDecides(int zeros, int ones) {
        int[] labels = new int[8];
        double[] ofOne = new double[8];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row < 2 * zeros ? 0 : 1;
            ofOne[row] = row < 2 * zeros ? 0.1 + row / 100.0 : 0.8 + row / 100.0;
        }
        // One of the ones among the zeros: before half of them.
        ofOne[7] = zeros == 1 ? 0.105 : 0.125;
        double area = value(MetricExpression.parse("roc-auc"), labels, twoClasses(ofOne));
        assertThat(area).isEqualTo(1 - 0.5 / (2 * ones));

        MetricOnImages.Ends ends = MetricOnImages.of(
                        MetricExpression.parse("roc-auc"), Predictions.of(labels, twoClasses(ofOne)))
                .ends();

        assertThat(ends.least()).isCloseTo(area - area / 0.25, EXACT);
        assertThat(ends.most()).isCloseTo(area + (1 - area) / 0.25, EXACT);
    }

    @Test
    void ofALogLossTheyAreNoneAndThatOfTheLeastProbabilityGiven() {
        assertThat(logLossEnds(0.9, 0.25, 0.6)).isEqualTo(new MetricOnImages.Ends(0, -Math.log(1 - 0.9)));
        assertThat(logLossEnds(0.9, 0.05, 0.6)).isEqualTo(new MetricOnImages.Ends(0, -Math.log(0.05)));
        assertThat(logLossEnds(1, 0.25, 0.6).most()).isCloseTo(52 * Math.log(2), EXACT);
    }

    private static MetricOnImages.Ends logLossEnds(double... ofOne) {
        int[] labels = {1, 0, 1};
        return MetricOnImages.of(MetricExpression.parse("log-loss"), Predictions.of(labels, twoClasses(ofOne)))
                .ends();
    }

    /** Two bins: in one all are right, in the other none. The larger of what was seen and what was to be expected counts. */
    @Test
    void aBinOfTheCalibrationErrorHasTheErrorOfItsImages() {
        int[] labels = {1, 1, 1, 1, 0, 0};
        double[] ofOne = {0.75, 0.75, 0.75, 0.75, 0.55, 0.55};

        double[] errors = MetricOnImages.of(MetricExpression.parse("ece"), Predictions.of(labels, twoClasses(ofOne)))
                .binErrors();

        // Expected were 0.75 0.25 of each of the four, and seen are 0.55 squared of each of the two.
        double[] expected = new double[15];
        expected[11] = Math.sqrt(4 * 0.75 * 0.25 + 1) / 6;
        expected[8] = Math.sqrt(2 * 0.55 * 0.55 + 1) / 6;
        assertThat(errors).containsExactly(expected, EXACT);
        assertThat(MetricOnImages.of(MetricExpression.parse("brier"), Predictions.of(labels, twoClasses(ofOne)))
                        .binErrors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, false, true",
        "macro-f1, false, true",
        "recall[0], false, true",
        "log-loss, true, false",
        "top-2-accuracy, true, false",
        "roc-auc, true, false",
        "ece, true, false"
    })
    void whatNeedsProbabilitiesMovesInNoSteps(String name, boolean needsProbabilities, boolean countsImages) {
        MetricExpression metric = MetricExpression.parse(name);

        assertThat(MetricOnImages.needsProbabilities(metric)).isEqualTo(needsProbabilities);
        assertThat(MetricOnImages.of(metric, Predictions.of(new int[] {1, 0, 1}, twoClasses(0.9, 0.4, 0.6)))
                        .countsImages())
                .isEqualTo(countsImages);
    }

    @Test
    void aSlicedMetricNeedsWhatTheMetricOfASliceDoes() {
        assertThat(MetricOnImages.needsProbabilities(MetricExpression.parse("max(log-loss by writer)")))
                .isTrue();
        assertThat(MetricOnImages.needsProbabilities(MetricExpression.parse("min(accuracy by writer)")))
                .isFalse();
    }

    private static double value(MetricExpression metric, int[] labels, int[] predicted) {
        Evaluation evaluation = new Evaluation(
                Predictions.of(labels, predicted, 3).confusionMatrix(), 0, 0, 0, OptionalDouble.of(0), 0);
        return metric.of(evaluation).asDouble().orElseThrow();
    }

    private static double value(MetricExpression metric, int[] labels, Probabilities probabilities) {
        return metric.of(Evaluation.of(labels, probabilities)).asDouble().orElseThrow();
    }

    private static Probabilities twoClasses(double... ofOne) {
        double[] both = new double[2 * ofOne.length];
        for (int row = 0; row < ofOne.length; row++) {
            both[2 * row] = 1 - ofOne[row];
            both[2 * row + 1] = ofOne[row];
        }
        return Probabilities.of(both, 2);
    }

    private static int[] with(int[] values, int oneMore) {
        int[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = oneMore;
        return more;
    }
}
