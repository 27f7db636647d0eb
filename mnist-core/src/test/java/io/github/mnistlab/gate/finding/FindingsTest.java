package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.evaluate.interval.Bootstrap;
import io.github.mnistlab.evaluate.interval.BoundedMean;
import io.github.mnistlab.evaluate.interval.CalibrationFloor;
import io.github.mnistlab.evaluate.interval.StudentMean;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which method a finding has, and that it is that of the very numbers. */
class FindingsTest {
    private static final Offset<Double> EXACT = within(1e-9);
    private static final double ALPHA = 0.05;
    private static final int ROWS = 60;
    private static final MetricExpression LOG_LOSS = MetricExpression.parse("log-loss");

    /** Whichever of two is asked about first. */
    @ParameterizedTest
    @CsvSource({
        "log-loss, MODELS, 1, 1",
        "macro-f1, MODELS, 1, 1",
        "accuracy, MODELS, 1, 1",
        "ece, MODELS, 1, 1",
        "log-loss, MODELS, 3, 3",
        "g-mean, MODELS, 3, 3",
        "ece, MODELS, 3, 3",
        "brier, RECIPE, 3, 3",
        "g-mean, RECIPE, 3, 4",
        "accuracy, RECIPE, 3, 4",
        "ece, RECIPE, 3, 4",
        "log-loss, NEXT, 3, 3"
    })
    void aDifferenceIsTheOppositeOfTheOtherWayRound(String name, SpeaksOf speaksOf, int seeds, int others) {
        MetricExpression metric = MetricExpression.parse(name);
        Side one = side(metric, seeds, 1);
        Side two = side(metric, others, 2);

        Finding finding = Findings.ofDifference(metric, one, two, speaksOf).orElseThrow();
        Finding opposite = Findings.ofDifference(metric, two, one, speaksOf).orElseThrow();

        assertThat(finding.estimate())
                .isCloseTo(mean(metric, seeds, 1) - mean(metric, others, 2), EXACT)
                .isCloseTo(-opposite.estimate(), EXACT);
        assertThat(finding.bounds().lower(ALPHA))
                .isCloseTo(-opposite.bounds().upper(ALPHA), EXACT)
                .isLessThan(finding.estimate());
        assertThat(finding.bounds().upper(ALPHA))
                .isCloseTo(-opposite.bounds().lower(ALPHA), EXACT)
                .isGreaterThan(finding.estimate());
    }

    /** One model is as good as itself with every seed of the recipe that it is held against. */
    @Test
    void aModelAgainstARecipeIsTheOppositeOfTheRecipeAgainstTheModel() {
        MetricExpression accuracy = MetricExpression.parse("accuracy");
        Side model = Side.of(List.of(new OneModel(new MadeRun(1, made(1, 2)))), accuracy);
        Side recipe = side(accuracy, 4, 1);

        Finding finding =
                Findings.ofDifference(accuracy, recipe, model, SpeaksOf.RECIPE).orElseThrow();
        Finding opposite =
                Findings.ofDifference(accuracy, model, recipe, SpeaksOf.RECIPE).orElseThrow();

        assertThat(finding.bounds().lower(ALPHA)).isCloseTo(-opposite.bounds().upper(ALPHA), EXACT);
        assertThat(finding.method()).isEqualTo("seeds and rows crossed, the recipe against this model, paired by row");
        assertThat(opposite.method()).isEqualTo("seeds and rows crossed, this model against the recipe, paired by row");
        assertThat(Findings.ofDifference(accuracy, side(accuracy, 1, 2), recipe, SpeaksOf.RECIPE))
                .as("a seed of another recipe is no model by itself")
                .isEmpty();
    }

