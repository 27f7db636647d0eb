package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationReportTest {
    static List<MetricVectors> vectors() {
        return MetricVectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isThatOfScikitLearn(MetricVectors vector) {
        assertThat(ClassificationReport.of(vector.evaluate().confusionMatrix()))
                .isEqualTo(vector.expected().required("report").asText());
    }

    /** The example of scikit-learn's own documentation. */
    @Test
    void takesDigitsAndNames() {
        ConfusionMatrix matrix = new ConfusionMatrix(new long[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 2}});
        assertThat(ClassificationReport.of(matrix, 2, List.of("class 0", "class 1", "class 2")))
                .isEqualTo("""
                                      precision    recall  f1-score   support

                             class 0       0.50      1.00      0.67         1
                             class 1       0.00      0.00      0.00         1
                             class 2       1.00      0.67      0.80         3

                            accuracy                           0.60         5
                           macro avg       0.50      0.56      0.49         5
                        weighted avg       0.70      0.60      0.61         5
                        """);
    }

    @Test
    void widensForLongNames() {
        ConfusionMatrix matrix = new ConfusionMatrix(new long[][] {{1, 0}, {0, 1}});
        assertThat(ClassificationReport.of(matrix, 1, List.of("a name of 20 letters", "b"))
                        .lines())
                .contains(
                        "                      precision    recall  f1-score   support",
                        "a name of 20 letters        1.0       1.0       1.0         1",
                        "            accuracy                            1.0         2");
    }

    @Test
    void roundsToWholeNumbersOrToAllThatADoubleHas() {
        ConfusionMatrix matrix = new ConfusionMatrix(new long[][] {{1, 2}, {0, 1}});
        assertThat(ClassificationReport.of(matrix, 0, List.of("a", "b")))
                .contains("           a          1         0         0         3\n");
        assertThat(ClassificationReport.of(matrix, 17, List.of("a", "b"))).contains("0.33333333333333331");
    }

    @Test
    void refusesWhatItCannotPrint() {
        ConfusionMatrix matrix = new ConfusionMatrix(new long[][] {{1, 0}, {0, 1}});
        assertThatThrownBy(() -> ClassificationReport.of(matrix, -1, List.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> ClassificationReport.of(matrix, 18, List.of("a", "b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("digits must be 0 to 17, but is 18");
        assertThatThrownBy(() -> ClassificationReport.of(matrix, 4, List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[a]");
    }
}
