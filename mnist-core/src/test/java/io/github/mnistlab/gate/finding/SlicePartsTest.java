package io.github.mnistlab.gate.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.data.Slices;
import io.github.mnistlab.data.Slices.Column;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.MetricValue.Proportion;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.evaluate.Probabilities;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.lock.AcceptedResults;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is judged of slices, and what a metric of them comes to with each seed: three writers' cats, dogs and owls. */
class SlicePartsTest {
    private static final List<String> NAMES = List.of("cat", "dog", "owl");

    //                                      ann             bob           cy
    private static final String WRITERS = "a a a a a a a  b b b b b b  c c c";
    private static final String CLASSES = "0 0 0 1 1 1 2  0 0 0 1 1 1  0 0 1";
    private static final String FIRST = "0 0 1 1 1 1 2  0 1 1 1 1 1  0 0 1";
    private static final String SECOND = "0 0 0 1 1 2 2  0 0 1 0 0 1  1 1 1";

    @Test
    void ofEverySliceItIsTheMetricOnItsRowsAlone() {
        SliceParts parts = parts("min(accuracy by writer)", 3);

        assertThat(parts.judged())
                .extracting(SliceParts.Part::name)
                .containsExactly("writer=a", "writer=b", "writer=c");
        assertThat(parts.judged())
                .extracting(SliceParts.Part::values)
                .containsExactly(shares(6, 7, 6, 7), shares(4, 6, 3, 6), shares(3, 3, 1, 3));
        assertThat(parts.notJudged()).isEmpty();
        assertThat(parts.byClass()).containsOnlyKeys("");
    }

    @Test
    void ofOneSliceItIsOfNoOther() {
        assertThat(parts("accuracy[writer=b]", 3).judged())
                .singleElement()
                .extracting(SliceParts.Part::values)
                .isEqualTo(shares(4, 6, 3, 6));
    }

    @Test
    void aSliceIsJudgedFromTheFewestRowsOn() {
        assertThat(parts("min(accuracy by writer)", 6).reasons())
                .containsExactly(Map.entry("writer=c", "has 3 rows, fewer than 6"));
        assertThat(parts("min(accuracy by writer)", 7).judged())
                .extracting(SliceParts.Part::name)
                .containsExactly("writer=a");
        assertThat(parts("accuracy[writer=c]", 4).judged()).isEmpty();
        assertThat(parts("accuracy[writer=c]", 4).notJudged())
                .hasValue("not every slice can be judged: writer=c has 3 rows, fewer than 4");
    }

    /** A recall rests on the rows of its class; every class has its own in every slice. */
    @Test
    void ofARecallTheRowsOfItsClassCount() {
        SliceParts parts = parts("min(recall by writer)", 2);

        assertThat(parts.judged())
                .extracting(SliceParts.Part::name)
                .containsExactly(
                        "writer=a, class cat",
                        "writer=a, class dog",
                        "writer=b, class cat",
                        "writer=b, class dog",
                        "writer=c, class cat");
        assertThat(parts.byClass()).containsOnlyKeys("class cat", "class dog");
        assertThat(parts.byClass().get("class cat"))
                .extracting(SliceParts.Part::values)
                .containsExactly(shares(2, 3, 3, 3), shares(1, 3, 2, 3), shares(2, 2, 0, 2));
        assertThat(parts.notJudged())
                .hasValue("not every slice can be judged:"
                        + " writer=a, class owl has 1 row of its class, fewer than 2;"
                        + " writer=b, class owl has 0 rows of its class, fewer than 2;"
                        + " writer=c, class dog has 1 row of its class, fewer than 2;"
                        + " writer=c, class owl has 0 rows of its class, fewer than 2");
    }

    /** One of its seeds is enough. */
    @Test
    void whatIsUndefinedWithASeedIsNotJudged() {
        SliceParts parts = parts("min(precision[cat] by writer)", 3);

        assertThat(parts.judged())
                .extracting(SliceParts.Part::name)
                .containsExactly("writer=a, class cat", "writer=b, class cat");
        assertThat(parts.notJudged())
                .hasValue("not every slice can be judged:"
                        + " writer=c, class cat is undefined, for class cat was never predicted");
    }

    @Test
    void ofManyReasonsFiveAreTold() {
        assertThat(parts("gap(recall by writer)", 4).notJudged().orElseThrow())
                .endsWith("; writer=b, class dog has 3 rows of its class, fewer than 4; and 4 more")
                .contains("writer=a, class cat has 3 rows of its class, fewer than 4; ");
        assertThat(parts("gap(recall by writer)", 3).notJudged().orElseThrow())
                .endsWith("; writer=c, class owl has 0 rows of its class, fewer than 3");
    }

    @ParameterizedTest
    @CsvSource({
        // Of each seed the worst slice, whichever it is.
        "min(accuracy by writer), 4/6, 1/3",
        "min(recall by writer), 1/3, 0/1",
        "min(recall[dog] by writer), 1/1, 1/3",
        "gap(accuracy by writer), 1/3, 11/21",
        // The cats' gap with both, and not the dogs'.
        "gap(recall by writer), 2/3, 1/1",
        "gap(recall[dog] by writer), 0/1, 2/3",
        "accuracy[writer=c], 3/3, 1/3",
        "accuracy, 13/16, 10/16"
    })
    void withEachSeedItIsTheWorstOrTheGap(String metric, String first, String second) {
        List<MetricValue> values = SliceValues.of(metric(metric), side(1)).orElseThrow();

        assertThat(values)
                .extracting(value -> value.exact().orElseThrow())
                .containsExactly(fraction(first), fraction(second));
    }

