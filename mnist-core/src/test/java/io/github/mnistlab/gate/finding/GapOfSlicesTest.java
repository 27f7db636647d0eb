package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bounds of the gap between slices, on many simulated test sets: each is wrong no more often than it says. */
class GapOfSlicesTest {
    private static final double ALPHA = 0.1;
    private static final int BUILDS = 1500;

    @ParameterizedTest
    @CsvSource({
        "60, 0.9 0.9 0.9 0.9",
        "60, 0.95 0.85",
        "200, 0.99 0.97 0.95 0.9 0.8",
        "40, 0.5 0.99 0.99 0.99 0.99 0.99 0.99 0.99"
    })
    void boundsAreWrongNoMoreOftenThanTheySay(int rows, String shares) {
        double[] truth = Arrays.stream(shares.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double gap = Arrays.stream(truth).max().orElseThrow()
                - Arrays.stream(truth).min().orElseThrow();
        SplittableRandom random = new SplittableRandom(1);
        int below = 0;
        int above = 0;
        for (int build = 0; build < BUILDS; build++) {
            List<ConfidenceBounds> slices = new ArrayList<>();
            for (double share : truth) {
                long right = random.doubles(rows).filter(value -> value < share).count();
                slices.add(new ClopperPearson(right, rows));
            }
            GapOfSlices bounds = new GapOfSlices(List.of(slices), false);
            below += bounds.upper(ALPHA) < gap ? 1 : 0;
            above += bounds.lower(ALPHA) > gap ? 1 : 0;
        }
        assertThat(below / (double) BUILDS).isLessThanOrEqualTo(ALPHA);
        assertThat(above / (double) BUILDS).isLessThanOrEqualTo(ALPHA);
    }
}
