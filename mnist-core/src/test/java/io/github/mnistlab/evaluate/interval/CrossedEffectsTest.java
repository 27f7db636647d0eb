package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The expected numbers are NumPy's and SciPy's, from sums of squares. */
class CrossedEffectsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    private static final double[][] VALUES = {{3.1, 4.0, 5.2, 1.0}, {2.9, 4.4, 5.5, 1.8}};

    @Test
    void varianceAndDegreesOfFreedomComeFromTheMeanSquares() {
        CrossedEffects effects = CrossedEffects.of(VALUES);

        assertThat(effects.estimate()).isCloseTo(3.4875, EXACT);
        // (0.21125 + 5.714583 - 0.084583) / 8
        assertThat(effects.variance()).isCloseTo(0.7301562499999998, EXACT);
        assertThat(effects.seedVariance()).isCloseTo(0.21125000000000024 / 8, EXACT);
        assertThat(effects.degreesOfFreedom()).isCloseTo(3.1209883369899165, within(1e-9));
    }

    @Test
    void everyPartHasTheQuantileOfItsOwnDegreesOfFreedomAndTheLongerTailIsLonger() {
        CrossedEffects effects = CrossedEffects.of(VALUES);

        assertThat(effects.lower(0.05)).isCloseTo(1.674106422054595, within(1e-9));
        assertThat(effects.upper(0.05)).isCloseTo(5.206997208088617, within(1e-9));
    }

    /** Three networks whose errors differ, though none makes more of them. */
    @Test
    void seedsThatAgreeInTheirMeansAddNothing() {
        CrossedEffects effects =
                CrossedEffects.of(new double[][] {{1, 1, 0, 1, 1, 0}, {1, 0, 0, 1, 1, 1}, {1, 1, 0, 1, 0, 1}});

        assertThat(effects.estimate()).isCloseTo(2 / 3.0, EXACT);
        assertThat(effects.seedVariance()).isCloseTo(0, EXACT);
        assertThat(effects.variance()).isCloseTo(0.2 / 18, EXACT);
    }

    /** Where the error's mean square is the larger one, images would have a variance below 0. */
    @Test
    void aPartOfTheVarianceIsNeverBelowZero() {
        CrossedEffects effects = CrossedEffects.of(new double[][] {{1, 0, 1, 0}, {0, 1, 0, 1}});

        assertThat(effects.imageVariance()).isZero();
        assertThat(effects.variance()).isZero();
        assertThat(effects.lower(0.05)).isEqualTo(0.5);
    }

    @Test
    void pairsTakeOutWhatASeedDoesToBoth() {
        double[][] other = {{4.1, 5.0, 6.2, 2.0}, {3.9, 5.4, 6.5, 2.8}};

        CrossedEffects paired = CrossedEffects.ofPaired(VALUES, other, false);
        CrossedEffects unpaired = CrossedEffects.ofUnpaired(VALUES, other, false);

        assertThat(paired.estimate()).isCloseTo(1, EXACT);
        assertThat(paired.variance()).isCloseTo(0, EXACT);
        assertThat(unpaired.estimate()).isCloseTo(1, EXACT);
        assertThat(unpaired.seedVariance()).isCloseTo(2 * 0.21125000000000024 / 8, EXACT);
    }

    /** Each seed's scores are in the same array, so that whoever holds them finds those of the next one. */
    @Test
    void oneSeedAtATimeIsHeldAndTheResultIsTheSameToTheBit() {
        double[][] one = random(1);
        double[][] other = random(2);

        assertThat(CrossedEffects.of(passing(one))).isEqualTo(CrossedEffects.of(one));
        assertThat(CrossedEffects.ofPaired(passing(one), passing(other), true))
                .isEqualTo(CrossedEffects.ofPaired(one, other, true));
        assertThat(CrossedEffects.ofUnpaired(passing(one), passing(other), false))
                .isEqualTo(CrossedEffects.ofUnpaired(one, other, false));
    }

    private static double[][] random(long seed) {
        Random random = new Random(seed);
        double[][] values = new double[5][];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.doubles(40).toArray();
        }
        return values;
    }

    private static Scores passing(double[][] table) {
        double[] held = new double[table[0].length];
        return new Scores() {
            @Override
            public int seeds() {
                return table.length;
            }

            @Override
            public double[] of(int seed) {
                System.arraycopy(table[seed], 0, held, 0, held.length);
                return held;
            }
        };
    }

    /** As Tango's, which for no disagreement of 100 images has z^2 / (100 + z^2). */
    @Test
    void countsThatNeverDisagreeKeepAWidth() {
        double[][] right = new double[3][100];

        CrossedEffects effects = CrossedEffects.ofPaired(right, right, true);

        assertThat(effects.upper(0.05)).isCloseTo(new Tango(0, 0, 100).upper(0.05), within(0.001));
        assertThat(effects.lower(0.05)).isNegative();
    }

    @Test
    void moreSeedsMakeWhatSeedsAddSmallerAndLeaveTheImages() {
        CrossedEffects effects = CrossedEffects.of(VALUES);

        CrossedEffects twice = effects.withSeeds(2);

        assertThat(twice.seeds()).isEqualTo(4);
        assertThat(twice.seedVariance()).isCloseTo(effects.seedVariance() / 2, EXACT);
        assertThat(twice.imageVariance()).isEqualTo(effects.imageVariance());
        assertThat(twice.halfWidth(0.05)).isLessThan(effects.halfWidth(0.05));
    }

    /** All right with every seed: as many trials as images, however many seeds say the same. */
    @Test
    void aProportionOfOneIsThatOfOneModel() {
        double[][] right = {{1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}};

        CrossedProportion proportion = new CrossedProportion(CrossedEffects.of(right), 5);

        assertThat(proportion.lower(0.05)).isCloseTo(new ClopperPearson(5, 5).lower(0.05), EXACT);
        assertThat(proportion.upper(0.05)).isEqualTo(1);
    }

    /** Ten rows by ten and 3 seeds: a tenth or a third, added up, is not 1. */
    @Test
    void whereAllIsRightTheMeanIsOneToTheBit() {
        double[][] right = new double[3][10];
        for (double[] row : right) {
            Arrays.fill(row, 1);
        }

        assertThat(CrossedEffects.of(right).estimate()).isEqualTo(1);
        assertThat(new CrossedProportion(CrossedEffects.of(right), 10).lower(0.05))
                .isCloseTo(new ClopperPearson(10, 10).lower(0.05), EXACT);
    }

    @Test
    void tooLittleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossedEffects.of(new double[][] {{1, 2, 3}}))
                .withMessage("crossed effects need at least 2 seeds and 2 images, but there are 1 and 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossedEffects.of(new double[][] {{1, 2, 3}, {1, 2}}))
                .withMessageContaining("the same 3 images, but one is on 2");
    }
}
