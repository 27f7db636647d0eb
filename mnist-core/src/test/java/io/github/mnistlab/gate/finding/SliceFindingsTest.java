package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.data.Slices.Column;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Findings about slices are put together from those of each slice: of three writers, forty rows each. */
class SliceFindingsTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double ALPHA = 0.05;
    private static final int ROWS = 40;
    private static final List<String> WRITERS = List.of("a", "b", "c");

    /** How many of each writer's rows are right, seed by seed. */
    private static final Side OURS = side(new int[] {36, 30, 33}, new int[] {35, 32, 34}, new int[] {37, 29, 36});

    private static final Side THEIRS = side(new int[] {31, 35, 38}, new int[] {30, 36, 37}, new int[] {33, 38, 36});

    @Test
    void ofOneSliceItIsThatOfItsRowsAlone() {
        Finding found = Findings.of(metric("accuracy[writer=b]"), OURS);

        assertThat(found.estimate()).isCloseTo(91 / 120.0, EXACT);
        assertThat(found.images()).isEqualTo(ROWS);
        assertThat(Findings.ofDifference(metric("accuracy[writer=b]"), OURS, THEIRS, SpeaksOf.RECIPE)
                        .orElseThrow()
                        .estimate())
                .isCloseTo((91 - 109) / 120.0, EXACT);
    }

    /** The next model has its own worst slice: there the lower bound of each must hold too. */
    @ParameterizedTest
    @EnumSource
    void ofTheWorstSliceTheUpperBoundIsByBonferroni(SpeaksOf speaksOf) {
        Finding worst = Findings.of(metric("min(accuracy by writer)"), OURS, speaksOf);
        List<ConfidenceBounds> each = each("accuracy", OURS, speaksOf);

        assertThat(worst.estimate()).isCloseTo(91 / 120.0, EXACT);
        double lower = speaksOf == SpeaksOf.NEXT ? ALPHA / 3 : ALPHA;
        assertThat(worst.bounds().lower(ALPHA)).isEqualTo(least(each, lower));
        assertThat(worst.bounds().upper(ALPHA))
                .isEqualTo(each.stream()
                        .mapToDouble(bounds -> bounds.upper(ALPHA / 3))
                        .min()
                        .orElseThrow());
    }

    @Test
    void whereLowerIsBetterTheHighestSliceIsTheWorst() {
        Finding worst = Findings.of(metric("max(brier by writer)"), OURS);
        List<ConfidenceBounds> each = each("brier", OURS, SpeaksOf.RECIPE);

        assertThat(worst.estimate())
                .isEqualTo(Findings.of(metric("brier[writer=b]"), OURS).estimate())
                .isGreaterThan(Findings.of(metric("brier[writer=a]"), OURS).estimate());
        assertThat(worst.bounds().upper(ALPHA)).isEqualTo(most(each, ALPHA));
        assertThat(worst.bounds().lower(ALPHA))
                .isEqualTo(each.stream()
                        .mapToDouble(bounds -> bounds.lower(ALPHA / 3))
                        .max()
                        .orElseThrow());
    }

    /** 107 of 120 are a's best, and 91 are b's. */
    @ParameterizedTest
    @EnumSource
    void ofAGapEachEndIsKnownForItself(SpeaksOf speaksOf) {
        Finding gap = Findings.of(metric("gap(accuracy by writer)"), OURS, speaksOf);
        List<ConfidenceBounds> each = each("accuracy", OURS, speaksOf);
        double either = speaksOf == SpeaksOf.NEXT ? ALPHA / 6 : ALPHA / 2;

        assertThat(gap.estimate()).isCloseTo(17 / 120.0, EXACT);
        assertThat(gap.images()).isEqualTo(ROWS);
        assertThat(gap.bounds().upper(ALPHA)).isCloseTo(Math.min(1, most(each, either) - least(each, either)), EXACT);
        assertThat(gap.bounds().lower(ALPHA))
                .isCloseTo(
                        Math.max(
                                0,
                                each.stream()
                                                .mapToDouble(bounds -> bounds.lower(ALPHA / 6))
                                                .max()
                                                .orElseThrow()
                                        - each.stream()
                                                .mapToDouble(bounds -> bounds.upper(ALPHA / 6))
                                                .min()
                                                .orElseThrow()),
                        EXACT);
    }

    /** Both ends scatter with the seeds. */
    @Test
    void moreSeedsMakeAGapSurer() {
        Side side = side(new int[] {36, 20, 33}, new int[] {28, 35, 34}, new int[] {39, 12, 36});
        Finding gap = Findings.of(metric("gap(accuracy by writer)"), side);
        List<Finding> each = WRITERS.stream()
                .map(writer -> Findings.of(metric("accuracy[writer=" + writer + "]"), side))
                .toList();
        Finding.Seeds seeds = gap.seeds().orElseThrow();
        List<ConfidenceBounds> many =
                each.stream().map(one -> one.withSeeds(50)).toList();
        double upper = seeds.times().apply(50).upper(ALPHA);

        assertThat(seeds.count()).isEqualTo(3);
        assertThat(seeds.variance())
                .isEqualTo(2 * each.get(0).seeds().orElseThrow().variance())
                .isPositive();
        assertThat(upper).isCloseTo(most(many, ALPHA / 2) - least(many, ALPHA / 2), EXACT);
        assertThat(gap.bounds().upper(ALPHA)).isGreaterThan(upper + 0.01);
    }

    @Test
    void theDifferenceOfTheWorstIsKnownByThatOfEach() {
        Finding difference =
                difference("min(accuracy by writer)", SpeaksOf.RECIPE).orElseThrow();
        List<ConfidenceBounds> differences = WRITERS.stream()
                .map(writer -> difference("accuracy[writer=" + writer + "]", SpeaksOf.RECIPE)
                        .orElseThrow()
                        .bounds())
                .toList();
        ConfidenceBounds expected = new LowestOfClasses.Difference(
                differences,
                new LowestOfClasses(each("accuracy", OURS, SpeaksOf.RECIPE)),
                new LowestOfClasses(each("accuracy", THEIRS, SpeaksOf.RECIPE)));

        assertThat(difference.estimate()).isCloseTo((91 - 94) / 120.0, EXACT);
        assertThat(difference.bounds().lower(ALPHA)).isCloseTo(expected.lower(ALPHA), EXACT);
        assertThat(difference.bounds().upper(ALPHA)).isCloseTo(expected.upper(ALPHA), EXACT);
    }

    @Test
    void whereLowerIsBetterADifferenceIsThatOfTheHighest() {
        double ours = Findings.of(metric("brier[writer=b]"), OURS).estimate();
        double theirs = Findings.of(metric("brier[writer=a]"), THEIRS).estimate();
        Finding difference = difference("max(brier by writer)", SpeaksOf.RECIPE).orElseThrow();

        assertThat(difference.estimate()).isCloseTo(ours - theirs, EXACT);
        assertThat(difference.estimate())
                .isBetween(difference.bounds().lower(ALPHA), difference.bounds().upper(ALPHA));
    }

    @Test
    void ofAGapEachSideIsKnownForItself() {
        Finding difference =
                difference("gap(accuracy by writer)", SpeaksOf.RECIPE).orElseThrow();
        ConfidenceBounds ours =
                Findings.of(metric("gap(accuracy by writer)"), OURS).bounds();
        ConfidenceBounds theirs =
                Findings.of(metric("gap(accuracy by writer)"), THEIRS).bounds();

        assertThat(difference.estimate()).isCloseTo(17 / 120.0 - 17 / 120.0, EXACT);
        assertThat(difference.method()).endsWith(", each side for itself");
        assertThat(difference.bounds().lower(ALPHA)).isEqualTo(new Apart(ours, theirs).lower(ALPHA));
        assertThat(difference.bounds().upper(ALPHA)).isEqualTo(new Apart(ours, theirs).upper(ALPHA));
    }

    @Test
    void theNextModelsWorstSliceIsComparedWithNoOther() {
        assertThat(difference("min(accuracy by writer)", SpeaksOf.NEXT)).isEmpty();
    }

    /** A precision is undefined where nothing was predicted as the class: on their side of b's zeros, with one seed. */
    @Test
    void onlySlicesAndClassesThatBothSidesHaveAreCompared() {
        MetricExpression metric = metric("min(precision by writer)");
        Side ours = ofOnes(new int[] {20, 21, 22}, new int[] {23, 24, 25});
        Side theirs = ofOnes(new int[] {15, 40, 17}, new int[] {18, 19, 16});
        Side none = ofOnes(new int[] {0, 0, 0}, new int[] {40, 40, 40});
        double expected = Stream.of("[0][writer=a]", "[1][writer=a]", "[1][writer=b]", "[0][writer=c]", "[1][writer=c]")
                .map(part -> Findings.ofDifference(metric("precision" + part), ours, theirs, SpeaksOf.MODELS)
                        .orElseThrow())
                .mapToDouble(difference -> difference.bounds().lower(ALPHA))
                .min()
                .orElseThrow();

        assertThat(Findings.ofDifference(metric, ours, theirs, SpeaksOf.MODELS)
                        .orElseThrow()
                        .bounds()
                        .lower(ALPHA))
                .isEqualTo(expected);
        assertThat(Findings.ofDifference(metric, ours, none, SpeaksOf.MODELS)).isEmpty();
    }

    @Test
    void aCalibrationErrorIsOneOfASliceToo() {
        assertThat(Stream.of("ece", "ece[writer=a]", "max(ece by writer)", "gap(ece by writer)"))
                .allMatch(metric -> Findings.isCalibration(metric(metric)));
        assertThat(Stream.of("accuracy", "log-loss[writer=a]", "min(recall by writer)"))
                .noneMatch(metric -> Findings.isCalibration(metric(metric)));
    }

    private static Optional<Finding> difference(String metric, SpeaksOf speaksOf) {
        return Findings.ofDifference(metric(metric), OURS, THEIRS, speaksOf);
    }

    private static List<ConfidenceBounds> each(String metric, Side side, SpeaksOf speaksOf) {
        return WRITERS.stream()
                .map(writer -> Findings.of(metric(metric + "[writer=" + writer + "]"), side, speaksOf)
                        .bounds())
                .toList();
    }

    private static double least(List<ConfidenceBounds> each, double alpha) {
        return each.stream().mapToDouble(bounds -> bounds.lower(alpha)).min().orElseThrow();
    }

    private static double most(List<ConfidenceBounds> each, double alpha) {
        return each.stream().mapToDouble(bounds -> bounds.upper(alpha)).max().orElseThrow();
    }

    private static MetricExpression metric(String text) {
        return MetricExpression.parse(text);
    }

    private static Side side(int[]... rightBySeed) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (int[] right : rightBySeed) {
            int seed = runs.size();
            runs.add(made(seed, (writer, row) -> (row + 7 * seed) % ROWS < right[writer] ? row % 2 : 1 - row % 2));
        }
        return side(runs);
    }

    /** So many of each writer's rows are predicted as class 1. */
    private static Side ofOnes(int[]... onesBySeed) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (int[] ones : onesBySeed) {
            runs.add(made(runs.size(), (writer, row) -> row < ones[writer] ? 1 : 0));
        }
        return side(runs);
    }

    private static Side side(List<AcceptedResults.Run> runs) {
        List<String> writers = new ArrayList<>();
        WRITERS.forEach(writer -> writers.addAll(Collections.nCopies(ROWS, writer)));
        Slices slices = Slices.of(List.of(Column.of("writer", writers)), 1);
        return Side.of(runs, metric("log-loss"), Optional.of(slices));
    }

    private interface Predicted {
        int at(int writer, int row);
    }

    private static AcceptedResults.Run made(int seed, Predicted predicted) {
        int[] labels = new int[3 * ROWS];
        double[] probabilities = new double[2 * labels.length];
        Arrays.fill(probabilities, 0.1);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = row % 2;
            probabilities[2 * row + predicted.at(row / ROWS, row % ROWS)] = 0.9;
        }
        return new MadeRun(seed, Predictions.of(labels, Probabilities.of(probabilities, 2)));
    }
}
