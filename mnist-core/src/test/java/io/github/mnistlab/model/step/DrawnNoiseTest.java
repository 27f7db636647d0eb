package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawnNoiseTest {
    private static final int PIXELS = 784;

    @Test
    void hasTheDeviationThatItWasAskedFor() {
        DrawnNoise noise = new DrawnNoise(0.3);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int row = 0; row < 500; row++) {
            noise.begin(7, row);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                float value = noise.next();
                sum += value;
                squares += value * value;
                count++;
            }
        }
        assertThat(sum / count).isCloseTo(0, within(0.002));
        assertThat(Math.sqrt(squares / count)).isCloseTo(0.3, within(0.002));
    }

    @Test
    void aRowsFollowsFromItsKeyAlone() {
        DrawnNoise one = new DrawnNoise(1);
        DrawnNoise other = new DrawnNoise(1);
        one.begin(3, 4);
        one.next();
        one.begin(3, 5);
        other.begin(3, 5);
        float first = other.next();
        assertThat(one.next()).isEqualTo(first);
        other.begin(4, 5);
        assertThat(other.next()).isNotEqualTo(first);
    }
}
