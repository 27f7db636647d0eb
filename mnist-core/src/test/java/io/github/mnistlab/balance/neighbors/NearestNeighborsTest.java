package io.github.mnistlab.balance.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.balance.BruteForce;
import io.github.mnistlab.balance.FeatureMatrix;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNeighborsTest {
    private final UniformRandomProvider random = new RandomStreams(6).stream("neighbours");

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void areThoseOfABruteForceSearchOverSeveralBlocksOfImages(int k) {
        LabeledImages images = images(1300, draw -> draw.nextInt(256));

        assertSameAsBruteForce(FeatureMatrix.of(images), doubles(images), row -> row % 100 < 10, row -> true, k);
    }

    @Test
    void areThoseOfABruteForceSearchForSeveralBlocksOfQueries() {
        double[][] rows = rows(2100, 3, 0);

        assertSameAsBruteForce(FeatureMatrix.of(rows), rows, row -> true, row -> row % 2 == 0, 5);
    }

    @Test
    void areThoseOfABruteForceSearchWhereMostDistancesAreTied() {
        // Black or white in 12 pixels: few distances are possible, and many rows are equal.
        LabeledImages images = images(1300, draw -> 0);
        for (int row = 0; row < images.size(); row++) {
            for (int pixel = 0; pixel < 12; pixel++) {
                images.toPixelArray()[row * ImageShape.MNIST_PIXELS + 60 * pixel] =
                        (byte) (random.nextInt(4) == 0 ? 255 : 0);
            }
        }

        assertSameAsBruteForce(FeatureMatrix.of(images), doubles(images), row -> row % 7 == 0, row -> row % 9 != 4, 10);
    }

    @Test
    void areTheLowestRowsWhereAllRowsAreEqual() {
        FeatureMatrix features = FeatureMatrix.of(images(700, draw -> 200));

        int[][] found = search(features, new int[] {0, 2, 699}, all(700), 3);

        assertThat(found).isDeepEqualTo(new int[][] {{1, 2, 3}, {0, 1, 3}, {0, 1, 2}});
    }

    @Test
    void areFoundWhereInkedImagesDifferByOneGreyLevelInOnePixel() {
        // Products near 784 · 255², where a float's steps are 4: only exact distances tell these rows apart.
        LabeledImages images = images(600, draw -> 255);
        for (int row = 0; row < 600; row++) {
            images.toPixelArray()[row * ImageShape.MNIST_PIXELS + row % 784] = (byte) (255 - row % 3);
        }

        assertSameAsBruteForce(FeatureMatrix.of(images), doubles(images), row -> true, row -> true, 4);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, -1e12})
    void areThoseOfABruteForceSearchFarFromTheOrigin(double offset) {
        double[][] rows = rows(900, 20, offset);

        assertSameAsBruteForce(FeatureMatrix.of(rows), rows, row -> row % 3 == 0, row -> true, 5);
    }

    @Test
    void areThoseOfABruteForceSearchBesideAnOutlierThatTakesAllPrecision() {
        double[][] rows = rows(600, 5, 0);
        rows[300][2] = 1e9;

        assertSameAsBruteForce(FeatureMatrix.of(rows), rows, row -> row % 20 == 0, row -> true, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-100, 1e100, 1e307})
    void dependOnNoUnit(double unit) {
        double[][] rows = rows(300, 7, 0);
        double[][] inUnit = rows(300, 7, 0);
        for (int row = 0; row < 300; row++) {
            for (int column = 0; column < 7; column++) {
                inUnit[row][column] = rows[row][column] * unit;
            }
        }
        for (int query = 0; query < 300; query += 50) {
            int[] queries = {query};
            assertThat(search(FeatureMatrix.of(inUnit), queries, all(300), 5))
                    .isDeepEqualTo(new int[][] {BruteForce.nearest(rows, query, all(300), 5)});
        }
    }

    /** Numbers so alike that products of what tells them apart are nearly too small for a float. */
    @Test
    void areFoundWhereTheLastBitAloneTellsRowsApart() {
        double[][] rows = new double[60][1];
        for (int row = 0; row < 60; row++) {
            rows[row][0] = 1 + Math.ulp(1.0) * (row * 17 % 60);
        }

        assertSameAsBruteForce(FeatureMatrix.of(rows), rows, row -> true, row -> true, 3);
    }

    /** From so many pairs, candidates and columns on each row is copied once, and once more if it is of the sample. */
    @Test
    void directionsAreSoughtOnceWhereTheyAreWorthIt() {
        int count = 8192;
        double[][] rows = new double[count][512];
        for (double[] row : rows) {
            for (int column = 0; column < 6; column++) {
                row[85 * column] = random.nextDouble();
            }
        }
        CountingPoints points = new CountingPoints(FeatureMatrix.of(rows));
        int[] half = IntStream.range(0, count / 2).toArray();

        try (NearestNeighbors neighbors = new NearestNeighbors(points)) {
            int[][] found = neighbors.search(half, all(count), 3);
            neighbors.search(half, all(count), 2);

            assertThat(points.copied()).isEqualTo(count + 1024);
            assertThat(neighbors.search(new int[] {7, 4095}, all(count), 3))
                    .isDeepEqualTo(new int[][] {found[7], found[4095]});
            assertThat(points.copied()).isEqualTo(count + 1024 + 2 + count);
        }
    }

    /** It is what makes the search fast: of all pairs, exact distances are asked for those that may be near. */
    @Test
    void hardlyMoreThanTheNearestAreMeasuredExactly() {
        CountingPoints points = new CountingPoints(FeatureMatrix.of(rows(1300, 3, 0)));
        int[] queries = {0, 17, 511, 512, 1299};

        try (NearestNeighbors neighbors = new NearestNeighbors(points)) {
            neighbors.search(queries, all(1300), 5);
        }

        assertThat(points.measured()).isBetween(5 * queries.length, 5 * queries.length + 1);
    }

    /** Where nothing tells rows apart but their place, they are ranked some at a time, so that few are in memory. */
    @Test
    void ofEqualRowsEachIsMeasuredHardlyMoreThanOnce() {
        CountingPoints points = new CountingPoints(FeatureMatrix.of(images(700, draw -> 200)));

        try (NearestNeighbors neighbors = new NearestNeighbors(points)) {
            neighbors.search(new int[] {5}, all(700), 3);
        }

        assertThat(points.measured()).isBetween(699, 699 * 5 / 4);
    }

    @Test
    void mayBeSoughtForRowsThatAreNoCandidates() {
        double[][] rows = {{0}, {1}, {5}, {7}};

        assertThat(search(FeatureMatrix.of(rows), new int[] {2}, new int[] {0, 1, 3}, 3))
                .isDeepEqualTo(new int[][] {{3, 1, 0}});
    }

    @Test
    void oneSearchAfterAnotherFindsWhatItWouldHaveFoundAlone() {
        double[][] rows = rows(100, 3, 0);
        try (NearestNeighbors neighbors = new NearestNeighbors(FeatureMatrix.of(rows))) {
            neighbors.search(all(100), all(100), 9);
            assertThat(neighbors.search(new int[] {4}, new int[] {1, 2, 3, 4, 50}, 2))
                    .isDeepEqualTo(new int[][] {BruteForce.nearest(rows, 4, new int[] {1, 2, 3, 4, 50}, 2)});
        }
    }

    @Test
    void refusesTooFewCandidatesAndCandidatesInDisorder() {
        FeatureMatrix features = FeatureMatrix.of(new double[][] {{0}, {1}, {2}});

        assertThatThrownBy(() -> search(features, new int[] {0}, all(3), 3))
                .hasMessage("k must be 1 to 2, the number of candidates for row 0, but is 3");
        assertThatThrownBy(() -> search(features, new int[] {0}, all(3), 0)).hasMessageContaining("but is 0");
        assertThatThrownBy(() -> search(features, new int[] {0}, new int[] {1, 1}, 1))
                .hasMessage("candidates must ascend, but 1 comes after 1");
    }

    @Test
    void refusesFeaturesThatAreNoNumbersNamingRowAndColumn() {
        assertThatThrownBy(() -> FeatureMatrix.of(new double[][] {{0, 1}, {2, Double.NaN}}))
                .hasMessageContaining("row 1, column 1 (both from 0) is NaN");
        assertThatThrownBy(() -> FeatureMatrix.of(new double[][] {{0, Double.NEGATIVE_INFINITY}}))
                .hasMessageContaining("row 0, column 1 (both from 0) is -Infinity");
        assertThatThrownBy(() -> FeatureMatrix.of(new double[][] {{0, 1}, {2}}))
                .hasMessageContaining("row 1 of the features has 1 columns, but row 0 has 2");
        assertThatThrownBy(() -> FeatureMatrix.of(new double[][] {{}})).hasMessageContaining("1 rows of 0 columns");
        assertThatThrownBy(() -> FeatureMatrix.of(new double[][] {})).hasMessageContaining("0 rows");
    }

    private static void assertSameAsBruteForce(
            FeatureMatrix features, double[][] rows, IntPredicate isQuery, IntPredicate isCandidate, int k) {
        int[] queries = IntStream.range(0, rows.length).filter(isQuery).toArray();
        int[] candidates = IntStream.range(0, rows.length).filter(isCandidate).toArray();

        int[][] found = search(features, queries, candidates, k);

        for (int i = 0; i < queries.length; i++) {
            assertThat(found[i])
                    .describedAs("neighbours of row %d", queries[i])
                    .isEqualTo(BruteForce.nearest(rows, queries[i], candidates, k));
        }
    }

    private static int[][] search(FeatureMatrix features, int[] queries, int[] candidates, int k) {
        try (NearestNeighbors neighbors = new NearestNeighbors(features)) {
            return neighbors.search(queries, candidates, k);
        }
    }

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
    }

    private LabeledImages images(int rows, ToIntFunction<UniformRandomProvider> pixel) {
        byte[] pixels = new byte[rows * ImageShape.MNIST_PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) pixel.applyAsInt(random);
        }
        return new LabeledImages(pixels, new byte[rows], 2);
    }

    private static double[][] rows(int rows, int columns, double offset) {
        UniformRandomProvider values = new RandomStreams(7).stream("rows");
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            for (int column = 0; column < columns; column++) {
                row[column] = offset + values.nextDouble();
            }
        }
        return result;
    }

    private static double[][] doubles(LabeledImages images) {
        double[][] rows = new double[images.size()][ImageShape.MNIST_PIXELS];
        for (int row = 0; row < rows.length; row++) {
            for (int pixel = 0; pixel < ImageShape.MNIST_PIXELS; pixel++) {
                rows[row][pixel] = images.pixel(row, pixel);
            }
        }
        return rows;
    }
}
