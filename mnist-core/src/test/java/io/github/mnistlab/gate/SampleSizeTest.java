package io.github.mnistlab.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.gate.finding.Finding;
import io.github.mnistlab.gate.finding.Scope;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would settle a gate, where textbooks know it: bounds are normal, or Student's. */
class SampleSizeTest {
    private static final double ALPHA = 0.05;
    private static final double LIMIT = 0.9;
    private static final Claim AT_LEAST = new Claim(1, LIMIT, false);

    /** {@code ((z of alpha + z of one in five) standard deviations / distance)} squared, rounded up to two digits. */
    @ParameterizedTest
    @CsvSource({
        // 400 rows with an error of 0.02 have a standard deviation of 0.4: (2.4865 * 0.4 / 0.01) squared is 9,892.
        "0.91, 0.05, '9,900'",
        "0.89, 0.05, '9,900'",
        // (3.1680 * 0.4 / 0.01) squared is 16,058.
        "0.91, 0.01, '17,000'",
        // (2.4865 * 0.4 / 0.1) squared is 98.9, and in a distance of 0.2 it is 24.7.
        "1, 0.05, 99",
        "0.7, 0.05, 25",
    })
    void rowsAreThoseOfANormalMean(double estimate, double alpha, String rows) {
        Finding finding = finding(estimate, normal(estimate, 0.02), Scope.TRAINED_MODELS, Optional.empty(), 400);

        assertThat(Settlement.of(finding, AT_LEAST, alpha))
                .isEqualTo("neither is sure enough: no seed would settle it, the test rows limit it (about " + rows
                        + " of them would do in four cases of five, if the value stays)");
    }

    @Test
    void ofOneModelSeveralSeedsWouldTellOfTheRecipe() {
        Finding finding = finding(0.91, normal(0.91, 0.02), Scope.TRAINED_MODEL, Optional.empty(), 400);

        assertThat(Settlement.of(finding, AT_LEAST, ALPHA))
                .endsWith("if the value stays); several seeds would judge the recipe instead");
    }

    @Test
    void atTheLimitItselfNoNumberWillDo() {
        Finding finding = finding(LIMIT, normal(LIMIT, 0.02), Scope.TRAINED_MODELS, Optional.empty(), 400);

        assertThat(Settlement.of(finding, AT_LEAST, ALPHA)).endsWith("(the value is at the limit itself)");
    }

    /** Most counts from the bound that is to settle it: three quarters of 0.04, and one of 0.02, is 0.035. */
    @Test
    void theBoundThatIsToSettleItCountsMost() {
        Finding longBelow = finding(0.91, new Skewed(0.91, 0.04, 0.02), Scope.TRAINED_MODELS, Optional.empty(), 400);
        Finding longAbove = finding(0.89, new Skewed(0.89, 0.02, 0.04), Scope.TRAINED_MODELS, Optional.empty(), 400);
        Finding shortBelow = finding(0.91, new Skewed(0.91, 0.02, 0.04), Scope.TRAINED_MODELS, Optional.empty(), 400);

        // (2.4865 * 0.7 / 0.01) squared is 30,296, and (2.4865 * 0.5 / 0.01) squared 15,457.
        assertThat(Settlement.of(longBelow, AT_LEAST, ALPHA)).contains("(about 31,000 of them");
        assertThat(Settlement.of(longAbove, AT_LEAST, ALPHA)).contains("(about 31,000 of them");
        assertThat(Settlement.of(shortBelow, AT_LEAST, ALPHA)).contains("(about 16,000 of them");
    }

