package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Curves over thresholds and bins of confidence, against scikit-learn and numpy. */
class ThresholdsTest {
    private static final double ROUNDING = 1e-12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<JsonNode> cases() throws IOException {
        Path file = Path.of(System.getProperty("vectors.dir"), "curves.json");
        return StreamSupport.stream(JSON.readTree(file.toFile()).get("cases").spliterator(), false)
                .toList();
    }

    private static Predictions predictions(JsonNode node) {
        double[][] rows = JSON.convertValue(node.get("probabilities"), double[][].class);
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return Predictions.of(
                JSON.convertValue(node.get("labels"), int[].class), Probabilities.of(flat, rows[0].length));
    }

    private static double[] numbers(JsonNode node) {
        return JSON.convertValue(node, double[].class);
    }

    private static double[] column(List<double[]> points, int column) {
        return points.stream().mapToDouble(point -> point[column]).toArray();
    }

    @Test
    void curvesAreThoseOfScikitLearn() throws IOException {
        for (JsonNode node : cases()) {
            Predictions predictions = predictions(node);
            for (int label = 0; label < predictions.classes(); label++) {
                ThresholdCurve curve = ThresholdCurve.of(predictions, label);
                JsonNode expected = node.get("curves").get(label);
                assertThat(curve.isDefined()).isTrue();
                assertThat(curve.points().stream()
                                .mapToDouble(ThresholdCurve.Point::threshold)
                                .toArray())
                        .containsExactly(numbers(expected.get("thresholds")), within(ROUNDING));
                assertThat(column(curve.roc(), 0)).containsExactly(numbers(expected.get("fpr")), within(ROUNDING));
                assertThat(column(curve.roc(), 1)).containsExactly(numbers(expected.get("tpr")), within(ROUNDING));
                assertThat(column(curve.precisionRecall(), 0))
                        .containsExactly(numbers(expected.get("recall")), within(ROUNDING));
                assertThat(column(curve.precisionRecall(), 1))
                        .containsExactly(numbers(expected.get("precision")), within(ROUNDING));
                assertThat(curve.area()).isCloseTo(expected.get("auc").asDouble(), within(ROUNDING));
                assertThat(curve.averagePrecision())
                        .isCloseTo(expected.get("ap").asDouble(), within(ROUNDING));
            }
        }
    }

    @Test
    void binsAreThoseOfNumpyAndGiveTheCalibrationError() throws IOException {
        for (JsonNode node : cases()) {
            Predictions predictions = predictions(node);
            List<ConfidenceBin> bins = ConfidenceBin.of(predictions);
            assertThat(bins).hasSameSizeAs(node.get("bins"));
            double error = 0;
            for (int i = 0; i < bins.size(); i++) {
                ConfidenceBin bin = bins.get(i);
                JsonNode expected = node.get("bins").get(i);
                assertThat(bin.lower()).isEqualTo(i / (double) bins.size());
                assertThat(bin.upper()).isEqualTo((i + 1) / (double) bins.size());
                assertThat(bin.rows()).as("bin " + i).isEqualTo(expected.get(0).asLong());
                assertThat(bin.correct()).isEqualTo(expected.get(1).asLong());
                assertThat(bin.confidence()).isCloseTo(expected.get(2).asDouble(), within(ROUNDING));
                error += bin.rows() * Math.abs(bin.accuracy() - bin.confidence());
            }
            double ece = Evaluation.of(
                            predictions.labels(), predictions.probabilities().orElseThrow())
                    .ece();
            assertThat(error / predictions.rows()).isCloseTo(ece, within(ROUNDING));
        }
    }

    @Test
    void withoutRowsOfAClassThereIsNoCurve() {
        Predictions predictions =
                Predictions.of(new int[] {0, 0}, Probabilities.of(new double[] {0.5, 0.5, 0.9, 0.1}, 2));

        assertThat(ThresholdCurve.of(predictions, 0).isDefined()).isFalse();
        assertThat(ThresholdCurve.of(predictions, 1).isDefined()).isFalse();
        assertThatThrownBy(() -> ThresholdCurve.of(predictions.withoutProbabilities(), 0))
                .hasMessage("there are no probabilities");
        assertThatThrownBy(() -> ConfidenceBin.of(predictions.withoutProbabilities()))
                .hasMessage("there are no probabilities");
    }
}
