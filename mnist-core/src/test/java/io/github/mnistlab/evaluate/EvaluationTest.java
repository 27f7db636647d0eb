package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.RandomStreams;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationTest {
    private static final double TOLERANCE = 1e-9;

    static List<MetricVectors> vectors() {
        List<MetricVectors> all = MetricVectors.all();
        assertThat(all).isNotEmpty();
        return all;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void agreesWithScikitLearn(MetricVectors vector) {
        Evaluation evaluation = vector.evaluate();
        JsonNode expected = vector.expected();

        assertThat(evaluation.confusionMatrix().counts())
                .isDeepEqualTo(new ObjectMapper().convertValue(expected.get("confusion"), long[][].class));
        assertThat(evaluation.total()).isEqualTo(vector.labels().length);
        compare(expected, "accuracy", evaluation.accuracy());
        compare(expected, "mcc", evaluation.mcc());
        compare(expected, "cohenKappa", evaluation.cohenKappa());
        compare(expected, "logLoss", evaluation.logLoss());
        compare(expected, "brier", evaluation.brier());
        compare(expected, "top2", evaluation.top2Accuracy());
        compare(expected, "balancedAccuracy", evaluation.balancedAccuracy());
        compare(expected, "gMean", evaluation.gMean());
        compare(expected, "rocAucOvrMacro", evaluation.rocAuc());
        compare(expected, "ece15", evaluation.ece());
        compare(expected.get("macro"), evaluation.macro());
        compare(expected.get("weighted"), evaluation.weighted());
        JsonNode perClass = expected.get("perClass");
        compareEach(perClass.get("precision"), evaluation, ClassScores::precision);
        compareEach(perClass.get("recall"), evaluation, ClassScores::recall);
        compareEach(perClass.get("f1"), evaluation, ClassScores::f1);
        compareEach(perClass.get("support"), evaluation, ClassScores::support);
    }

    private static void compare(JsonNode expected, String name, double actual) {
        compare(expected, name, OptionalDouble.of(actual));
    }

    private static void compare(JsonNode expected, String name, OptionalDouble actual) {
        JsonNode value = expected.required(name);
        if (value.isNull()) {
            return;
        }
        assertThat(actual).as(name).isPresent();
        assertThat(actual.getAsDouble()).as(name).isCloseTo(value.asDouble(), within(TOLERANCE));
    }

    private static void compare(JsonNode expected, AverageScores actual) {
        compare(expected, "precision", actual.precision());
        compare(expected, "recall", actual.recall());
        compare(expected, "f1", actual.f1());
    }

    private static void compareEach(JsonNode expected, Evaluation evaluation, ToDoubleFunction<ClassScores> score) {
        assertThat(evaluation.perClass()).hasSize(expected.size());
        for (int label = 0; label < expected.size(); label++) {
            assertThat(score.applyAsDouble(evaluation.perClass().get(label)))
                    .isCloseTo(expected.get(label).asDouble(), within(TOLERANCE));
        }
    }

    /** Expected values by NumPy 2.4; adding from first to last gives others, and so does exact arithmetic. */
    @Test
    void averagesAgreeWithNumpyToTheLastBit() {
        Evaluation ofTen = ofNeighbors(
                new long[] {25, 13, 37, 3, 34, 26, 12, 29, 18, 33}, new long[] {25, 8, 27, 1, 29, 21, 11, 26, 18, 33});
        assertThat(ofTen.macro().f1()).isEqualTo(0.8024733237776717);
        assertThat(ofTen.weighted().f1()).isEqualTo(0.8765254090584902);
        Evaluation ofEight =
                ofNeighbors(new long[] {32, 13, 14, 26, 27, 28, 35, 13}, new long[] {31, 1, 2, 26, 26, 9, 5, 5});
        assertThat(ofEight.macro().f1()).isEqualTo(0.4743213821956588);
    }

    /** What is not right was taken for the next class. */
    private static Evaluation ofNeighbors(long[] rows, long[] right) {
        long[][] counts = new long[rows.length][rows.length];
        for (int label = 0; label < rows.length; label++) {
            counts[label][label] = right[label];
            counts[label][(label + 1) % rows.length] = rows[label] - right[label];
        }
        return new Evaluation(
                new ConfusionMatrix(counts), LongStream.of(rows).sum(), 1, 1, OptionalDouble.of(0.9), 0.1);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void exactMetricsAreTheShownOnes(MetricVectors vector) {
        Evaluation evaluation = vector.evaluate();
        assertThat(value("accuracy", evaluation)).isEqualTo(evaluation.accuracy());
        assertThat(value("top-2-accuracy", evaluation)).isEqualTo(evaluation.top2Accuracy());
        assertThat(value("balanced-accuracy", evaluation)).isCloseTo(evaluation.balancedAccuracy(), within(1e-15));
        assertThat(value("macro-precision", evaluation))
                .isCloseTo(evaluation.macro().precision(), within(1e-15));
        assertThat(value("macro-recall", evaluation))
                .isCloseTo(evaluation.macro().recall(), within(1e-15));
        assertThat(value("macro-f1", evaluation)).isCloseTo(evaluation.macro().f1(), within(1e-15));
        assertThat(value("weighted-precision", evaluation))
                .isCloseTo(evaluation.weighted().precision(), within(1e-15));
        assertThat(value("weighted-recall", evaluation))
                .isCloseTo(evaluation.weighted().recall(), within(1e-15));
        assertThat(value("weighted-f1", evaluation))
                .isCloseTo(evaluation.weighted().f1(), within(1e-15));
        assertThat(value("mcc", evaluation)).isEqualTo(evaluation.mcc());
        assertThat(value("log-loss", evaluation)).isEqualTo(evaluation.logLoss());
        assertThat(value("brier", evaluation)).isEqualTo(evaluation.brier());
        assertThat(value("g-mean", evaluation)).isEqualTo(evaluation.gMean());
        assertThat(value("ece", evaluation)).isEqualTo(evaluation.ece());
        assertThat(MetricExpression.parse("cohen-kappa").of(evaluation).asDouble())
                .isEqualTo(evaluation.cohenKappa());
        assertThat(MetricExpression.parse("roc-auc").of(evaluation).asDouble()).isEqualTo(evaluation.rocAuc());
    }

    private static double value(String expression, Evaluation evaluation) {
        return MetricExpression.parse(expression).of(evaluation).asDouble().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void orderOfRowsDoesNotMatter(MetricVectors vector) {
        int[] order = shuffled(vector.labels().length);
        int classes = vector.classes();
        int[] labels = IntStream.of(order).map(row -> vector.labels()[row]).toArray();
        double[] probabilities = IntStream.of(order)
                .boxed()
                .flatMapToDouble(row ->
                        IntStream.range(0, classes).mapToDouble(label -> vector.probabilities()[row * classes + label]))
                .toArray();

        Evaluation there = Evaluation.of(labels, Probabilities.of(probabilities, classes));

        Evaluation here = vector.evaluate();
        assertThat(there.confusionMatrix()).isEqualTo(here.confusionMatrix());
        assertThat(there.top2Correct()).isEqualTo(here.top2Correct());
        assertThat(there.rocAuc()).isEqualTo(here.rocAuc());
        assertThat(there.logLoss()).isCloseTo(here.logLoss(), within(1e-12));
        assertThat(there.brier()).isCloseTo(here.brier(), within(1e-12));
        assertThat(there.ece()).isCloseTo(here.ece(), within(1e-12));
    }

    private static int[] shuffled(int size) {
        int[] order = IntStream.range(0, size).toArray();
        UniformRandomProvider random = new RandomStreams(1).stream("order of rows");
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void singlePrecisionDiffersByItsRoundingOnly(MetricVectors vector) {
        float[] floats = new float[vector.probabilities().length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) vector.probabilities()[i];
        }
        byte[] labels = new byte[vector.labels().length];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (byte) vector.labels()[row];
        }

        Evaluation single = Evaluation.of(labels, Probabilities.of(floats, vector.classes()));

        Evaluation exact = vector.evaluate();
        assertThat(single.confusionMatrix()).isEqualTo(exact.confusionMatrix());
        assertThat(single.logLoss()).isCloseTo(exact.logLoss(), within(1e-6));
        assertThat(single.brier()).isCloseTo(exact.brier(), within(1e-6));
        assertThat(single.ece()).isCloseTo(exact.ece(), within(1e-6));
    }

    @Test
    void ofEqualProbabilitiesTheLowestClassIsPredicted() {
        Evaluation evaluation = Evaluation.of(new int[] {1}, Probabilities.of(new double[] {0.2, 0.4, 0.4}, 3));
        assertThat(evaluation.confusionMatrix().count(1, 1)).isEqualTo(1);
    }

    /** numpy.argsort(kind="mergesort")[::-1], by which scikit-learn ranks, puts the higher of two equal classes first. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 1"})
    void ofEqualProbabilitiesTheHigherClassIsAmongTheTopTwo(int label, long expected) {
        Probabilities even = Probabilities.of(new double[] {1 / 3., 1 / 3., 1 / 3.}, 3);
        assertThat(Evaluation.of(new int[] {label}, even).top2Correct()).isEqualTo(expected);
    }

    /** The definition: the share of pairs, one of the class and one of the rest, in which the former scores higher. */
    @Test
    void rocAucIsTheShareOfOrderedPairsAndTiesCountHalf() {
        UniformRandomProvider random = new RandomStreams(2).stream("scores with many ties");
        int rows = 90;
        int classes = 3;
        int[] labels = IntStream.range(0, rows).map(row -> row % classes).toArray();
        double[] scores = new double[rows * classes];
        for (int row = 0; row < rows; row++) {
            scores[row * classes] = random.nextInt(5) / 8.0;
            scores[row * classes + 1] = random.nextInt(4) / 8.0;
            scores[row * classes + 2] = 1 - scores[row * classes] - scores[row * classes + 1];
        }

        double sum = 0;
        for (int label = 0; label < classes; label++) {
            double won = 0;
            for (int a = 0; a < rows; a++) {
                for (int b = 0; b < rows; b++) {
                    if (labels[a] == label && labels[b] != label) {
                        won += 0.5 + 0.5 * Double.compare(scores[a * classes + label], scores[b * classes + label]);
                    }
                }
            }
            sum += won / (30 * 60);
        }
        assertThat(Evaluation.of(labels, Probabilities.of(scores, classes))
                        .rocAuc()
                        .orElseThrow())
                .isCloseTo(sum / classes, within(1e-12));
    }

    /** numpy.finfo(float64).eps and numpy.finfo(float32).eps. */
    @Test
    void logLossOfAnImpossibleClassIsClippedByThePrecisionOfTheProbabilities() {
        double of64 = Evaluation.of(new int[] {0}, Probabilities.of(new double[] {0, 1}, 2))
                .logLoss();
        assertThat(of64).isCloseTo(36.04365338911715, within(1e-9));
        double of32 = Evaluation.of(new int[] {0}, Probabilities.of(new float[] {0, 1}, 2))
                .logLoss();
        assertThat(of32).isCloseTo(15.942385152878742, within(1e-9));
    }

    @Test
    void logLossDividesEachRowByItsSum() {
        Probabilities probabilities = Probabilities.of(new double[] {0.5, 0.4995}, 2);
        assertThat(Evaluation.of(new int[] {0}, probabilities).logLoss())
                .isCloseTo(-Math.log(0.5 / 0.9995), within(1e-12));
    }

    /** Bins are (lower, upper]: 0.6 shares one with 0.54, and not with 0.62. */
    @Test
    void calibrationBinsHoldTheirUpperEdge() {
        Probabilities probabilities = Probabilities.of(new double[] {0.6, 0.4, 0.46, 0.54, 0.62, 0.38}, 2);
        // The first is right, the second too, the third wrong.
        double expected = (Math.abs(2 - (0.6 + 0.54)) + 0.62) / 3;
        assertThat(Evaluation.of(new int[] {0, 1, 1}, probabilities).ece()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void agreementThatChanceReachesTooHasNoKappa() {
        Evaluation evaluation = Evaluation.of(new int[] {0, 0}, Probabilities.of(new double[] {0.9, 0.1, 0.8, 0.2}, 2));
        assertThat(evaluation.cohenKappa()).isEmpty();
        assertThat(evaluation.rocAuc()).isEmpty();
        assertThat(evaluation.mcc()).isZero();
        assertThat(evaluation.balancedAccuracy()).isEqualTo(1);
        assertThat(evaluation.gMean()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "-1e-9", "1.5"})
    void refusesWhatIsNoProbability(double wrong) {
        assertThatThrownBy(() -> Probabilities.of(new double[] {0.5, 0.5, 0.5, wrong}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1")
                .hasMessageContaining(Double.toString(wrong == 1.5 ? 2.0 : wrong));
        assertThatThrownBy(() -> Probabilities.of(new float[] {0.5f, 0.5f, 0.5f, (float) wrong}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1");
    }

    @Test
    void refusesRowsThatDoNotFit() {
        Probabilities two = Probabilities.of(new double[] {0.5, 0.5, 0.5, 0.5}, 2);
        assertThatThrownBy(() -> Evaluation.of(new int[] {0}, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 labels and 2 rows");
        assertThatThrownBy(() -> Evaluation.of(new int[] {0, 2}, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label of row 1 must be 0 to 1, but is 2");
        assertThatThrownBy(() -> Evaluation.of(new int[] {-1, 0}, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label of row 0 must be 0 to 1, but is -1");
        assertThatThrownBy(() -> Evaluation.of(new byte[] {0, (byte) 200}, two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label of row 1 must be 0 to 1, but is 200");
        assertThatThrownBy(() -> Probabilities.of(new double[0], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty test set");
        assertThatThrownBy(() -> Probabilities.of(new double[] {0.5, 0.5, 1}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are 3");
        assertThatThrownBy(() -> Probabilities.of(new double[] {1}, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 classes");
    }

    @Test
    void matricesOfOtherCountsAreOthers() {
        ConfusionMatrix largest = new ConfusionMatrix(new long[][] {{Integer.MAX_VALUE - 1, 1}, {0, 0}});
        assertThat(largest.total()).isEqualTo(Integer.MAX_VALUE);
        assertThat(largest).isNotEqualTo(new ConfusionMatrix(new long[][] {{Integer.MAX_VALUE - 1, 0}, {0, 1}}));
    }

    @Test
    void refusesCountsThatAreNone() {
        refused(new long[][] {{1}}, "at least 2 classes");
        refused(new long[][] {{1, 0}, {1}}, "row 1");
        refused(new long[][] {{1, 0}, null}, "row 1");
        refused(new long[][] {{1, -2}, {0, 1}}, "class 0 predicted as 1", "-2");
        refused(new long[][] {{Long.MAX_VALUE, 0}, {0, 1}}, "at most 2147483647");
        refused(new long[][] {{Integer.MAX_VALUE - 1, 1}, {1, 0}}, "class 1 predicted as 0", "at most 2147483647");
        refused(new long[][] {{0, 0}, {0, 0}}, "at least one row");
    }

    private static void refused(long[][] counts, String... messageParts) {
        assertThatThrownBy(() -> new ConfusionMatrix(counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(messageParts);
    }
}
