package io.github.mnistlab.gate.finding;

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

    /** SciPy's t with two degrees of freedom; the spread is that of the others, and what a value can be known to. */
    @Test
    void fourSeedsAreEnoughAndTheMessageSaysWhatWasToBeExpected() {
        assertThat(Outlier.among(FIVE.subList(0, 4), new double[] {0.975, 0.978, 0.1, 0.977}, 0.001))
                .isEqualTo("seed 3 is unlike the others: 0.1000, where theirs let expect 0.9101 to 1.0433 of 99.9 % of"
                        + " seeds; an average over such seeds is not known from so few");
    }

    /** They let expect 0.9529 to 1.0001. */
    @Test
    void aSeedIsUnlikeTheOthersOnlyBeyondWhatTheyLetExpect() {
        assertThat(Outlier.among(FIVE, new double[] {0.975, 0.978, 0.9530, 0.976, 0.977}, 0.001))
                .isEmpty();
        assertThat(Outlier.among(FIVE, new double[] {0.975, 0.978, 0.9528, 0.976, 0.977}, 0.001))
                .startsWith("seed 3 is unlike the others: 0.9528, where theirs let expect 0.9529 to 1.0001");
    }
}
