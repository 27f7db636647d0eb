package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricOnImagesTest {
    private static final int CLASSES = 4;

    /** Probabilities of few different values, so that there are ties. */
    private static final Sample SAMPLE = Sample.of(400, new Random(7));

    static Stream<MetricExpression> metrics() {
        return MetricExpression.all(CLASSES).stream()
                .filter(metric -> !(metric instanceof MetricExpression.MinOverClasses));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void theMeanOfTheScoresIsTheMetric(MetricExpression metric) {
        MetricOnImages onImages = MetricOnImages.of(metric, SAMPLE.predictions());

        assertThat(onImages.value()).isCloseTo(SAMPLE.value(metric), within(1e-12));
        assertThat(onImages.ofResample(ones(onImages.images()))).isCloseTo(SAMPLE.value(metric), within(1e-12));
        assertThat(Arrays.stream(onImages.scores()).allMatch(score -> score == 0 || score == 1))
                .isEqualTo(onImages.isProportion());
    }

    /** The metric of the very rows, each written down as often as it was drawn. */
    @ParameterizedTest
    @MethodSource("metrics")
    void aResampleIsEvaluatedAsIfItsRowsStoodThere(MetricExpression metric) {
        MetricOnImages onImages = MetricOnImages.of(metric, SAMPLE.predictions());
        int[] rows = new Random(3)
                .ints(SAMPLE.labels.length, 0, SAMPLE.labels.length)
                .toArray();
        Sample drawn = SAMPLE.rows(rows);
        int[] times = new int[onImages.images()];
        int[] place = place(metric);
        for (int row : rows) {
            if (place[row] >= 0) {
                times[place[row]]++;
            }
        }

        assertThat(onImages.ofResample(times)).isCloseTo(drawn.value(metric), within(1e-12));
    }

    /**
     * A row more or less, by evaluating the others again: Tukey's jackknife, which the influence function is the limit
     * of.
     */
    @ParameterizedTest
    @MethodSource("metrics")
    void scoresAreWhatARowContributes(MetricExpression metric) {
        MetricOnImages onImages = MetricOnImages.of(metric, SAMPLE.predictions());
        double[] scores = onImages.scores();
        int[] place = place(metric);
        double value = SAMPLE.value(metric);
        int rows = onImages.images();
        double squaresOfScores = 0;
        double squaresOfJackknife = 0;
        double products = 0;
        for (int row = 0; row < SAMPLE.labels.length; row++) {
            if (place[row] >= 0) {
                double influence = (rows - 1) * (value - SAMPLE.without(row).value(metric));
                double score = scores[place[row]] - value;
                products += influence * score;
                squaresOfScores += score * score;
                squaresOfJackknife += influence * influence;
            }
        }

        assertThat(products / Math.sqrt(squaresOfScores * squaresOfJackknife)).isGreaterThan(0.99);
        assertThat(squaresOfScores / squaresOfJackknife).isCloseTo(1, within(0.05));
    }

    /**
     * Of two recalls r, from n rows each, the square root of the product is smaller than that of what they are, by the share
     * of (1 - r) / 8nr for each, to the first order: the second derivative of the root.
     */
    @Test
    void whatIsNoMeanIsBiasedByFewImages() {
        int[] labels = new int[200];
        int[] predicted = new int[200];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row < 100 ? 0 : 1;
            predicted[row] = row < 20 || row >= 110 ? 1 : 0;
        }
        Predictions predictions = Predictions.of(labels, predicted, 2);
        double gMean = Math.sqrt(0.8 * 0.9);

        assertThat(MetricOnImages.of(MetricExpression.parse("g-mean"), predictions)
                        .bias())
                .isCloseTo(-gMean * (0.2 / (8 * 100 * 0.8) + 0.1 / (8 * 100 * 0.9)), withinPercentage(2));
        assertThat(MetricOnImages.of(MetricExpression.parse("accuracy"), predictions)
                        .bias())
                .isZero();
        assertThat(MetricOnImages.of(MetricExpression.parse("balanced-accuracy"), predictions)
                        .bias())
                .isCloseTo(0, within(1e-5));
    }

    @Test
    void whatIsMissingIsNamed() {
        Predictions withoutProbabilities = Predictions.of(SAMPLE.labels, SAMPLE.labels, CLASSES);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricOnImages.of(MetricExpression.parse("log-loss"), withoutProbabilities))
                .withMessage("log-loss needs probabilities, but there are none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MetricOnImages.of(MetricExpression.parse("min(recall)"), withoutProbabilities))
                .withMessageContaining("take each class for itself");
    }

    /** Where a row stands among those that the metric is about. */
    private static int[] place(MetricExpression metric) {
        int[] place = new int[SAMPLE.labels.length];
        int next = 0;
        for (int row = 0; row < place.length; row++) {
            boolean counts = !metric.toString().startsWith("recall[")
                    || SAMPLE.labels[row] == metric.classLabel().orElseThrow();
            place[row] = counts ? next++ : -1;
        }
        return place;
    }

    private static int[] ones(int length) {
        int[] ones = new int[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static final class Sample {
        private final int[] labels;
        private final double[][] probabilities;

        private Sample(int[] labels, double[][] probabilities) {
            this.labels = labels;
            this.probabilities = probabilities;
        }

        static Sample of(int rows, Random random) {
            int[] labels = random.ints(rows, 0, CLASSES).toArray();
            double[][] probabilities = new double[rows][CLASSES];
            for (int row = 0; row < rows; row++) {
                double sum = 0;
                for (int label = 0; label < CLASSES; label++) {
                    probabilities[row][label] = 1 + random.nextInt(12) + (label == labels[row] ? 6 : 0);
                    sum += probabilities[row][label];
                }
                for (int label = 0; label < CLASSES; label++) {
                    probabilities[row][label] /= sum;
                }
            }
            return new Sample(labels, probabilities);
        }

        Sample rows(int... rows) {
            return new Sample(
                    Arrays.stream(rows).map(row -> labels[row]).toArray(),
                    Arrays.stream(rows).mapToObj(row -> probabilities[row]).toArray(double[][]::new));
        }

        Sample without(int row) {
            return rows(IntStream.range(0, labels.length)
                    .filter(other -> other != row)
                    .toArray());
        }

        Predictions predictions() {
            return Predictions.of(labels, flat());
        }

        double value(MetricExpression metric) {
            return metric.of(Evaluation.of(labels, flat())).asDouble().orElseThrow();
        }

        private Probabilities flat() {
            return Probabilities.of(
                    Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).toArray(), CLASSES);
        }
    }
}
