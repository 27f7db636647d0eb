package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.interval.CrossedEffects.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void twoSeedsAndTwoImagesAreEnough() {
        CrossedEffects effects = CrossedEffects.of(new double[][] {{1, 2}, {3, 5}});

        assertThat(effects.estimate()).isEqualTo(2.75);
        // Of seeds 6.25, of images 2.25, of cells 0.25, each divided by four cells.
        assertThat(effects.seedVariance()).isCloseTo(6.25 / 4, EXACT);
        assertThat(effects.imageVariance()).isCloseTo((2.25 - 0.25) / 4, EXACT);
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
        assertThat(twice.errorPart())
                .isEqualTo(new Part(
                        effects.errorPart().variance() / 2,
                        2 * effects.errorPart().degreesOfFreedom()));
        assertThat(twice.imageVariance()).isEqualTo(effects.imageVariance());
        assertThat(twice.halfWidth(0.05)).isLessThan(effects.halfWidth(0.05));
    }

    @Test
    void againstARecipeThatIsAlwaysTheSameTheOtherDecides() {
        double[][] random = random(3);
        double[][] constant = new double[4][40];
        CrossedEffects alone = CrossedEffects.of(random);

        CrossedEffects difference = CrossedEffects.ofUnpaired(constant, random, false);

        assertThat(difference.estimate()).isCloseTo(alone.estimate(), EXACT);
        assertThat(difference.seedVariance()).isCloseTo(alone.seedVariance(), EXACT);
        assertThat(difference.imageVariance()).isCloseTo(alone.imageVariance(), EXACT);
        assertThat(difference.imageDegreesOfFreedom()).isEqualTo(39);
        assertThat(difference.skewness()).isCloseTo(alone.skewness(), EXACT);
        assertThat(difference.errorPart().variance())
                .isCloseTo(alone.errorPart().variance(), EXACT)
                .isNegative();
        // (5 - 1)(40 - 1) and (4 - 1)(40 - 1)
        assertThat(difference.errorPart().degreesOfFreedom()).isEqualTo(4 * 39 + 3 * 39);
        assertThat(difference.halfWidth(0.05)).isCloseTo(alone.halfWidth(0.05), EXACT);
    }

    @Test
    void twoRecipesWithSeedsOfTheirOwnAddWhatTheirCellsAdd() {
        CrossedEffects one = CrossedEffects.of(random(1));
        CrossedEffects two = CrossedEffects.of(random(2));

        CrossedEffects difference = CrossedEffects.ofUnpaired(random(1), random(2), false);

        assertThat(difference.errorPart().variance())
                .isCloseTo(one.errorPart().variance() + two.errorPart().variance(), EXACT);
        assertThat(difference.seedVariance()).isCloseTo(one.seedVariance() + two.seedVariance(), EXACT);
    }

    @Test
    void recipesThatAreAlwaysRightKeepAWidthToo() {
        double[][] right = new double[3][100];
        double z = Quantiles.normalUpper(0.05);

        assertThat(CrossedEffects.ofUnpaired(right, right, true).halfWidth(0.05))
                .isCloseTo(z * z / 100, EXACT);
        assertThat(CrossedEffects.ofUnpaired(right, right, false).halfWidth(0.05))
                .isZero();
    }

    @Test
    void ofOneFigureASeedTheBoundsAreStudents() {
        StudentMean mean = StudentMean.of(0.91, 0.93, 0.92, 0.96);

        CrossedEffects effects = CrossedEffects.ofSeedMeans(mean.mean(), List.of(mean));

        assertThat(effects.lower(0.05)).isCloseTo(mean.lower(0.05), EXACT);
        assertThat(effects.upper(0.01)).isCloseTo(mean.upper(0.01), EXACT);
        assertThat(effects.degreesOfFreedom()).isCloseTo(3, EXACT);
        assertThat(effects.seeds()).isEqualTo(4);
    }

    /** With so many degrees of freedom Student's quantile is the normal one. */
    @Test
    void whatCellsAddIsInTheSpreadOfImagesAlready() {
        double many = 1e9;
        double z = Quantiles.normalUpper(0.05);

        assertThat(new CrossedEffects(0, List.of(new Part(4, many)), 2, many, new Part(-1, many), 0, 0)
                        .seedsBeyondImages(0.05))
                .isCloseTo(3 * z * z, within(1e-6));
        assertThat(new CrossedEffects(0, List.of(new Part(1, many)), 2, many, new Part(-4, many), 0, 0)
                        .seedsBeyondImages(0.05))
                .isZero();
    }

    @Test
    void skewnessLengthensTheTailOnItsSideAlone() {
        CrossedEffects right = skewed(0.3);
        CrossedEffects left = skewed(-0.3);
        double half = right.halfWidth(0.05);

        assertThat(right.lower(0.05)).isCloseTo(1 - half, EXACT);
        assertThat(right.upper(0.05)).isGreaterThan(1 + 1.05 * half);
        assertThat(left.upper(0.05)).isCloseTo(1 + half, EXACT);
        assertThat(left.lower(0.05)).isCloseTo(2 - right.upper(0.05), EXACT);
    }

    private static CrossedEffects skewed(double skewness) {
        return new CrossedEffects(1, List.of(new Part(0.5, 4)), 2, 99, new Part(-0.1, 400), skewness, 0);
    }

    /** All right with every seed: as many trials as images, however many seeds say the same. */
    @Test
    void aProportionOfOneIsThatOfOneModel() {
        double[][] right = {{1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}};

        CrossedProportion proportion = new CrossedProportion(CrossedEffects.of(right), 5);

        assertThat(proportion.lower(0.05)).isCloseTo(new ClopperPearson(5, 5).lower(0.05), EXACT);
        assertThat(proportion.upper(0.05)).isEqualTo(1);
    }

    @Test
    void aProportionOfNoneIsThatOfOneModelToo() {
        CrossedProportion proportion = new CrossedProportion(CrossedEffects.of(new double[2][5]), 5);

        assertThat(proportion.lower(0.05)).isZero();
        assertThat(proportion.upper(0.05)).isCloseTo(new ClopperPearson(0, 5).upper(0.05), EXACT);
    }

    /** Seeds that all say the same of 101 images have the variance of 100 trials, a sample's being divided by one less. */
    @ParameterizedTest
    @ValueSource(ints = {4, 60, 97})
    void aProportionIsThatOfAsManyTrialsAsHaveItsVariance(int hits) {
        double[] same =
                IntStream.range(0, 101).mapToDouble(i -> i < hits ? 1 : 0).toArray();
        CrossedEffects effects = CrossedEffects.of(new double[][] {same, same, same});
        double successes = 100 * hits / 101.0;

        CrossedProportion proportion = new CrossedProportion(effects, 101);

        assertThat(proportion.lower(0.05))
                .isCloseTo(
                        Math.max(0, Math.min(effects.lower(0.05), ClopperPearson.lower(successes, 100, 0.05))),
                        within(1e-9));
        assertThat(proportion.upper(0.05))
                .isCloseTo(
                        Math.min(1, Math.max(effects.upper(0.05), ClopperPearson.upper(successes, 100, 0.05))),
                        within(1e-9));
        // Of one of both sides the trials decide.
        assertThat(proportion.lower(0.05) < effects.lower(0.05) || proportion.upper(0.05) > effects.upper(0.05))
                .isTrue();
    }

    /** Seeds that make up for each other's errors leave no variance: there are trials as there are images. */
    @Test
    void aProportionWithoutVarianceIsThatOfItsImages() {
        CrossedEffects effects = CrossedEffects.of(new double[][] {{1, 0, 1, 0}, {0, 1, 0, 1}});

        assertThat(new CrossedProportion(effects, 4).lower(0.05))
                .isCloseTo(new ClopperPearson(2, 4).lower(0.05), EXACT);
        assertThat(new CrossedProportion(effects, 4).upper(0.05))
                .isCloseTo(new ClopperPearson(2, 4).upper(0.05), EXACT);
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
