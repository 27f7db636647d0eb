package io.github.mnistlab.model;

import io.github.mnistlab.data.LabeledImages;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A batch of images as the first {@link TrainingLayer} takes them: a column of ones, and then one for each pixel. */
final class PixelColumns implements AutoCloseable {
    private static final int PIXELS = LabeledImages.PIXELS;

    /** Rows that are gone through together: so many floats are a line of the cache. */
    private static final int STRIP = 16;

    private final int[] pixelOrder;
    private final INDArray numbers;
    private final FloatBuffer values;
    private final float[] stage;
    private final byte[] lit = new byte[PIXELS];

    /**
     * @param capacity the most rows
     * @param pixelOrder of the columns
     */
    PixelColumns(int capacity, int[] pixelOrder) {
        this.pixelOrder = pixelOrder.clone();
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
     * @return how many columns were filled: in all after them the pixel is zero in every row
     */
    int fill(LabeledImages images, int[] order, int from, int count) {
        byte[] pixels = images.pixels();
        int columns = 1 + lastLit(pixels, order, from, count);
        Arrays.fill(stage, 0, count, 1);
        for (int strip = 0; strip < count; strip += STRIP) {
            int end = Math.min(strip + STRIP, count);
            for (int column = 1; column < columns; column++) {
                int pixel = pixelOrder[column - 1];
                int target = column * count;
                for (int row = strip; row < end; row++) {
                    stage[target + row] = ScaledGrey.of(pixels[order[from + row] * PIXELS + pixel]);
                }
            }
        }
        values.put(0, stage, 0, columns * count);
        return columns;
    }

    /** How many columns of pixels there are up to the last one that is lit in any of the rows. */
    private int lastLit(byte[] pixels, int[] order, int from, int count) {
        Arrays.fill(lit, (byte) 0);
        for (int row = 0; row < count; row++) {
            int source = order[from + row] * PIXELS;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                lit[pixel] |= pixels[source + pixel];
            }
        }
        int last = PIXELS;
        while (last > 0 && lit[pixelOrder[last - 1]] == 0) {
            last--;
        }
        return last;
    }

    @Override
    public void close() {
        numbers.close();
    }
}
