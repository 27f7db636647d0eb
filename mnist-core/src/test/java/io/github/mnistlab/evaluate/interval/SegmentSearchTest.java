package io.github.mnistlab.evaluate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.evaluate.interval.SegmentSearch.Segment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentSearchTest {
    private static final int ROWS = 60;
    private static final int FEWEST = 12;

    private final Random random = new Random(9);
    private final int[] three = random.ints(ROWS, 0, 3).toArray();
    private final int[] four = random.ints(ROWS, 0, 4).toArray();
    private final boolean[] wrong = new boolean[ROWS];

    SegmentSearchTest() {
        for (int row = 0; row < ROWS; row++) {
            wrong[row] = random.nextInt(10) < (three[row] == 2 && four[row] < 2 ? 7 : 1);
        }
    }

    /** Counted one by one, with probabilities from binomial coefficients. */
    @Test
    void everySegmentOfEnoughRowsIsHeldAgainstTheOthers() {
        List<Segment> expected = new ArrayList<>();
        int tooSmall = 0;
        for (int one = -1; one < 3; one++) {
            for (int two = -1; two < 4; two++) {
                List<Integer> columns = one < 0 ? List.of(1) : two < 0 ? List.of(0) : List.of(0, 1);
                List<Integer> values = one < 0 ? List.of(two) : two < 0 ? List.of(one) : List.of(one, two);
                int[] rows = rows(one, two);
                int misread =
                        (int) Arrays.stream(rows).filter(row -> wrong[row]).count();
                boolean enough = rows.length >= FEWEST && ROWS - rows.length >= FEWEST;
                if (one + two > -2 && enough) {
                    expected.add(new Segment(columns, values, rows.length, misread, 0, 0));
                } else if (one + two > -2) {
                    tooSmall++;
                }
            }
        }

        SegmentSearch.Found found = SegmentSearch.search(List.of(three, four), wrong, FEWEST);

        assertThat(found.tooSmall()).isEqualTo(tooSmall).isPositive();
        assertThat(found.tried())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("pValue", "adjusted")
                .containsExactlyInAnyOrderElementsOf(expected);
        for (Segment one : found.tried()) {
            assertThat(one.pValue()).isCloseTo(fisher(one.rows(), one.wrong()), within(1e-9));
        }
        assertThat(found.tried()).isSortedAccordingTo((a, b) -> Double.compare(a.pValue(), b.pValue()));
        assertThat(found.tried().get(0).adjusted())
                .isCloseTo(expected.size() * found.tried().get(0).pValue(), within(1e-12));
    }

    /** The same rows by another name are one segment, and asked about once. */
    @Test
    void twoCategoriesOfTheVerySameRowsAsOneAreNotTriedAgain() {
        SegmentSearch.Found found = SegmentSearch.search(List.of(three, three), wrong, FEWEST);

        assertThat(found.tried()).extracting(Segment::columns).containsOnly(List.of(0), List.of(1));
        assertThat(found.tooSmall()).isZero();
    }

    @Test
    void asManyRowsAsAskedForAreEnoughInsideAndOutside() {
        int[] halves = IntStream.range(0, 20).map(row -> row / 10).toArray();
        boolean[] none = new boolean[20];

        assertThat(SegmentSearch.search(List.of(halves), none, 10).tried())
                .extracting(Segment::pValue)
                .containsExactly(1.0, 1.0);
        assertThat(SegmentSearch.search(List.of(halves), none, 11).tooSmall()).isEqualTo(2);
        // Fifteen rows leave five, which are too few to hold them against.
        int[] unequal = IntStream.range(0, 20).map(row -> row / 15).toArray();
        assertThat(SegmentSearch.search(List.of(unequal), none, 6).tooSmall()).isEqualTo(2);
        assertThat(SegmentSearch.search(List.of(unequal), none, 5).tooSmall()).isZero();
    }

    private int[] rows(int one, int two) {
        return IntStream.range(0, ROWS)
                .filter(row -> (one < 0 || three[row] == one) && (two < 0 || four[row] == two))
                .toArray();
    }

    /** Of so many rows at least so many are wrong, if mistakes fall anywhere. */
    private double fisher(int rows, int misread) {
        int mistakes = (int) IntStream.range(0, ROWS).filter(row -> wrong[row]).count();
        BigInteger ways = BigInteger.ZERO;
        for (int hits = misread; hits <= Math.min(rows, mistakes); hits++) {
            ways = ways.add(choose(mistakes, hits).multiply(choose(ROWS - mistakes, rows - hits)));
        }
        return new BigDecimal(ways)
                .divide(new BigDecimal(choose(ROWS, rows)), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger choose(int all, int some) {
        if (some < 0 || some > all) {
            return BigInteger.ZERO;
        }
        BigInteger ways = BigInteger.ONE;
        for (int i = 0; i < some; i++) {
            ways = ways.multiply(BigInteger.valueOf(all - i)).divide(BigInteger.valueOf(i + 1L));
        }
        return ways;
    }
}