    /** The one model is sure and right of a's rows alone, and the other of all but c's. */
    @Test
    void whereLowerIsBetterTheHighestIsTheWorst() {
        Predictions sure = likely(row -> row < 7 ? 0.8 : 0.5);
        Predictions other = likely(row -> row < 13 ? 0.8 : 0.2);
        Side side = side(1, List.of(new MadeRun(1, sure), new MadeRun(2, other)));

        List<MetricValue> worst =
                SliceValues.of(metric("max(log-loss by writer)"), side).orElseThrow();

        assertThat(worst.get(0).asDouble().orElseThrow()).isCloseTo(-Math.log(0.5), within(1e-12));
        assertThat(worst.get(1).asDouble().orElseThrow()).isCloseTo(-Math.log(0.2), within(1e-12));
    }

    @Test
    void whereNoSliceIsJudgedThereIsNoValue() {
        for (String metric : List.of("min(accuracy by writer)", "gap(recall by writer)")) {
            assertThat(SliceValues.of(metric(metric), side(8)).orElseThrow())
                    .containsOnly(new MetricValue.Undefined("no slice of the column can be judged"))
                    .hasSize(2);
        }
    }

    /** Of accepted results figures of all rows may be all that is left of probabilities; they tell nothing of a slice. */
    @Test
    void figuresOfAllRowsTellNothingOfSlices() {
        MetricExpression loss = metric("log-loss");
        AcceptedResults.Run accepted = new AcceptedRun(
                1, Map.of(loss, new MetricValue.Real(0.25)), Optional.of(made(FIRST)), Optional.empty());
        Side side = side(1, List.of(accepted));

        for (String metric : List.of("log-loss[writer=a]", "max(log-loss by writer)", "gap(log-loss by writer)")) {
            assertThat(SliceValues.of(metric(metric), side)).as(metric).isEmpty();
        }
        assertThat(SliceValues.of(loss, side).orElseThrow()).containsExactly(new MetricValue.Real(0.25));
        assertThat(SliceValues.of(metric("accuracy[writer=b]"), side)).contains(shares(4, 6));
    }

    /** It has a value, then, though none that a number could be. */
    @Test
    void whatNeverHadProbabilitiesIsUndefinedInASliceToo() {
        Side side = side(1);
        MetricValue.Undefined none = new MetricValue.Undefined("only classes were predicted, without probabilities");

        assertThat(SliceValues.of(metric("log-loss[writer=a]"), side).orElseThrow())
                .containsExactly(none, none);
        assertThat(parts("max(log-loss by writer)", 1).reasons())
                .hasSize(3)
                .containsEntry("writer=a", "is undefined, for " + none.reason());
    }

    @Test
    void aMeasurementNamesTheSliceAndTheClass() {
        assertThat(Measurement.of(metric("min(recall by writer)"), side(2)).show(4, RoundingMode.FLOOR))
                .isEqualTo("0.5000 (writer=b, class cat: 3 of 6), mean of 2 seeds");
        assertThat(Measurement.of(metric("gap(recall by writer)"), side(2)).show(4, RoundingMode.FLOOR))
                .isEqualTo("0.3333 (writer=a, class cat less writer=b, class cat), mean of 2 seeds");
    }

    private static Predictions likely(IntToDoubleFunction ofTruth) {
        int[] labels = numbers(CLASSES);
        double[] probabilities = new double[labels.length * 3];
        for (int row = 0; row < labels.length; row++) {
            double truth = ofTruth.applyAsDouble(row);
            Arrays.fill(probabilities, row * 3, row * 3 + 3, (1 - truth) / 2);
            probabilities[row * 3 + labels[row]] = truth;
        }
        return Predictions.of(labels, Probabilities.of(probabilities, 3));
    }

    private static BigFraction fraction(String text) {
        return BigFraction.of(Integer.parseInt(text.split("/", -1)[0]), Integer.parseInt(text.split("/", -1)[1]));
    }

    private static SliceParts parts(String metric, int fewestRows) {
        return SliceParts.of((SlicedMetric) metric(metric), side(fewestRows));
    }

    private static MetricExpression metric(String text) {
        return MetricExpression.parse(text).in(NAMES);
    }

    /** Two seeds. */
    private static Side side(int fewestRows) {
        return side(fewestRows, List.of(new MadeRun(1, made(FIRST)), new MadeRun(2, made(SECOND))));
    }

    private static Side side(int fewestRows, List<AcceptedResults.Run> runs) {
        Slices slices = Slices.of(List.of(Column.of("writer", List.of(words(WRITERS)))), fewestRows);
        return Side.of(runs, metric("log-loss"), Optional.of(slices)).named(NAMES);
    }

    private static Predictions made(String predicted) {
        return Predictions.of(numbers(CLASSES), numbers(predicted), 3);
    }

    private static String[] words(String text) {
        return text.split(" +", -1);
    }

    private static int[] numbers(String text) {
        return Arrays.stream(words(text)).mapToInt(Integer::parseInt).toArray();
    }

    /** Right ones and rows, seed by seed. */
    private static List<MetricValue> shares(int... counts) {
        return IntStream.range(0, counts.length / 2)
                .<MetricValue>mapToObj(seed -> new Proportion(counts[2 * seed], counts[2 * seed + 1]))
                .toList();
    }
}