    /** The worst of 25 seeds, of which 1/26 of alpha is left for further ones; each model's own rows have the rest. */
    @Test
    void theNextModelIsHeldAgainstOneModelRowByRow() {
        MetricExpression accuracy = MetricExpression.parse("accuracy");
        Side model = Side.of(List.of(new OneModel(new MadeRun(1, made(1, 2)))), accuracy);
        double least = 1;
        double most = -1;
        for (int seed = 1; seed <= 25; seed++) {
            Predictions made = made(seed, 1);
            double[] differences = IntStream.range(0, ROWS)
                    .mapToDouble(row -> hit(made, row) - hit(made(1, 2), row))
                    .toArray();
            BoundedMean bounds = BoundedMean.of(differences, -1, 1);
            least = Math.min(least, bounds.lower(ALPHA - 1 / 26.0));
            most = Math.max(most, bounds.upper(ALPHA - 1 / 26.0));
        }

        Finding finding = Findings.ofDifference(accuracy, side(accuracy, 25, 1), model, SpeaksOf.NEXT)
                .orElseThrow();

        assertThat(finding.bounds().lower(ALPHA)).isCloseTo(least, EXACT);
        assertThat(finding.bounds().upper(ALPHA)).isCloseTo(most, EXACT);
        assertThat(Findings.ofDifference(accuracy, side(accuracy, 3, 1), side(accuracy, 4, 2), SpeaksOf.NEXT))
                .as("seeds are not the same on both sides")
                .isEmpty();
    }

    @Test
    void whatFewRowsAddIsTheMeanOverSeeds() {
        MetricExpression mean = MetricExpression.parse("g-mean");
        MetricExpression ece = MetricExpression.parse("ece");
        double bias = IntStream.of(1, 2, 3)
                .mapToDouble(seed -> MetricOnImages.of(mean, made(seed, 1)).bias())
                .average()
                .orElseThrow();
        double error = IntStream.of(1, 2, 3)
                .mapToDouble(seed -> MetricOnImages.of(ece, made(seed, 1)).binErrors()[7])
                .average()
                .orElseThrow();

        assertThat(side(mean, 3, 1).scores(mean).bias()).isCloseTo(bias, EXACT).isNegative();
        assertThat(side(ece, 3, 1).scores(ece).binErrors()[7])
                .isCloseTo(error, EXACT)
                .isPositive();
    }

    /** Each row's mean over seeds, this less the other's, lies from -1 to 1. */
    @Test
    void theseModelsAreComparedByTheirMeansOfEachRow() {
        MetricExpression accuracy = MetricExpression.parse("accuracy");
        double[] differences = new double[ROWS];
        for (int seed = 1; seed <= 3; seed++) {
            for (int row = 0; row < ROWS; row++) {
                differences[row] += (hit(made(seed, 1), row) - hit(made(seed, 2), row)) / 3.0;
            }
        }
        BoundedMean expected = BoundedMean.of(differences, -1, 1);

        Finding finding = Findings.ofDifference(accuracy, side(accuracy, 3, 1), side(accuracy, 3, 2), SpeaksOf.MODELS)
                .orElseThrow();

        assertThat(finding.scope()).isEqualTo(Scope.TRAINED_MODELS);
        assertThat(finding.bounds().lower(ALPHA)).isCloseTo(expected.lower(ALPHA), EXACT);
        assertThat(finding.bounds().upper(ALPHA)).isCloseTo(expected.upper(ALPHA), EXACT);
        assertThat(finding.images()).isEqualTo(ROWS);
    }

