package io.github.mnistlab.balance.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.balance.FeatureMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What few directions tell of rows: on small data, where all of it can be reckoned. */
class ProjectionTest {
    private final SplittableRandom random = new SplittableRandom(5);

    /** Of more rows than are looked at for directions, and of more than are multiplied at once. */
    @ParameterizedTest
    @CsvSource({"300, 40", "300, 41", "1500, 30", "5, 40"})
    void directionsAreAsManyAsRowsNeedAndShowThemWhole(int rows, int columns) {
        FeatureMatrix features = FeatureMatrix.of(inPlane(rows, columns, 8));

        Projection projection = new Projection(features);

        // Rows are held less their mean: five of them lie in four dimensions.
        assertThat(projection.directions()).isEqualTo(Math.min(8, rows - 1));
        for (int row = 0; row < rows; row += 1 + rows / 40) {
            double sum = 0;
            for (int direction = 0; direction < projection.directions(); direction++) {
                sum += square(projection.coordinate(row, direction));
            }
            assertThat(projection.squaredNorm(row)).isCloseTo(sum, within(1e-12));
            for (int other = 0; other < rows; other += 1 + rows / 50) {
                double distance = features.squaredDistance(row, other);
                assertThat(looked(projection, row, other)).isCloseTo(distance, within(1e-4));
                assertThat(projection.squaredReach(row, distance))
                        .isBetween(looked(projection, row, other), distance * 1.001 + 1e-4);
            }
        }
    }

    /** What only the second half of the rows has is not overlooked. */
    @Test
    void theSampleIsOfAllRows() {
        double[][] rows = new double[3000][10];
        for (int row = 0; row < rows.length; row++) {
            rows[row][row < 1500 ? row % 3 : 5 + row % 3] = random.nextDouble();
        }
        FeatureMatrix features = FeatureMatrix.of(rows);

        Projection projection = new Projection(features);

        assertThat(looked(projection, 1501, 2999)).isCloseTo(features.squaredDistance(1501, 2999), within(1e-5));
        assertThat(projection.directions()).isEqualTo(6);
    }

    /** Columns differ less and less: the first 128 have nearly all of it, and 128 rows of the sample would miss a tenth. */
    @Test
    void directionsAreThoseInWhichRowsDifferMost() {
        double[][] rows = random(400, 256, column -> Math.pow(0.98, column));
        FeatureMatrix features = FeatureMatrix.of(rows);
        double first = 0;
        double all = 0;
        for (int column = 0; column < 256; column++) {
            all += Math.pow(0.98, 2 * column);
            first += column < 128 ? Math.pow(0.98, 2 * column) : 0;
        }

        Projection projection = new Projection(features);

        assertThat(projection.directions()).isEqualTo(128);
        double seen = 0;
        double there = 0;
        for (int row = 1; row < 400; row++) {
            seen += looked(projection, row, row - 1);
            there += features.squaredDistance(row, row - 1);
        }
        assertThat(seen / there).isBetween(0.99 * first / all, 1.0);
    }

    @Test
    void ofRowsThatAreAllTheSameOneDirectionIsLeft() {
        Projection projection = new Projection(FeatureMatrix.of(new double[20][7]));

        assertThat(projection.directions()).isEqualTo(1);
        assertThat(projection.coordinate(19, 0)).isZero();
        assertThat(projection.squaredNorm(19)).isZero();
        assertThat(projection.squaredReach(3, 0)).isBetween(0.0, 1e-30);
    }

    /** A row far away from all others moves nothing, but its coordinates are rounded, and so reach is left for that. */
    @Test
    void theReachGrowsWithWhatRoundingMayHide() {
        double[][] rows = random(50, 12, column -> 1);
        double[][] beside = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
        beside[49][3] = 1e6;
        Projection without = new Projection(FeatureMatrix.of(rows));
        Projection with = new Projection(FeatureMatrix.of(beside));

        // In the units of each: the largest number is made about 1.
        assertThat(without.squaredReach(0, 0.01)).isBetween(0.01, 0.011);
        assertThat(with.squaredReach(0, 1e-14)).isGreaterThan(1e-12);
    }

    private static double looked(Projection projection, int row, int other) {
        double distance = 0;
        for (int direction = 0; direction < projection.directions(); direction++) {
            distance += square(projection.coordinate(row, direction) - projection.coordinate(other, direction));
        }
        return distance;
    }

    private static double square(double value) {
        return value * value;
    }

    private double[][] random(int rows, int columns, IntToDoubleFunction spread) {
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            Arrays.setAll(row, column -> spread.applyAsDouble(column) * (2 * random.nextDouble() - 1));
        }
        return result;
    }

    /** Rows of a space of so many dimensions. */
    private double[][] inPlane(int rows, int columns, int dimensions) {
        double[][] axes = random(dimensions, columns, column -> 1);
        double[][] result = new double[rows][columns];
        for (double[] row : result) {
            double[] along = random.doubles(dimensions, -1, 1).toArray();
            Arrays.setAll(row, column -> {
                double value = 0;
                for (int axis = 0; axis < dimensions; axis++) {
                    value += along[axis] * axes[axis][column];
                }
                return value;
            });
        }
        return result;
    }
}
