package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutlierTest {
    private static final List<Long> FIVE = List.of(1L, 2L, 3L, 4L, 5L);

    @Test
    void aSeedThatIsStuckIsNamed() {
        assertThat(Outlier.among(FIVE, new double[] {0.975, 0.978, 0.1, 0.977, 0.976}, 0.001))
                .startsWith("seed 3 is unlike the others: 0.1000, where theirs let expect 0.95");
    }

    @Test
    void seedsThatScatterAreNotNorThoseThatHappenToAgree() {
        assertThat(Outlier.among(FIVE, new double[] {0.975, 0.978, 0.981, 0.977, 0.971}, 0.001))
                .isEmpty();
        // Four with the very same number of hits, and one with three more of 1,000.
        assertThat(Outlier.among(FIVE, new double[] {0.975, 0.975, 0.975, 0.975, 0.978}, 0.002))
                .isEmpty();
    }

    @Test
    void threeSeedsTellNothing() {
        assertThat(Outlier.among(FIVE.subList(0, 3), new double[] {0.975, 0.978, 0.1}, 0.001))
                .isEmpty();
    }
}
