package io.github.mnistlab.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.evaluate.Labels;
import io.github.mnistlab.evaluate.Predictions;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedPredictionsTest {
    private static final int ROWS = 10_000;

    @ParameterizedTest
    @CsvSource({"10, 0", "10, 0.0001", "10, 0.02", "10, 0.5", "10, 0.9", "10, 1", "2, 0.3", "2, 1", "3, 0.7", "9, 0.9"})
    void givesBackWhatWasPackedInLessThanEightKilobytes(int classes, double wrong) {
        Random random = new Random(7);
        for (int trial = 0; trial < 20; trial++) {
            int rows = trial == 0 ? ROWS : 1 + random.nextInt(300);
            int[] labels = random.ints(rows, 0, classes).toArray();
            int[] predicted = Arrays.stream(labels)
                    .map(label ->
                            random.nextDouble() < wrong ? (label + 1 + random.nextInt(classes - 1)) % classes : label)
                    .toArray();

            String packed = PackedPredictions.pack(Predictions.of(labels, predicted, classes));

            assertThat(packed).hasSizeLessThan(7200);
            Predictions unpacked = PackedPredictions.unpack(packed, Labels.of(labels), classes);
            assertThat(IntStream.range(0, rows).map(unpacked::predicted).toArray())
                    .isEqualTo(predicted);
        }
    }

    @Test
    void aGoodClassifierTakesHalfAKilobyte() {
        int[] labels = new Random(1).ints(ROWS, 0, 10).toArray();
        int[] predicted = labels.clone();
        new Random(2).ints(200, 0, ROWS).forEach(row -> predicted[row] = (labels[row] + 3) % 10);

        assertThat(PackedPredictions.pack(Predictions.of(labels, predicted, 10)))
                .hasSizeLessThan(512);
    }

    @Test
    void theWorstCaseIsBelowWhatIsPromised() {
        // Two of the nine other classes take a bit more than the others, whichever they are.
        int[] labels = new int[ROWS];
        for (int first = 1; first <= 9; first++) {
            int from = first;
            int[] two = IntStream.range(0, ROWS)
                    .map(row -> 1 + (from + row % 2) % 9)
                    .toArray();
            assertThat(PackedPredictions.pack(Predictions.of(labels, two, 10))).hasSizeLessThan(7200);
        }
        int[] all = IntStream.range(0, ROWS).map(row -> 1 + row % 9).toArray();
        assertThat(PackedPredictions.pack(Predictions.of(labels, all, 10))).hasSizeBetween(7000, 7200);
    }

    @ParameterizedTest
    @CsvSource({"''", "!!", "AAAA", "AAAAAAAAAAAA", "gA", "////////"})
    void whatIsNotPackedPredictionsIsRefused(String text) {
        assertThatThrownBy(() -> PackedPredictions.unpack(text, Labels.of(new int[10]), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void predictionsOfOtherRowsAreRefused() {
        int[] labels = new int[100];
        int[] predicted = labels.clone();
        predicted[90] = 1;
        String packed = PackedPredictions.pack(Predictions.of(labels, predicted, 10));

        assertThatThrownBy(() -> PackedPredictions.unpack(packed, Labels.of(new int[50]), 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 50 rows");
        assertThatThrownBy(() -> PackedPredictions.unpack(packed, Labels.of(new int[200]), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
