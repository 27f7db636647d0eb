package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.model.ScaledGrey;
import io.github.mnistlab.model.step.matrix.ColumnMajor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch of rows as the first {@link TrainingLayer} takes them: a column of ones, and then one for each feature. */
final class FeatureColumns implements AutoCloseable {
    private final int[] columnOf;
    private final INDArray numbers;
    private final FloatBuffer values;
    private final float[] stage;
    private final byte[] image;
    private final int[] lit;
    private final float[] numbersOfRow;

    /**
     * @param capacity the most rows
     * @param order of the columns
     */
    FeatureColumns(int capacity, int[] order) {
        int features = order.length;
        this.columnOf = new int[features];
        for (int i = 0; i < features; i++) {
            columnOf[order[i]] = 1 + i;
        }
        this.image = new byte[features];
        this.lit = new int[features];
        this.numbersOfRow = new float[features];
        this.numbers = ColumnMajor.numbers((long) capacity * (1 + features));
        this.values = numbers.data().asNioFloat();
        this.stage = new float[Math.multiplyExact(capacity, 1 + features)];
    }

    INDArray numbers() {
        return numbers;
    }

    /**
     * Takes rows {@code order[from]} to {@code order[from + count - 1]}.
     *
     * @param noise on features, before any is left out; null for none
     * @param dropout of features; null for none
     * @param key of both in this step
     * @return how many columns were filled: in all after them the feature is zero in every row
     */
    int fill(Examples examples, int[] order, int from, int count, DrawnNoise noise, DropoutMask dropout, long key) {
        int features = columnOf.length;
        Arrays.fill(stage, 0, count, 1);
        Arrays.fill(stage, count, count * (1 + features), 0);
        int last = examples instanceof LabeledTable || noise != null ? features : 0;
        for (int i = 0; i < count; i++) {
            int row = order[from + i];
            last = examples instanceof LabeledTable table
                    ? fillNumbers(table, row, i, count)
                    : Math.max(last, fillImage(examples.images(), row, i, count));
            if (noise != null) {
                noise.begin(key, i);
                for (int feature = 0; feature < features; feature++) {
                    stage[columnOf[feature] * count + i] += noise.next();
                }
            }
            if (dropout != null) {
                drop(i, count, dropout, key);
            }
        }
        int columns = last + 1;
        values.put(0, stage, 0, columns * count);
        return columns;
    }

    /** Fills numbers in as a row and returns the last column. */
    private int fillNumbers(LabeledTable table, int from, int row, int count) {
        table.copyRow(from, numbersOfRow, 0);
        for (int feature = 0; feature < columnOf.length; feature++) {
            stage[columnOf[feature] * count + row] = numbersOfRow[feature];
        }
        return columnOf.length;
    }

    /** Fills the image in as a row and returns the last of the columns that it lights. */
    private int fillImage(LabeledImages images, int from, int row, int count) {
        images.copyImage(from, image, 0);
        int found = LitPixels.find(image, lit);
        int last = 0;
        for (int i = 0; i < found; i++) {
            int column = columnOf[lit[i]];
            stage[column * count + row] = ScaledGrey.of(image[lit[i]]);
            last = Math.max(last, column);
        }
        return last;
    }

    /** Leaves features of a row out; those that are zero stay what they are. */
    private void drop(int row, int count, DropoutMask dropout, long key) {
        int features = columnOf.length;
        for (int feature = 0; feature < features; feature++) {
            int at = columnOf[feature] * count + row;
            if (stage[at] != 0) {
                stage[at] *= dropout.factor(key, row * features + feature);
            }
        }
    }

    @Override
    public void close() {
        numbers.close();
    }
}
