package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsTest {
    private static final int CLASSES = 3;
    private static final int[] LABELS = new Random(5).ints(40, 0, CLASSES).toArray();
    private static final int[] ROWS = {7, 0, 39, 12, 12, 31};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void someRowsAreEvaluatedAsIfTheyStoodAlone(boolean single) {
        Predictions all = Predictions.of(
                LABELS, probabilities(IntStream.range(0, LABELS.length).toArray(), single));
        int[] labels = Arrays.stream(ROWS).map(row -> LABELS[row]).toArray();

        assertThat(Evaluation.of(all.only(ROWS))).isEqualTo(Evaluation.of(labels, probabilities(ROWS, single)));
    }

    @Test
    void someRowsOfClassesAloneHaveNoProbabilities() {
        int[] predicted = new Random(6).ints(LABELS.length, 0, CLASSES).toArray();

        Predictions some = Predictions.of(LABELS, predicted, CLASSES).only(ROWS);

        assertThat(some.labels())
                .containsExactly(Arrays.stream(ROWS).map(row -> LABELS[row]).toArray());
        assertThat(IntStream.range(0, ROWS.length).map(some::predicted))
                .containsExactlyElementsOf(
                        Arrays.stream(ROWS).mapToObj(row -> predicted[row]).toList());
        assertThat(some.probabilities()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> Evaluation.of(some).logLoss())
                .withMessage("there are no probabilities, only predicted classes");
    }

    @Test
    void withoutProbabilitiesTheClassesStay() {
        Predictions all = Predictions.of(
                LABELS, probabilities(IntStream.range(0, LABELS.length).toArray(), true));

        assertThat(all.withoutProbabilities().probabilities()).isEmpty();
        assertThat(all.withoutProbabilities().confusionMatrix()).isEqualTo(all.confusionMatrix());
        assertThat(Evaluation.of(all.withoutProbabilities()).accuracy())
                .isEqualTo(Evaluation.of(all).accuracy());
        assertThat(List.of(all.rows(), all.classes())).containsExactly(LABELS.length, CLASSES);
    }

    /** The second row is named, and a sum that is as far from 1 as may be is none of them. */
    @Test
    void aRowThatIsNoDistributionIsNamed() {
        assertThat(Probabilities.of(new double[] {0.5, 0.5, 0.25, 0.7509}, 2).rows())
                .isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probabilities.of(new double[] {0.5, 0.5, 0.25, 0.76}, 2))
                .withMessageStartingWith("probabilities of row 1 must sum to 1")
                .withMessageContaining("sum to 1.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Probabilities.of(new double[] {0.5, 0.5, 1.1, -0.1}, 2))
                .withMessage("probability of class 1 in row 1 must be from 0 to 1, but is -0.1");
    }

    private static Probabilities probabilities(int[] rows, boolean single) {
        double[] values = new double[rows.length * CLASSES];
        for (int i = 0; i < rows.length; i++) {
            Random random = new Random(rows[i]);
            double first = random.nextDouble() / 2;
            double second = random.nextDouble() / 2;
            values[i * CLASSES] = first;
            values[i * CLASSES + 1] = second;
            values[i * CLASSES + 2] = 1 - first - second;
        }
        if (!single) {
            return Probabilities.of(values, CLASSES);
        }
        float[] floats = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
        return Probabilities.of(floats, CLASSES);
    }

    /** More classes than a byte tells apart, up to the most that there may be. */
    @Test
    void manyClassesAreToldApart() {
        int classes = Predictions.MOST_CLASSES;
        int[] labels = IntStream.range(0, classes).toArray();
        int[] predicted =
                Arrays.stream(labels).map(label -> classes - 1 - label).toArray();

        Predictions all = Predictions.of(labels, predicted, classes);

        assertThat(IntStream.range(0, classes).map(all::predicted)).containsExactly(boxed(predicted));
        assertThat(IntStream.range(0, classes).map(all.trueClasses()::of)).containsExactly(boxed(labels));
        assertThat(all.confusionMatrix().count(700, 299)).isEqualTo(1);
    }

    @Test
    void whatIsNoClassIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictions.of(new int[] {0, 2}, new int[] {0, 3}, 3))
                .withMessage("classes of row 1 must be 0 to 2, but are 2 and 3 predicted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictions.of(new int[] {0, 2}, new int[] {-1, 2}, 3))
                .withMessage("classes of row 0 must be 0 to 2, but are 0 and -1 predicted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictions.of(new int[] {3}, new int[] {0}, 3))
                .withMessage("classes of row 0 must be 0 to 2, but are 3 and 0 predicted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictions.of(new int[] {0}, new int[] {0, 1}, 3))
                .withMessageEndingWith("there are 1 labels and 2 predictions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Predictions.of(new int[] {0}, new int[] {0}, Predictions.MOST_CLASSES + 1))
                .withMessage("there must be at most 1000 classes, but there are 1001");
    }

    private static Integer[] boxed(int[] values) {
        return Arrays.stream(values).boxed().toArray(Integer[]::new);
    }
}