    /** Of each row, this one's score less the other's: resampled, and with one more row that is misclassified. */
    @ParameterizedTest
    @ValueSource(strings = {"log-loss", "macro-f1", "roc-auc"})
    void twoModelsAreComparedRowByRow(String name) {
        MetricExpression metric = MetricExpression.parse(name);
        MetricOnImages one = MetricOnImages.of(metric, made(1, 1));
        MetricOnImages two = MetricOnImages.of(metric, made(1, 2));
        double[] differences = one.scores();
        Arrays.setAll(differences, row -> differences[row] - two.scores()[row]);
        Bootstrap resampled = Bootstrap.of(
                differences,
                one.value() - two.value(),
                times -> one.ofResample(times) - two.ofResample(times),
                Bootstrap.RESAMPLES);
        BoundedMean oneMore = BoundedMean.of(
                differences,
                one.ends().least() - two.ends().most(),
                one.ends().most() - two.ends().least());

        Finding finding = Findings.ofDifference(metric, side(metric, 1, 1), side(metric, 1, 2), SpeaksOf.MODELS)
                .orElseThrow();

        assertThat(finding.bounds().lower(ALPHA))
                .isCloseTo(Math.min(resampled.lower(ALPHA), oneMore.lower(ALPHA)), EXACT);
        assertThat(finding.bounds().upper(ALPHA))
                .isCloseTo(Math.max(resampled.upper(ALPHA), oneMore.upper(ALPHA)), EXACT);
    }

    /** The mean of all recalls, weighted by their rows, is the share that is right. */
    @Test
    void whatIsAShareOfRowsHasTheBoundsOfOne() {
        MetricExpression accuracy = MetricExpression.parse("accuracy");
        MetricExpression recall = MetricExpression.parse("weighted-recall");

        Finding share = Findings.of(accuracy, side(accuracy, 1, 1), SpeaksOf.MODELS);
        Finding weighted = Findings.of(recall, side(recall, 1, 1), SpeaksOf.MODELS);

        assertThat(weighted.bounds()).isEqualTo(share.bounds());
        assertThat(weighted.estimate()).isEqualTo(share.estimate());
        assertThat(weighted.beside().at(ALPHA)).isEqualTo(share.beside().at(ALPHA));
    }

    /** All seeds lie 0.01 above the other recipe's, however they scatter; but one lies 0.3 above. */
    @Test
    void aSeedWhoseDifferenceIsUnlikeTheOthersIsNamed() {
        MetricExpression accuracy = MetricExpression.parse("accuracy");
        int[] theirs = {80, 70, 60, 50, 40};
        int[] ours = {81, 71, 90, 51, 41};

        Finding finding = Findings.ofDifference(accuracy, right(ours), right(theirs), SpeaksOf.RECIPE)
                .orElseThrow();

        assertThat(finding.doubt()).startsWith("seed 3 is unlike the others: 0.3000, where theirs let expect ");
        assertThat(Findings.of(accuracy, right(ours), SpeaksOf.RECIPE).doubt()).isEmpty();
    }

    private static Side right(int[] ofHundred) {
        int rows = 2_000;
        int[] labels = IntStream.range(0, rows).map(row -> row % 2).toArray();
        return Side.of(
                IntStream.rangeClosed(1, ofHundred.length)
                        .<AcceptedResults.Run>mapToObj(seed -> new MadeRun(
                                seed,
                                Predictions.of(
                                        labels,
                                        IntStream.range(0, rows)
                                                .map(row -> row < rows / 100 * ofHundred[seed - 1]
                                                        ? labels[row]
                                                        : 1 - labels[row])
                                                .toArray(),
                                        2)))
                        .toList(),
                MetricExpression.parse("accuracy"));
    }

