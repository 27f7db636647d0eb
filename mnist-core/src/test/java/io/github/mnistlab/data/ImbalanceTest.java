package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImbalanceTest {
    private static final RandomStreams RANDOM = new RandomStreams(1);

    private static final int[] MNIST = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};

    @Test
    void countsThinTheClassesNamed() {
        assertThat(new Imbalance.Counts(Map.of(2, 5, 0, 10)).finalCounts(new int[] {10, 20, 30, 0}, RANDOM))
                .containsExactly(10, 20, 5, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5421 5842", // more than they have: they keep what they have
        "10, 674 674", // 674.2
        "50, 135 135", // 134.84
        "500, 13 13", // 13.48
        "100000, 1 1" // 0.07
    })
    void stepDividesTheLargestMajorityClassByTheRatio(double ratio, String thinned) {
        int[] kept = new Imbalance.Step(List.of(5, 4), ratio).finalCounts(MNIST, RANDOM);

        assertThat(kept[5] + " " + kept[4]).isEqualTo(thinned);
        int[] others = MNIST.clone();
        others[5] = kept[5];
        others[4] = kept[4];
        assertThat(kept).containsExactly(others);
    }

    @Test
    void stepReachesItsRatioWhenTheLargestClassItselfIsThinned() {
        int[] kept = new Imbalance.Step(List.of(1), 10).finalCounts(MNIST, RANDOM);

        // The largest class that stays is 7, with 6265 rows.
        assertThat(kept[1]).isEqualTo(627);
    }

    /** µ and ρ of Buda, Maki and Mazurowski. */
    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.14, 1", "0.25, 3", "0.5, 5", "0.9, 9", "0.94, 9"})
    void stepDrawsSoManyMinorityClasses(double share, int expected) {
        int[] even = new int[10];
        Arrays.fill(even, 500);

        int[] kept = new Imbalance.Step(new MinorityClasses.Fraction(share), 10).finalCounts(even, RANDOM);

        assertThat(Arrays.stream(kept).filter(rows -> rows == 50).count()).isEqualTo(expected);
        assertThat(Arrays.stream(kept).filter(rows -> rows == 500).count()).isEqualTo(10 - expected);
    }

    @Test
    void everyClassIsEquallyOftenInTheMinority() {
        int[] even = new int[10];
        Arrays.fill(even, 500);
        Imbalance step = new Imbalance.Step(new MinorityClasses.Fraction(0.3), 10);
        int[] rare = new int[10];
        for (int seed = 0; seed < 3_000; seed++) {
            int[] kept = step.finalCounts(even, new RandomStreams(seed));
            for (int label = 0; label < 10; label++) {
                rare[label] += kept[label] == 50 ? 1 : 0;
            }
        }

        // Binomial: a mean of 900, a standard deviation of 25.
        assertThat(Arrays.stream(rare).sum()).isEqualTo(9_000);
        for (int count : rare) {
            assertThat(count).isBetween(900 - 85, 900 + 85);
        }
    }

    @Test
    void linearFallsByTheSameAmount() {
        int[] even = new int[10];
        Arrays.fill(even, 1_000);

        assertThat(sorted(new Imbalance.Linear(10).finalCounts(even, RANDOM)))
                .containsExactly(100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000);
    }

    @Test
    void longTailFallsByTheSameFactor() {
        int[] even = new int[10];
        Arrays.fill(even, 5_000);

        // Those of long-tailed CIFAR-10 in that paper, which rounds down: 645 and 1,796 there.
        assertThat(sorted(new Imbalance.LongTail(100).finalCounts(even, RANDOM)))
                .containsExactly(50, 83, 139, 232, 387, 646, 1_077, 1_797, 2_997, 5_000);
    }

    /** Classes are unequal already: none is asked for more than it has, and one gives all it has. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void profilesHaveTheirRatioOnUnequalClassesToo(long seed) {
        RandomStreams streams = new RandomStreams(seed);
        for (Imbalance imbalance : List.of(new Imbalance.Linear(20), new Imbalance.LongTail(20))) {
            int[] kept = imbalance.finalCounts(MNIST, streams);
            int[] sorted = sorted(kept);

            assertThat((double) sorted[9] / sorted[0]).isCloseTo(20, within(0.05));
            assertThat(IntStream.range(0, 10).filter(label -> kept[label] > MNIST[label]))
                    .isEmpty();
            assertThat(IntStream.range(0, 10).filter(label -> kept[label] == MNIST[label]))
                    .isNotEmpty();
        }
    }

    @Test
    void profilesWithARatioOfOneMakeClassesEqual() {
        assertThat(new Imbalance.Linear(1).finalCounts(new int[] {10, 0, 30}, RANDOM))
                .containsExactly(10, 0, 10);
        assertThat(new Imbalance.LongTail(1).finalCounts(new int[] {10, 0, 30}, RANDOM))
                .containsExactly(10, 0, 10);
    }

    @Test
    void theOrderOfClassesIsTheRunsAndSharedByAllKinds() {
        int[] even = new int[10];
        Arrays.fill(even, 1_000);
        Imbalance linear = new Imbalance.Linear(10);

        int[] kept = linear.finalCounts(even, RANDOM);

        assertThat(linear.finalCounts(even, new RandomStreams(1))).isEqualTo(kept);
        assertThat(linear.finalCounts(even, new RandomStreams(2))).isNotEqualTo(kept);
        assertThat(ranks(new Imbalance.LongTail(10).finalCounts(even, RANDOM))).isEqualTo(ranks(kept));
    }

    @Test
    void refusesProfilesThatTheRowsCannotSatisfy() {
        assertThatThrownBy(() -> new Imbalance.Linear(10).finalCounts(new int[] {0, 20}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at least two classes")
                .hasMessageContaining("only class 1");
        assertThatThrownBy(() -> new Imbalance.LongTail(10).finalCounts(new int[2], RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there are none");
        assertThatThrownBy(() -> new Imbalance.Step(new MinorityClasses.Fraction(0.2), 10)
                        .finalCounts(new int[] {10, 20, 0}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the share 0.2")
                .hasMessageContaining("of the 2 that have training rows that is 0");
        assertThatThrownBy(() -> new Imbalance.Step(new MinorityClasses.Fraction(0.8), 10)
                        .finalCounts(new int[] {10, 20}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("that is 2");
        for (double share : new double[] {0, 1, -0.5, Double.NaN}) {
            assertThatThrownBy(() -> new MinorityClasses.Fraction(share)).hasMessageContaining("but is " + share);
        }
        for (double ratio : new double[] {0.99, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Imbalance.Linear(ratio)).hasMessageContaining("but is " + ratio);
            assertThatThrownBy(() -> new Imbalance.LongTail(ratio)).hasMessageContaining("but is " + ratio);
        }
    }

    private static int[] sorted(int[] counts) {
        return Arrays.stream(counts).sorted().toArray();
    }

    private static List<Integer> ranks(int[] counts) {
        return IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingInt(label -> counts[label]))
                .toList();
    }

    @Test
    void drawsRowsOfTheRightClassesInTheirOrder() {
        LabeledImages training = FakeMnist.rows(200, 5);
        Imbalance imbalance = new Imbalance.Step(List.of(3, 8), 4);
        int[] rows = imbalance.rows(training, new RandomStreams(1));

        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(training.select(rows).classCounts()).containsExactly(20, 20, 20, 5, 20, 20, 20, 20, 5, 20);
        assertThat(imbalance.rows(training, new RandomStreams(1))).isEqualTo(rows);
        assertThat(imbalance.rows(training, new RandomStreams(2))).isNotEqualTo(rows);
    }

    @Test
    void refusesWhatTheRowsCannotSatisfy() {
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(1, 21)).finalCounts(new int[] {10, 20}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("21 training rows of class 1")
                .hasMessageContaining("only 20");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(2, 1)).finalCounts(new int[] {10, 20}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 2, but the data has classes 0 to 1");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(4), 10).finalCounts(new int[] {10, 20}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 4");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(0, 1), 10).finalCounts(new int[] {10, 20, 0}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("every class");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(2), 10).finalCounts(new int[] {10, 20, 0}, RANDOM))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class 2 as minority, but it has no training row");
    }

    @Test
    void refusesNonsenseWhenBuilt() {
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of())).hasMessageContaining("at least one class");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(1000, 5)))
                .hasMessageContaining("0 to 999, but names 1000");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(-1, 5))).hasMessageContaining("names -1");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(3, 0))).hasMessageContaining("class 3 must be at least 1");
        assertThatThrownBy(() -> new Imbalance.Counts(Map.of(3, -7))).hasMessageContaining("is -7");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(), 10)).hasMessageContaining("at least one class");
        assertThatThrownBy(() -> new Imbalance.Step(Arrays.asList(1, null), 10)).hasMessageContaining("names null");
        assertThatThrownBy(() -> new Imbalance.Step(List.of(1, 1), 10)).hasMessageContaining("no class twice");
        for (double ratio : new double[] {0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Imbalance.Step(List.of(1), ratio))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("but is " + ratio);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"counts\",\"counts\":{\"1\":20,\"7\":5}}",
                "{\"type\":\"step\",\"minority\":[1,7],\"ratio\":12.5}",
                "{\"type\":\"step\",\"minority\":0.3,\"ratio\":12.5}",
                "{\"type\":\"linear\",\"ratio\":12.5}",
                "{\"type\":\"long-tail\",\"ratio\":12.5}"
            })
    void hasTheShapeOfItsYaml(String text) throws JsonProcessingException {
        Imbalance read = new YAMLMapper().readValue(text, Imbalance.class);

        assertThat(new ObjectMapper().writeValueAsString(read)).isEqualTo(text);
        assertThat(new ObjectMapper().readValue(text, Imbalance.class)).isEqualTo(read);
    }

    @Test
    void isEqualWhateverTheOrderItWasWrittenIn() throws JsonProcessingException {
        assertThat(new Imbalance.Step(List.of(7, 1), 2)).isEqualTo(new Imbalance.Step(List.of(1, 7), 2));
        assertThat(new YAMLMapper().readValue("{type: counts, counts: {7: 5, 1: 20}}", Imbalance.class))
                .hasToString(new Imbalance.Counts(Map.of(1, 20, 7, 5)).toString());
    }
}
