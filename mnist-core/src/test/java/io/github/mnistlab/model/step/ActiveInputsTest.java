package io.github.mnistlab.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.mnistlab.model.step.matrix.ColumnMajor;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.matrix.SparseMatrix;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Products with what is not zero, against sums of all. */
class ActiveInputsTest {
    private static final int INPUTS = 61;
    private static final int UNITS = 37;

    @ParameterizedTest
    @CsvSource({"1, 0, true", "7, 0, true", "7, 0.1, true", "32, 0.25, true", "32, 0.35, false", "5, 1, false"})
    void takesWhatIsNotZeroWhereItIsLittle(int rows, double share, boolean expected) {
        Random random = new Random(rows);
        float[] values = new float[rows * (1 + INPUTS)];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < rows ? 1 : random.nextDouble() < share ? random.nextFloat() + 0.1f : 0;
        }
        float[][] byColumn = numbers(random, 1 + INPUTS);
        float[][] byRow = numbers(random, rows);
        try (INDArray numbers = ColumnMajor.numbers(values.length)) {
            FloatMatrix inputs = FloatMatrix.of(numbers, 0, rows, 1 + INPUTS);
            inputs.put(0, values, 0, values.length);
            SparseMatrix matrix = new SparseMatrix(40, INPUTS);
            ActiveInputs active = new ActiveInputs(inputs, matrix);
            // Twice, as a matrix is filled batch after batch.
            assertThat(active.take()).isEqualTo(expected);
            assertThat(active.take()).isEqualTo(expected);
            for (int row = 0; expected && row < rows; row++) {
                int number = row;
                float[] sum = new float[UNITS];
                matrix.rows().addTo(sum, UNITS, byColumn, row);
                assertSums(sum, byColumn, column -> values[column * rows + number]);
            }
            for (int column = 0; expected && column <= INPUTS; column++) {
                int number = column;
                float[] sum = new float[UNITS];
                matrix.columns().addTo(sum, UNITS, byRow, column);
                assertSums(sum, byRow, row -> values[number * rows + row]);
            }
        }
    }

    private interface Factors {
        float of(int vector);
    }

    private static void assertSums(float[] found, float[][] vectors, Factors factors) {
        for (int i = 0; i < UNITS; i++) {
            int unit = i;
            double exact = IntStream.range(0, vectors.length)
                    .mapToDouble(vector -> (double) factors.of(vector) * vectors[vector][unit])
                    .sum();
            assertThat((double) found[i]).isCloseTo(exact, within(1e-4));
        }
    }

    private static float[][] numbers(Random random, int vectors) {
        float[][] numbers = new float[vectors][UNITS];
        for (float[] vector : numbers) {
            for (int i = 0; i < UNITS; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return numbers;
    }
}