    @Test
    void whatHasNotChangedIsSaidOfWhatWasTrained() {
        assertThat(Findings.ofTheSame(right(new int[] {80})).scope()).isEqualTo(Scope.TRAINED_MODEL);
        assertThat(Findings.ofTheSame(right(new int[] {80, 81})).scope()).isEqualTo(Scope.RECIPE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aCalibrationErrorIsAtLeastWhatChanceDoesNotExplain(int seeds) {
        MetricExpression ece = MetricExpression.parse("ece");
        double[] errors = new double[15];
        for (int seed = 1; seed <= seeds; seed++) {
            double[] ofSeed = MetricOnImages.of(ece, made(seed, 1)).binErrors();
            IntStream.range(0, 15).forEach(bin -> errors[bin] += ofSeed[bin] / seeds);
        }
        double chance = new CalibrationFloor(errors).chance(ALPHA);

        Finding finding = Findings.of(ece, side(ece, seeds, 1), SpeaksOf.MODELS);

        assertThat(finding.bounds().lower(ALPHA)).isCloseTo(Math.max(0, mean(ece, seeds, 1) - chance), EXACT);
    }

    @Test
    void ofFiguresAloneStudentTells() {
        double[] ours = {0.31, 0.35, 0.3};
        double[] theirs = {0.4, 0.45, 0.42};
        StudentMean difference = StudentMean.ofDifferences(theirs, ours);

        Finding paired = Findings.ofDifference(LOG_LOSS, figures(1, ours), figures(1, theirs), SpeaksOf.RECIPE)
                .orElseThrow();
        Finding unpaired = Findings.ofDifference(LOG_LOSS, figures(1, ours), figures(7, theirs), SpeaksOf.RECIPE)
                .orElseThrow();

        assertThat(paired.method()).isEqualTo("Student's t, paired by seed");
        assertThat(paired.estimate()).isCloseTo(difference.mean(), EXACT);
        assertThat(paired.bounds().lower(ALPHA)).isCloseTo(difference.lower(ALPHA), EXACT);
        assertThat(paired.bounds().upper(ALPHA)).isCloseTo(difference.upper(ALPHA), EXACT);
        assertThat(paired.beside().at(ALPHA)).matches("standard error 0\\.\\d{4}, of which seeds .*; 2\\.0 degrees.*");
        assertThat(unpaired.method()).isEqualTo("Student's t, each with seeds of its own");
        assertThat(unpaired.estimate()).isCloseTo(difference.mean(), EXACT);
        // Each side reaches as far as it does by itself, and both together as the sides of a right triangle do.
        double reach = Math.hypot(reach(ours), reach(theirs));
        assertThat(unpaired.bounds().lower(ALPHA)).isCloseTo(difference.mean() - reach, EXACT);
        assertThat(Findings.ofDifference(LOG_LOSS, figures(1, 0.3), figures(1, ours), SpeaksOf.RECIPE))
                .isEmpty();
        assertThat(Findings.ofDifference(LOG_LOSS, figures(1, ours), figures(1, theirs), SpeaksOf.MODELS))
                .isEmpty();
    }

    /** Two rows of a class say something, one says nothing. */
    @Test
    void oneRowTellsNothingOfOthers() {
        int[] labels = {0, 1, 1, 2, 2, 2};
        List<Side> sides = new ArrayList<>();
        for (int[][] seeds : List.of(
                new int[][] {{0, 1, 1, 2, 2, 2}, {0, 1, 0, 2, 2, 2}},
                new int[][] {{0, 1, 1, 2, 2, 2}, {1, 1, 0, 2, 2, 2}})) {
            sides.add(Side.of(
                    List.of(
                            new MadeRun(1, Predictions.of(labels, seeds[0], 3)),
                            new MadeRun(2, Predictions.of(labels, seeds[1], 3))),
                    MetricExpression.parse("recall[0]")));
        }
        MetricExpression ofOneRow = MetricExpression.parse("recall[0]");
        MetricExpression ofTwoRows = MetricExpression.parse("recall[1]");

        Finding nothing = Findings.of(ofOneRow, sides.get(0), SpeaksOf.RECIPE);
        Finding nothingEither = Findings.ofDifference(ofOneRow, sides.get(0), sides.get(1), SpeaksOf.RECIPE)
                .orElseThrow();

        assertThat(nothing.estimate()).isEqualTo(1);
        assertThat(nothing.images()).isEqualTo(1);
        assertThat(List.of(nothing.bounds().lower(ALPHA), nothing.bounds().upper(ALPHA)))
                .containsExactly(0.0, 1.0);
        assertThat(nothingEither.estimate()).isEqualTo(0.5);
        assertThat(nothingEither.bounds().upper(ALPHA)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Findings.of(ofTwoRows, sides.get(0), SpeaksOf.RECIPE).images())
                .isEqualTo(2);
        assertThat(Findings.ofDifference(ofTwoRows, sides.get(0), sides.get(1), SpeaksOf.RECIPE)
                        .orElseThrow()
                        .images())
                .isEqualTo(2);
    }

    /** Of the means over seeds, class by class, the least. */
    @Test
    void theLowestClassOfOneIsHeldAgainstTheLowestOfTheOther() {
        MetricExpression lowest = MetricExpression.parse("min(recall)");
        double difference = IntStream.range(0, 3)
                        .mapToDouble(label -> mean(MetricExpression.parse("recall[" + label + "]"), 3, 1))
                        .min()
                        .orElseThrow()
                - IntStream.range(0, 3)
                        .mapToDouble(label -> mean(MetricExpression.parse("recall[" + label + "]"), 3, 2))
                        .min()
                        .orElseThrow();

        Finding finding = Findings.ofDifference(lowest, side(lowest, 3, 1), side(lowest, 3, 2), SpeaksOf.RECIPE)
                .orElseThrow();

        assertThat(finding.estimate()).isCloseTo(difference, EXACT);
        assertThat(finding.method()).endsWith(", for every class; its upper bound by Bonferroni");
        assertThat(finding.doubt()).isEmpty();
        assertThat(Findings.of(lowest, right(new int[] {80, 81, 20, 80, 79}), SpeaksOf.RECIPE)
                        .doubt())
                .startsWith("seed 3 is unlike the others: 0.2000");
    }

    private static double reach(double[] values) {
        StudentMean mean = StudentMean.of(values);
        return mean.mean() - mean.lower(ALPHA);
    }

    /** Of which no probabilities were kept. */
    private static Side figures(long firstSeed, double... losses) {
        List<AcceptedResults.Run> runs = new ArrayList<>();
        for (int i = 0; i < losses.length; i++) {
            runs.add(new AcceptedRun(
                    firstSeed + i,
                    Map.of(LOG_LOSS, new MetricValue.Real(losses[i])),
                    Optional.of(made(1, 1).withoutProbabilities()),
                    Optional.empty()));
        }
        return Side.of(runs, LOG_LOSS);
    }

    private static double mean(MetricExpression metric, int seeds, int recipe) {
        return IntStream.rangeClosed(1, seeds)
                .mapToDouble(
                        seed -> MetricOnImages.of(metric, made(seed, recipe)).value())
                .average()
                .orElseThrow();
    }

    private static int hit(Predictions made, int row) {
        return made.label(row) == made.predicted(row) ? 1 : 0;
    }

    private static Side side(MetricExpression metric, int seeds, int recipe) {
        return Side.of(
                IntStream.rangeClosed(1, seeds)
                        .<AcceptedResults.Run>mapToObj(seed -> new MadeRun(seed, made(seed, recipe)))
                        .toList(),
                metric);
    }

    /** Three classes; the second recipe is the surer one. */
    private static Predictions made(int seed, int recipe) {
        Random random = new Random(10L * seed + recipe);
        int[] labels = IntStream.range(0, ROWS).map(row -> row % 3).toArray();
        double[] values = new double[3 * ROWS];
        for (int row = 0; row < ROWS; row++) {
            double sum = 0;
            for (int label = 0; label < 3; label++) {
                double value = random.nextDouble() + (label == labels[row] ? 0.3 * recipe : 0);
                values[3 * row + label] = value;
                sum += value;
            }
            for (int label = 0; label < 3; label++) {
                values[3 * row + label] /= sum;
            }
        }
        return Predictions.of(labels, Probabilities.of(values, 3));
    }

    private record OneModel(AcceptedResults.Run run) implements AcceptedResults.Run {
        @Override
        public long seed() {
            return run.seed();
        }

        @Override
        public Optional<MetricValue> value(MetricExpression metric) {
            return run.value(metric);
        }

        @Override
        public Optional<Predictions> predictions() {
            return run.predictions();
        }

        @Override
        public boolean isOneModel() {
            return true;
        }
    }
}
