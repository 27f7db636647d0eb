package io.github.mnistlab.model.step;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.model.ScaledGrey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch of rows as the first {@link TrainingLayer} takes them: a column of ones, and then one for each feature. */
final class FeatureColumns implements AutoCloseable {
    /** Most pixels are dark: they are looked at by eights. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] columnOf;
    private final INDArray numbers;
    private final FloatBuffer values;
    private final float[] stage;
    private final byte[] image;
    private final float[] row;

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
        this.row = new float[features];
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
     * @param dropout of features; null for none
     * @param key of its masks in this step
     * @return how many columns were filled: in all after them the feature is zero in every row
     */
    int fill(Examples examples, int[] order, int from, int count, DropoutMask dropout, long key) {
        Arrays.fill(stage, 0, count, 1);
        Arrays.fill(stage, count, count * (1 + columnOf.length), 0);
        int columns = examples instanceof LabeledTable table
                ? fill(table, order, from, count, dropout, key)
                : fill(examples.images(), order, from, count, dropout, key);
        values.put(0, stage, 0, columns * count);
        return columns;
    }

    private int fill(LabeledTable table, int[] order, int from, int count, DropoutMask dropout, long key) {
        int features = columnOf.length;
        for (int i = 0; i < count; i++) {
            table.copyRow(order[from + i], row, 0);
            for (int feature = 0; feature < features; feature++) {
                float factor = dropout == null ? 1 : dropout.factor(key, i * features + feature);
                stage[columnOf[feature] * count + i] = row[feature] * factor;
            }
        }
        return 1 + features;
    }

    private int fill(LabeledImages images, int[] order, int from, int count, DropoutMask dropout, long key) {
        int last = 0;
        for (int i = 0; i < count; i++) {
            images.copyImage(order[from + i], image, 0);
            last = Math.max(last, fillImage(i, count));
            if (dropout != null) {
                drop(i, count, dropout, key);
            }
        }
        return last + 1;
    }

    /** Fills the image in as a row and returns the last of the columns that it lights. */
    private int fillImage(int row, int count) {
        int last = 0;
        int eights = image.length - image.length % Long.BYTES;
        for (int eight = 0; eight < eights; eight += Long.BYTES) {
            if ((long) EIGHT.get(image, eight) != 0) {
                last = Math.max(last, fillPixels(row, count, eight, eight + Long.BYTES));
            }
        }
        return Math.max(last, fillPixels(row, count, eights, image.length));
    }

    private int fillPixels(int row, int count, int from, int end) {
        int last = 0;
        for (int pixel = from; pixel < end; pixel++) {
            byte grey = image[pixel];
            if (grey != 0) {
                int column = columnOf[pixel];
                stage[column * count + row] = ScaledGrey.of(grey);
                last = Math.max(last, column);
            }
        }
        return last;
    }

    /** Leaves lit pixels of a row out; the dark ones stay what they are. */
    private void drop(int row, int count, DropoutMask dropout, long key) {
        for (int pixel = 0; pixel < image.length; pixel++) {
            if (image[pixel] != 0) {
                stage[columnOf[pixel] * count + row] *= dropout.factor(key, row * image.length + pixel);
            }
        }
    }

    @Override
    public void close() {
        numbers.close();
    }
}
