package io.github.mnistlab.model.step;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.model.ScaledGrey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch of images as the first {@link TrainingLayer} takes them: a column of ones, and then one for each pixel. */
final class PixelColumns implements AutoCloseable {
    private static final int PIXELS = LabeledImages.PIXELS;

    /** Most pixels are dark: they are looked at by eights. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] columnOf = new int[PIXELS];
    private final INDArray numbers;
    private final FloatBuffer values;
    private final float[] stage;
    private final byte[] image = new byte[PIXELS];

    /**
     * @param capacity the most rows
     * @param pixelOrder of the columns
     */
    PixelColumns(int capacity, int[] pixelOrder) {
        for (int i = 0; i < PIXELS; i++) {
            columnOf[pixelOrder[i]] = 1 + i;
        }
        this.numbers = ColumnMajor.numbers((long) capacity * (1 + PIXELS));
        this.values = numbers.data().asNioFloat();
        this.stage = new float[capacity * (1 + PIXELS)];
    }

    INDArray numbers() {
        return numbers;
    }

    /**
     * Takes rows {@code order[from]} to {@code order[from + count - 1]}.
     *
     * @param noise on pixels, before any is left out; null for none
     * @param dropout of pixels; null for none
     * @param key of both in this step
     * @return how many columns were filled: in all after them the pixel is zero in every row
     */
    int fill(LabeledImages images, int[] order, int from, int count, DrawnNoise noise, DropoutMask dropout, long key) {
        Arrays.fill(stage, 0, count, 1);
        Arrays.fill(stage, count, count * (1 + PIXELS), 0);
        int last = 0;
        for (int row = 0; row < count; row++) {
            images.copyImage(order[from + row], image, 0);
            last = Math.max(last, fillRow(row, count));
            if (noise != null) {
                noise.begin(key, row);
                for (int pixel = 0; pixel < PIXELS; pixel++) {
                    stage[columnOf[pixel] * count + row] += noise.next();
                }
                last = PIXELS;
            }
            if (dropout != null) {
                drop(row, count, dropout, key, noise != null);
            }
        }
        int columns = last + 1;
        values.put(0, stage, 0, columns * count);
        return columns;
    }

    /** Fills the image in as a row and returns the last of the columns that it lights. */
    private int fillRow(int row, int count) {
        int last = 0;
        for (int eight = 0; eight < PIXELS; eight += Long.BYTES) {
            if ((long) EIGHT.get(image, eight) == 0) {
                continue;
            }
            for (int pixel = eight; pixel < eight + Long.BYTES; pixel++) {
                byte grey = image[pixel];
                if (grey != 0) {
                    int column = columnOf[pixel];
                    stage[column * count + row] = ScaledGrey.of(grey);
                    last = Math.max(last, column);
                }
            }
        }
        return last;
    }

    /** Leaves pixels of a row out; those that are zero stay what they are. */
    private void drop(int row, int count, DropoutMask dropout, long key, boolean noisy) {
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            if (noisy || image[pixel] != 0) {
                stage[columnOf[pixel] * count + row] *= dropout.factor(key, row * PIXELS + pixel);
            }
        }
    }

    @Override
    public void close() {
        numbers.close();
    }
}
