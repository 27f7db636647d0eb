package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class KeptScoresTest {
    private static final int SEEDS = 3;
    private static final int IMAGES = 1_000;
    private static final long NO_ROOM = 0;

    private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());

    @Test
    void countsAreKeptWhateverRoomThereIs() {
        IntFunction<double[]> counts = seed -> random(seed)
                .doubles(IMAGES)
                .map(value -> value < 0.3 ? -0.0 : Math.rint(value * 200) / 3)
                .toArray();
        twice(new KeptScores(SEEDS, heard(counts), NO_ROOM), counts);
        assertThat(asked).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void otherScoresAreKeptWhileThereIsRoomAndElseWorkedOutAgain() {
        IntFunction<double[]> losses = seed -> random(seed).doubles(IMAGES).toArray();
        twice(new KeptScores(SEEDS, heard(losses), 2 * IMAGES * Double.BYTES), losses);
        // One did not fit, and was asked for twice more.
        assertThat(asked).contains(0, 1, 2).hasSize(5);
        assertThat(asked.subList(3, 5)).containsOnly(asked.get(3));
    }

    /** A sixteenth of any heap that tests have is more than 24 KB. */
    @Test
    void withoutALimitTheyAreKeptInAShareOfTheHeap() {
        IntFunction<double[]> losses = seed -> random(seed).doubles(IMAGES).toArray();
        KeptScores scores = new KeptScores(SEEDS, heard(losses));
        twice(scores, losses);
        assertThat(asked).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(scores.seeds()).isEqualTo(SEEDS);
    }

    @Test
    void upTo256DifferentNumbersAreFew() {
        double[] most = random(1)
                .ints(IMAGES, 0, FewNumbers.MOST)
                .mapToDouble(i -> 1 / (i + 1.0))
                .toArray();
        for (int i = 0; i < FewNumbers.MOST; i++) {
            most[i] = 1 / (i + 1.0);
        }
        assertThat(FewNumbers.of(most).orElseThrow().toArray()).isEqualTo(most);
        most[IMAGES / 2] = -1;
        assertThat(FewNumbers.of(most)).isEmpty();
    }

    private IntFunction<double[]> heard(IntFunction<double[]> scores) {
        return seed -> {
            asked.add(seed);
            return scores.apply(seed);
        };
    }

    private static void twice(Scores scores, IntFunction<double[]> expected) {
        for (int time = 0; time < 2; time++) {
            for (int seed = 0; seed < SEEDS; seed++) {
                // To the bit: 0.0 and -0.0 are not the same.
                assertThat(scores.of(seed)).isEqualTo(expected.apply(seed));
            }
        }
    }

    private static Random random(int seed) {
        return new Random(seed);
    }
}
