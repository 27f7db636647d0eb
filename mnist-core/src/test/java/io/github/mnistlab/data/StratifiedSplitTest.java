package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StratifiedSplitTest {

    /** Quotas reckoned by hand: rows * count / total, floors first, then the largest remainders. */
    @ParameterizedTest
    @CsvSource({
        "10, 50 30 20, 5 3 2",
        "7, 50 30 20, 4 2 1", // 3.5 2.1 1.4: the one left over goes to .5
        "5, 47 33 20, 2 2 1", // 2.35 1.65 1
        "1, 10 10 10, 1 0 0", // equal remainders: the lower class
        "2, 10 10 10, 1 1 0",
        "99, 99 1 0, 98 1 0", // 98.01 0.99
        "0, 10 10 10, 0 0 0",
        "30, 10 10 10, 10 10 10"
    })
    void givesEachClassItsShare(int rows, String counts, String shares) {
        LabeledImages images = FakeMnist.rowsOf(ints(counts));
        StratifiedSplit split = StratifiedSplit.draw(images, rows, new RandomStreams(1).stream("split"));

        assertThat(images.select(split.drawn()).classCounts()).containsExactly(ints(shares));
    }

    @Test
    void holdsItsPropertiesForAnyCounts() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            int[] counts = random.ints(2 + random.nextInt(9), 0, 40).toArray();
            counts[0]++;
            LabeledImages images = FakeMnist.rowsOf(counts);
            int rows = random.nextInt(images.size() + 1);
            StratifiedSplit split = StratifiedSplit.draw(images, rows, new RandomStreams(round).stream("split"));

            assertThat(split.drawn()).hasSize(rows).isSorted();
            assertThat(split.remaining()).isSorted();
            assertThat(IntStream.concat(Arrays.stream(split.drawn()), Arrays.stream(split.remaining()))
                            .sorted())
                    .containsExactlyElementsOf(
                            IntStream.range(0, images.size()).boxed().toList());
            int[] shares = images.select(split.drawn()).classCounts();
            for (int label = 0; label < counts.length; label++) {
                assertThat(Math.abs(shares[label] - (double) rows * counts[label] / images.size()))
                        .isLessThan(1);
            }
        }
    }

    @Test
    void drawsEveryRowOfAClassAsOftenAsAnother() {
        LabeledImages images = FakeMnist.rowsOf(12, 6);
        int[] drawn = new int[18];
        for (int seed = 0; seed < 6000; seed++) {
            for (int row : StratifiedSplit.draw(images, 6, new RandomStreams(seed).stream("split"))
                    .drawn()) {
                drawn[row]++;
            }
        }
        // 2000 expected; five standard deviations of a binomial with p = 1/3 are 183.
        assertThat(Arrays.stream(drawn).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1817, 2183));
    }

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        LabeledImages images = FakeMnist.rowsOf(30, 30);
        int[] first = StratifiedSplit.draw(images, 10, new RandomStreams(1).stream("split"))
                .drawn();

        assertThat(StratifiedSplit.draw(images, 10, new RandomStreams(1).stream("split"))
                        .drawn())
                .isEqualTo(first);
        assertThat(StratifiedSplit.draw(images, 10, new RandomStreams(2).stream("split"))
                        .drawn())
                .isNotEqualTo(first);
        // Stored results name rows by number: these may never change.
        assertThat(first).containsExactly(6, 9, 13, 25, 27, 32, 42, 48, 55, 59);
    }

    @Test
    void refusesMoreRowsThanThereAre() {
        assertThatThrownBy(() -> StratifiedSplit.draw(FakeMnist.rowsOf(3, 3), 7, new RandomStreams(1).stream("split")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("7 rows cannot be drawn from 6");
        assertThatThrownBy(() -> StratifiedSplit.draw(FakeMnist.rowsOf(3, 3), -1, new RandomStreams(1).stream("split")))
                .isInstanceOf(DataException.class);
    }

    private static int[] ints(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
