package io.github.mnistlab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a probability stands: before or after another, and in which bin. */
class ProbabilityOrderTest {
    private static final int BINS = 15;

    /** Eighths are floats, tenths are none: they are sorted in two ways. */
    @ParameterizedTest
    @ValueSource(ints = {8, 10})
    void anAreaIsTheShareOfPairsInOrderHoweverTheyAreSorted(int parts) {
        Random random = new Random(parts);
        int[] labels = random.ints(200, 0, 2).toArray();
        double[] ofOne = Arrays.stream(labels)
                .mapToDouble(label -> (random.nextInt(parts - 2) + 2 * label) / (double) parts)
                .toArray();
        double[] both = new double[2 * labels.length];
        double inOrder = 0;
        double pairs = 0;
        for (int row = 0; row < labels.length; row++) {
            both[2 * row] = 1 - ofOne[row];
            both[2 * row + 1] = ofOne[row];
            for (int other = 0; other < labels.length; other++) {
                if (labels[row] == 1 && labels[other] == 0) {
                    inOrder += ofOne[row] > ofOne[other] ? 1 : ofOne[row] == ofOne[other] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        assertThat(AreaUnderCurve.of(labels, Probabilities.of(both, 2), 1).ofResample(ones(labels.length)))
                .isCloseTo(inOrder / pairs, within(1e-12));
    }

    /** A tenth is no float: then rows are sorted in another way. */
    @ParameterizedTest
    @ValueSource(doubles = {0.125, 0.1})
    void aZeroOfEitherSignIsTheSame(double above) {
        int[] labels = {1, 0, 0, 1, 1, 0};
        double[] both = {1, -0.0, 1, 0.0, 1, -0.0, 1, 0.0, 1 - above, above, 1, 0.0};
        Probabilities probabilities = Probabilities.of(both, 2);

        // Six of nine pairs are ties, and three in order.
        assertThat(AreaUnderCurve.of(labels, probabilities, 1).ofResample(ones(labels.length)))
                .isCloseTo(6 / 9.0, within(1e-12));
        assertThat(Evaluation.of(labels, probabilities).rocAuc().orElseThrow()).isCloseTo(6 / 9.0, within(1e-12));
        assertThat(ThresholdCurve.of(Predictions.of(labels, probabilities), 1).points())
                .containsExactly(new ThresholdCurve.Point(above, 1, 0), new ThresholdCurve.Point(0.0, 3, 3));
    }

    @Test
    void aBinHoldsItsUpperEdgeAndNothingBeyond() {
        assertThat(ProbabilityScores.bin(0)).isZero();
        for (int edge = 1; edge < BINS; edge++) {
            double probability = edge / (double) BINS;
            assertThat(ProbabilityScores.bin(Math.nextDown(probability))).isEqualTo(edge - 1);
            assertThat(ProbabilityScores.bin(probability)).isEqualTo(edge - 1);
            assertThat(ProbabilityScores.bin(Math.nextUp(probability))).isEqualTo(edge);
        }
        assertThat(ProbabilityScores.bin(1)).isEqualTo(BINS - 1);
    }

    private static int[] ones(int length) {
        int[] ones = new int[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
