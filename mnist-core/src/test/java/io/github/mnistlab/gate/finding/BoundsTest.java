package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.interval.CalibrationFloor;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.CrossedEffects;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What bounds become that are put together, turned or cut off. */
class BoundsTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final ConfidenceBounds ONE = new Reaching(0.6, 0.01);
    private static final ConfidenceBounds OTHER = new Reaching(0.5, 0.02);

    @Test
    void ofADifferenceEachSideMayBeWrongWithHalf() {
        Apart apart = new Apart(ONE, OTHER);

        // At half of 0.1 the one reaches 0.2, and the other 0.4.
        assertThat(apart.lower(0.1)).isCloseTo(0.1 - 0.2 - 0.4, EXACT);
        assertThat(apart.upper(0.1)).isCloseTo(0.1 + 0.2 + 0.4, EXACT);
    }

    @Test
    void ofTwoMethodsTheOneThatReachesFurtherCountsOnEachSide() {
        MoreCautious both = new MoreCautious(ONE, OTHER);

        assertThat(both.lower(0.1)).isCloseTo(0.5 - 0.2, EXACT);
        assertThat(both.upper(0.1)).isCloseTo(0.6 + 0.1, EXACT);
        assertThat(new MoreCautious(OTHER, ONE).upper(0.01)).isCloseTo(2.5, EXACT);
    }

    @Test
    void ofTheOppositeTheyChangeSidesAndSigns() {
        assertThat(new Negated(ONE).lower(0.1)).isCloseTo(-0.7, EXACT);
        assertThat(new Negated(ONE).upper(0.1)).isCloseTo(-0.5, EXACT);
    }

    @Test
    void theyEndWhereTheMetricEnds() {
        InRange accuracy = InRange.of(MetricExpression.parse("accuracy").range(), ONE);
        InRange loss = InRange.of(MetricExpression.parse("log-loss").range(), ONE);

        assertThat(List.of(accuracy.lower(0.1), accuracy.upper(0.1))).containsExactly(ONE.lower(0.1), ONE.upper(0.1));
        assertThat(List.of(accuracy.lower(0.01), accuracy.upper(0.01))).containsExactly(0.0, 1.0);
        assertThat(List.of(loss.lower(0.01), loss.upper(0.01))).containsExactly(0.0, ONE.upper(0.01));
    }

    @Test
    void whatFewImagesAddIsTakenFromTheBoundThatItFlatters() {
        assertThat(new OfFewImages(ONE, 0.03).lower(0.1)).isCloseTo(0.47, EXACT);
        assertThat(new OfFewImages(ONE, 0.03).upper(0.1)).isCloseTo(0.7, EXACT);
        assertThat(new OfFewImages(ONE, -0.03).lower(0.1)).isCloseTo(0.5, EXACT);
        assertThat(new OfFewImages(ONE, -0.03).upper(0.1)).isCloseTo(0.73, EXACT);
    }

    @Test
    void ofACalibrationErrorChanceAndSeedsAddUpAsErrorsDo() {
        CalibrationFloor floor = new CalibrationFloor(0.02);
        CrossedEffects effects = CrossedEffects.of(new double[][] {{0.1, 0.2, 0.3}, {0.3, 0.2, 0.9}});
        double chance = floor.chance(0.1);
        double seeds = Math.sqrt(effects.seedsBeyondImages(0.1));

        assertThat(new CalibrationBounds(0.6, floor, Optional.empty(), ONE).lower(0.1))
                .isCloseTo(0.6 - chance, EXACT);
        assertThat(new CalibrationBounds(0.6, floor, Optional.of(effects), ONE).lower(0.1))
                .isCloseTo(0.6 - Math.hypot(chance, seeds), EXACT);
        assertThat(new CalibrationBounds(0.6, floor, Optional.empty(), ONE).upper(0.1))
                .isEqualTo(ONE.upper(0.1));
        assertThat(seeds).isPositive();
    }

    /** Four slices of two classes: at 0.8 each may be wrong with 0.1 on either side, or with half where it is known which. */
    @Test
    void ofAGapTheWorstClassCounts() {
        List<List<ConfidenceBounds>> classes = List.of(
                List.of(new Reaching(0.9, 0.001), new Reaching(0.8, 0.002)),
                List.of(new Reaching(0.7, 0.004), new Reaching(0.3, 0.008)));

        assertThat(new GapOfSlices(classes, false).lower(0.8)).isCloseTo((0.7 - 0.04) - (0.3 + 0.08), EXACT);
        assertThat(new GapOfSlices(classes, false).upper(0.8)).isCloseTo((0.7 + 0.01) - (0.3 - 0.02), EXACT);
        assertThat(new GapOfSlices(classes, true).upper(0.8)).isCloseTo((0.7 + 0.04) - (0.3 - 0.08), EXACT);
        assertThat(new GapOfSlices(classes, false).lower(0.08)).isZero();
    }

    /** At 0.1 a class reaches 0.1 or 0.2; at half of it, as one of two that may be wrong, twice as far, and so on. */
    @Test
    void ofTheLowestClassTheUpperBoundTakesBonferronisCorrection() {
        LowestOfClasses known = new LowestOfClasses(List.of(ONE, OTHER));
        LowestOfClasses either = new LowestOfClasses(List.of(ONE, OTHER), 2);

        assertThat(known.lower(0.1)).isCloseTo(0.5 - 0.2, EXACT);
        assertThat(either.lower(0.1)).isCloseTo(0.5 - 0.4, EXACT);
        assertThat(known.upper(0.1)).isCloseTo(0.6 + 0.2, EXACT);
        LowestOfClasses.Difference difference = new LowestOfClasses.Difference(List.of(ONE, OTHER), known, either);
        assertThat(difference.lower(0.1)).isCloseTo(0.5 - 0.2, EXACT);
        // The one's upper bound at half of half, less the other's lower at half of half.
        assertThat(difference.upper(0.1)).isCloseTo((0.6 + 0.4) - (0.5 - 0.8), EXACT);
    }

    /** 0.8 to the power of 13 is 0.055, and of 14 it is 0.044. */
    @Test
    void whatFewSeedsCannotShowIsToldWhileItIsLikelierThanAlpha() {
        assertThat(ScoreBounds.unseen(13, 0.05))
                .isEqualTo(
                        "; seeds taken for normal: were one in five to fail, 13 would not show it in 5 of 100 cases");
        assertThat(ScoreBounds.unseen(14, 0.05)).isEmpty();
    }
}
