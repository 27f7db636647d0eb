package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DropoutMaskTest {
    private static final int COUNT = 200_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.5, 0.9})
    void leavesOutItsShareAndScalesUpTheOthers(double share) {
        float[] factors = draw(share, DropoutMask.key(1, 2, 3));
        int left = 0;
        for (float factor : factors) {
            assertThat(factor == 0 || factor == (float) (1 / (1 - share))).isTrue();
            left += factor == 0 ? 1 : 0;
        }
        // Five standard deviations.
        assertThat((double) left / COUNT).isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / COUNT)));
    }

    /** Of neighbours, of one number in the next step, and of the same places in the next layer. */
    @Test
    void noMaskTellsOfAnother() {
        float[] mask = draw(0.5, DropoutMask.key(7, 100, 1));
        float[] nextStep = draw(0.5, DropoutMask.key(7, 101, 1));
        float[] nextLayer = draw(0.5, DropoutMask.key(7, 100, 2));
        float[] nextSeed = draw(0.5, DropoutMask.key(8, 100, 1));
        for (int lag : new int[] {1, 2, 16, 128, 1024}) {
            assertThat(correlation(mask, mask, lag)).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
        }
        assertThat(correlation(mask, nextStep, 0)).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
        assertThat(correlation(mask, nextLayer, 0)).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
        assertThat(correlation(mask, nextSeed, 0)).isCloseTo(0, within(5 / Math.sqrt(COUNT)));
    }

    @Test
    void anyPartIsDrawnAlike() {
        long key = DropoutMask.key(1, 1, 1);
        float[] whole = draw(0.3, key);
        DropoutMask mask = new DropoutMask(0.3);
        float[] last = ones(COUNT - 1000);
        mask.multiply(key, 1000, last, last.length);
        assertThat(last).isEqualTo(Arrays.copyOfRange(whole, 1000, COUNT));
        for (int i = 0; i < 1000; i++) {
            assertThat(mask.factor(key, i)).isEqualTo(whole[i]);
        }
    }

    private static float[] draw(double share, long key) {
        float[] factors = ones(COUNT);
        new DropoutMask(share).multiply(key, 0, factors, COUNT);
        return factors;
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Of masks of one half, whose factors are 0 and 2. */
    private static double correlation(float[] one, float[] other, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < COUNT; i++) {
            sum += (one[i] - 1) * (other[i + lag] - 1);
        }
        return sum / (COUNT - lag);
    }
}