    /** SciPy's noncentral t has a power of 0.8 from so many on; the approximation asks for one more at times. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.05, 8, 9",
        "0.5, 0.05, 27, 27",
        "0.2, 0.05, 156, 157",
        "1.6, 0.05, 5, 5",
        "1.8, 0.05, 4, 4",
        "1.1, 0.01, 12, 12",
        "1.7, 0.01, 7, 7"
    })
    void seedsAreThoseOfStudentsTest(double distance, double alpha, int textbook, int most) {
        for (int side : new int[] {1, -1}) {
            Finding finding = ofSeeds(LIMIT + side * 0.02 * distance, 3, 0.02, Scope.RECIPE, 0);

            String text = Settlement.of(finding, AT_LEAST, alpha);

            Matcher matcher = Pattern.compile("neither is sure enough: about (\\d+) seeds would settle it in four cases"
                            + " of five, if mean and spread stay")
                    .matcher(text);
            assertThat(matcher.matches()).as(text).isTrue();
            assertThat(Integer.parseInt(matcher.group(1))).isBetween(textbook, most);
        }
    }

    /** Effects of a thousandth of a deviation take millions. */
    @Test
    void moreThanAThousandSeedsAreNone() {
        assertThat(Settlement.of(ofSeeds(LIMIT + 0.001, 4, 1, Scope.RECIPE, 0), AT_LEAST, ALPHA))
                .isEqualTo("neither is sure enough: no number of seeds would settle it, if mean and spread stay");
        assertThat(Settlement.of(ofSeeds(LIMIT + 0.001, 4, 1, Scope.NEXT_MODEL, 400), AT_LEAST, ALPHA))
                .isEqualTo("neither is sure enough: no number of seeds would settle it, if mean and spread stay");
    }

    @Test
    void aThousandSeedsAreStillSaid() {
        DoubleFunction<ConfidenceBounds> times = more -> normal(0.91, more < 250 ? 0.01 : 0.001);
        Finding finding = finding(0.91, times.apply(1), Scope.RECIPE, Optional.of(new Finding.Seeds(4, 0, times)), 400);

        assertThat(Settlement.of(finding, AT_LEAST, ALPHA))
                .isEqualTo("neither is sure enough: about 1000 seeds would settle it in four cases of five, if mean and"
                        + " spread stay");
    }

    @Test
    void oneRowTellsNothing() {
        Finding finding = finding(0.91, normal(0.91, 0.02), Scope.TRAINED_MODEL, Optional.empty(), 1);

        assertThat(Settlement.of(finding, AT_LEAST, ALPHA))
                .isEqualTo("a single test row tells nothing of others: more test rows would settle it");
    }

    /** What rows add stays, however many seeds there are. */
    @Test
    void whereRowsAreTheLimitTheyAreSaidForManySeeds() {
        // A thousand seeds are 250 times as many.
        DoubleFunction<ConfidenceBounds> times = more -> normal(0.91, more == 250 ? 0.02 : 0.03);
        Finding finding = finding(0.91, times.apply(1), Scope.RECIPE, Optional.of(new Finding.Seeds(4, 0, times)), 400);

        assertThat(Settlement.of(finding, AT_LEAST, ALPHA))
                .isEqualTo("neither is sure enough: no number of seeds would settle it: the test rows limit it (about"
                        + " 9,900 of them would do with many seeds in four cases of five, if the value stays)");
    }

    private static Finding ofSeeds(double mean, int count, double deviation, Scope scope, int images) {
        DoubleFunction<ConfidenceBounds> times =
                more -> new StudentMean((int) Math.round(count * more), mean, deviation);
        return finding(
                mean,
                times.apply(1),
                scope,
                Optional.of(new Finding.Seeds(count, deviation * deviation / count, times)),
                images);
    }

    private static Finding finding(
            double estimate, ConfidenceBounds bounds, Scope scope, Optional<Finding.Seeds> seeds, int images) {
        return new Finding(estimate, bounds, scope, "", Finding.Beside.NOTHING, seeds, images, "");
    }

    private static ConfidenceBounds normal(double estimate, double error) {
        return new Skewed(estimate, error, error);
    }

    private record Skewed(double estimate, double below, double above) implements ConfidenceBounds {
        @Override
        public double lower(double alpha) {
            return estimate - z(alpha) * below;
        }

        @Override
        public double upper(double alpha) {
            return estimate + z(alpha) * above;
        }

        private static double z(double alpha) {
            return NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
        }
    }
}
