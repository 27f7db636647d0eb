package io.github.mnistlab.balance.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.balance.BruteForce;
import io.github.mnistlab.balance.FeatureMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link ProjectedSearch} on rows as small and as odd as may be: always the brute-force neighbours, and not all measured. */
class ProjectedRowsTest {
    private final SplittableRandom random = new SplittableRandom(8);

    /** Blocks have 1,024 queries and 512 candidates. */
    @ParameterizedTest
    @CsvSource({
        "2, 1, 1",
        "3, 2, 2",
        "30, 5, 29",
        "512, 3, 1",
        "513, 3, 4",
        "700, 6, 600",
        "1024, 4, 3",
        "1025, 4, 3",
        "1500, 5, 7"
    })
    void neighboursAreThoseOfABruteForceSearchWhateverTheShape(int count, int columns, int k) {
        assertFound(random(count, columns), all(count), k);
    }

    /** Whole numbers of few values: most distances are tied, and many rows are there several times. */
    @ParameterizedTest
    @CsvSource({"81, 3", "700, 5", "700, 40"})
    void ofEqualDistancesTheLowerRowComesFirst(int count, int k) {
        double[][] rows = random(count, 4);
        for (double[] row : rows) {
            Arrays.setAll(row, column -> Math.rint(row[column]));
        }

        assertFound(rows, all(count), k);
    }

    /** As many as may wait, and more. */
    @ParameterizedTest
    @CsvSource({"317", "318", "319", "400", "500"})
    void ofEqualRowsTheLowestAreFound(int count) {
        double[][] rows = new double[count][3];
        for (double[] row : rows) {
            row[1] = 7;
        }

        assertFound(rows, all(count), 60);
    }

    @Test
    void onlyCandidatesAreFound() {
        double[][] rows = random(900, 4);
        int[] candidates = IntStream.range(0, 900).filter(row -> row % 3 == 1).toArray();

        assertFound(rows, candidates, 5);
    }

    /** A row that is far from all others, and one that is there twice. */
    @Test
    void anOutlierFindsAndIsFound() {
        double[][] rows = random(600, 5);
        rows[100][2] = 1e3;
        rows[599] = rows[100].clone();
        rows[0] = rows[599].clone();

        assertFound(rows, all(600), 3);
    }

    /** Where six directions show rows whole, or nearly, hardly more is measured than is found and was nearest on the way. */
    @ParameterizedTest
    @CsvSource({"1000, 6, 1, 2", "1000, 6, 5, 9", "3000, 6, 5, 15", "1500, 300, 1, 6.3", "1500, 300, 5, 17"})
    void fewAreMeasuredExactly(int count, int columns, int k, double most) {
        double[][] rows = new double[count][columns];
        for (double[] row : rows) {
            Arrays.setAll(row, column -> (column < 6 ? 2 : 0.1) * random.nextDouble());
        }
        CountingPoints points = new CountingPoints(FeatureMatrix.of(rows));
        int[][] found = new int[300][];

        try (ProjectedSearch search = new ProjectedSearch(points)) {
            assertThat(search.search(all(300), all(count), k, found)).isEqualTo(300);
        }

        assertThat(points.measured() / 300.0).isBetween((double) k, most);
    }

    /** The first block of queries is as spread as candidates may be; of the second each row is as near as any other. */
    @Test
    void whatWasAnsweredBeforeItGaveUpStays() {
        double[][] rows = random(1_724, 4);
        Arrays.fill(rows, 1_024, rows.length, new double[] {1, 1, 1, 1});
        int[] all = all(rows.length);
        int[][] found = new int[rows.length][];

        try (ProjectedSearch search = new ProjectedSearch(FeatureMatrix.of(rows))) {
            assertThat(search.search(all, all, 5, found)).isEqualTo(1_024);
        }

        assertThat(found[1_023]).isEqualTo(BruteForce.nearest(rows, 1_023, all, 5));
        assertThat(found[1_024]).isNull();
    }

    private static void assertFound(double[][] rows, int[] candidates, int k) {
        int[] queries = all(rows.length);
        int[][] found = new int[queries.length][];
        try (ProjectedSearch search = new ProjectedSearch(FeatureMatrix.of(rows))) {
            assertThat(search.search(queries, candidates, k, found)).isEqualTo(queries.length);
        }
        for (int query = 0; query < queries.length; query += 1 + queries.length / 40) {
            assertThat(found[query]).as("of row %d", query).isEqualTo(BruteForce.nearest(rows, query, candidates, k));
        }
        int last = queries.length - 1;
        assertThat(found[last]).isEqualTo(BruteForce.nearest(rows, last, candidates, k));
    }

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    private double[][] random(int rows, int columns) {
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            Arrays.setAll(row, column -> 2 * random.nextDouble());
        }
        return result;
    }
}
