package io.github.mnistlab.balance.neighbors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.balance.BruteForce;
import io.github.mnistlab.balance.FeatureMatrix;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.generated.DigitGenerator;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link ProjectedSearch} and {@link Projection}, and when {@link NearestNeighbors} asks them. */
class ProjectedSearchTest {
    private final UniformRandomProvider random = new RandomStreams(6).stream("projected");

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 30, 600})
    void findsTheNeighboursOfABruteForceSearchAmongDigits(int k) {
        LabeledImages images = DigitGenerator.generate(1, "training", 3_000);

        assertSameAsBruteForce(
                FeatureMatrix.of(images), doubles(images), row -> row % 150 == 7, row -> row % 9 != 4, k);
    }

    @Test
    void findsThemWhereEveryRowIsThereTwice() {
        LabeledImages once = DigitGenerator.generate(1, "training", 1_200);
        LabeledImages twice =
                once.select(IntStream.range(0, 2_400).map(row -> row / 2).toArray());

        assertSameAsBruteForce(FeatureMatrix.of(twice), doubles(twice), row -> row % 100 == 3, row -> true, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0x1p-600, 1, 0x1p600})
    void findsThemInRowsOfAnyNumbersAndAnyUnit(double unit) {
        double[][] rows = nearlyPlane(1_500, 600);
        double[][] inUnit = Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(value -> value * unit).toArray())
                .toArray(double[][]::new);

        assertSameAsBruteForce(FeatureMatrix.of(inUnit), rows, row -> row % 60 == 0, row -> true, 5);
    }

    @Test
    void findsThemBesideAnOutlierThatTakesAllPrecision() {
        double[][] rows = nearlyPlane(800, 600);
        rows[300][2] = 1e7;
        FeatureMatrix features = FeatureMatrix.of(rows);
        int[] all = all(800);
        int[][] found = new int[800][];
        try (ProjectedSearch search = new ProjectedSearch(features)) {
            int answered = search.search(all, all, 5, found);
            for (int i = 0; i < answered; i += 40) {
                assertThat(found[i]).isEqualTo(BruteForce.nearest(rows, i, all, 5));
            }
        }
    }

    /** The same rows, asked for so few at a time that no directions are sought. */
    @Test
    void answersAsTheSearchWithoutDirectionsDoes() {
        LabeledImages images = DigitGenerator.generate(2, "training", 9_000);
        int[] all = all(9_000);
        try (NearestNeighbors search = new NearestNeighbors(FeatureMatrix.of(images));
                ProjectedSearch projected = new ProjectedSearch(FeatureMatrix.of(images))) {
            int[][] found = search.search(all, all, 7);
            int[][] projectedOnly = new int[9_000][];

            assertThat(projected.search(all, all, 7, projectedOnly))
                    .as("digits are such that it pays")
                    .isEqualTo(9_000);
            assertThat(projectedOnly).isDeepEqualTo(found);
            for (int from = 0; from < 9_000; from += 1_000) {
                int[] few = IntStream.range(from, from + 1_000).toArray();
                assertThat(search.search(few, all, 7)).isDeepEqualTo(Arrays.copyOfRange(found, from, from + 1_000));
            }
        }
    }

    @Test
    void givesUpWhereRowsLookEquallyFarFromEverywhereAndTheSearchGoesOnWithoutIt() {
        byte[] pixels = new byte[9_000 * ImageShape.MNIST_PIXELS];
        random.nextBytes(pixels);
        LabeledImages noise = new LabeledImages(pixels, new byte[9_000], 2);
        FeatureMatrix features = FeatureMatrix.of(noise);
        int[] all = all(9_000);
        int[] queries = all(4_000);
        try (ProjectedSearch projected = new ProjectedSearch(features);
                NearestNeighbors search = new NearestNeighbors(features)) {
            assertThat(projected.search(queries, all, 5, new int[4_000][])).isZero();
            int[][] found = search.search(queries, all, 5);
            double[][] rows = doubles(noise);
            for (int query : new int[] {0, 1_023, 1_024, 3_999}) {
                assertThat(found[query]).isEqualTo(BruteForce.nearest(rows, query, all, 5));
            }
        }
    }

    @Test
    void isRightWhereAllRowsAreEqual() {
        for (int grey : new int[] {0, 255}) {
            byte[] pixels = new byte[400 * ImageShape.MNIST_PIXELS];
            Arrays.fill(pixels, (byte) grey);
            int[][] found = new int[2][];
            try (ProjectedSearch search =
                    new ProjectedSearch(FeatureMatrix.of(new LabeledImages(pixels, new byte[400], 2)))) {
                assertThat(search.search(new int[] {0, 399}, all(400), 3, found))
                        .isBetween(0, 2);
            }
            assertThat(found).isIn(new int[2][], new int[][] {{1, 2, 3}, {0, 1, 2}});
        }
    }

    @Test
    void coordinatesNeverLieFartherApartThanTheReachOfTheDistance() {
        LabeledImages images = DigitGenerator.generate(3, "training", 600);
        FeatureMatrix features = FeatureMatrix.of(images);
        Projection projection = new Projection(features);
        double tightest = 0;
        for (int row = 0; row < 600; row++) {
            for (int other = 0; other < 600; other += 7) {
                double distance = 0;
                for (int direction = 0; direction < projection.directions(); direction++) {
                    double difference =
                            (double) projection.coordinate(row, direction) - projection.coordinate(other, direction);
                    distance += difference * difference;
                }
                double reach = projection.squaredReach(row, features.squaredDistance(row, other));
                assertThat(distance).isLessThanOrEqualTo(reach);
                tightest = Math.max(tightest, row == other ? 0 : distance / reach);
            }
        }
        assertThat(tightest).as("a bound that says something").isGreaterThan(0.9);
    }

    private static void assertSameAsBruteForce(
            FeatureMatrix features, double[][] rows, IntPredicate isQuery, IntPredicate isCandidate, int k) {
        int[] queries = IntStream.range(0, rows.length).filter(isQuery).toArray();
        int[] candidates = IntStream.range(0, rows.length).filter(isCandidate).toArray();
        int[][] found = new int[queries.length][];
        try (ProjectedSearch search = new ProjectedSearch(features)) {
            assertThat(search.search(queries, candidates, k, found)).isEqualTo(queries.length);
        }
        for (int i = 0; i < queries.length; i++) {
            assertThat(found[i])
                    .describedAs("neighbours of row %d", queries[i])
                    .isEqualTo(BruteForce.nearest(rows, queries[i], candidates, k));
        }
    }

    /** Rows that lie near a plane of eight dimensions. */
    private double[][] nearlyPlane(int rows, int columns) {
        double[][] axes = new double[8][columns];
        for (double[] axis : axes) {
            Arrays.setAll(axis, column -> random.nextDouble() - 0.5);
        }
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            double[] along = random.doubles(axes.length).toArray();
            Arrays.setAll(row, column -> {
                double value = 0.01 * random.nextDouble();
                for (int axis = 0; axis < axes.length; axis++) {
                    value += along[axis] * axes[axis][column];
                }
                return value;
            });
        }
        return result;
    }

    private static int[] all(int rows) {
        return IntStream.range(0, rows).toArray();
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
