package io.github.mnistlab.balance;

import io.github.mnistlab.data.LabeledImages;
import java.util.Arrays;

/**
 * The outcome of {@link RowBalancing}, as a recipe: which rows there are to be, in terms of the rows there were.
 *
 * <p>A row is an original, or synthetic: a point on the line from a base row to a neighbour of it. Originals come first, in
 * their order and unchanged, all of them or those that are kept; rows that were added follow class by class. A row has its original's or its base's label. As
 * the recipe names the parents of each synthetic row, a report can show them beside it.
 */
public final class Resampling {

    /** One row of the outcome. */
    public sealed interface Row {}

    /**
     * A row that is one of the originals.
     *
     * @param row which
     */
    public record Original(int row) implements Row {}

    /**
     * A row that is {@code base + gap * (neighbor - base)}.
     *
     * @param base the original row whose label it has
     * @param neighbor another original row
     * @param gap how far it lies from base to neighbour, 0 to 1, 1 excluded
     */
    public record Synthetic(int base, int neighbor, double gap) implements Row {}

    private static final int NONE = -1;

    private final int sourceRows;
    private final int[] base;
    private final int[] neighbor;
    private final double[] gap;

    private Resampling(int sourceRows, int[] base, int[] neighbor, double[] gap) {
        this.sourceRows = sourceRows;
        this.base = base;
        this.neighbor = neighbor;
        this.gap = gap;
    }

    /** How many rows there are to be. */
    public int size() {
        return base.length;
    }

    /** How many rows there were. */
    public int sourceRows() {
        return sourceRows;
    }

    /** What a row of the outcome is, from 0 to {@code size() - 1}. */
    public Row row(int index) {
        return neighbor[index] == NONE
                ? new Original(base[index])
                : new Synthetic(base[index], neighbor[index], gap[index]);
    }

    /**
     * The labels of the outcome.
     *
     * @param labels those of the original rows
     */
    public int[] apply(int[] labels) {
        checkSource(labels.length);
        int[] result = new int[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = labels[base[i]];
        }
        return result;
    }

    /**
     * The rows of the outcome, synthetic ones exactly as the formula has them in double precision.
     *
     * @param rows the original rows; they are shared with the outcome, not copied
     */
    public double[][] apply(double[][] rows) {
        checkSource(rows.length);
        double[][] result = new double[size()][];
        for (int i = 0; i < result.length; i++) {
            double[] from = rows[base[i]];
            if (neighbor[i] == NONE) {
                result[i] = from;
                continue;
            }
            double[] to = rows[neighbor[i]];
            double[] synthetic = new double[from.length];
            for (int column = 0; column < synthetic.length; column++) {
                synthetic[column] = from[column] + gap[i] * (to[column] - from[column]);
            }
            result[i] = synthetic;
        }
        return result;
    }

    /**
     * The images of the outcome. Images stay bytes, so that a synthetic pixel is rounded, halves up: it differs from the
     * formula's number by at most half of one grey level of 255.
     *
     * @param images the original rows
     */
    public LabeledImages apply(LabeledImages images) {
        checkSource(images.size());
        byte[] pixels = images.pixels();
        byte[] resultPixels = new byte[Math.multiplyExact(size(), LabeledImages.PIXELS)];
        byte[] resultLabels = new byte[size()];
        for (int i = 0; i < resultLabels.length; i++) {
            resultLabels[i] = images.labels()[base[i]];
            int from = base[i] * LabeledImages.PIXELS;
            int result = i * LabeledImages.PIXELS;
            if (neighbor[i] == NONE) {
                System.arraycopy(pixels, from, resultPixels, result, LabeledImages.PIXELS);
                continue;
            }
            int to = neighbor[i] * LabeledImages.PIXELS;
            for (int p = 0; p < LabeledImages.PIXELS; p++) {
                int value = pixels[from + p] & 0xff;
                int difference = (pixels[to + p] & 0xff) - value;
                resultPixels[result + p] = (byte) (int) (value + gap[i] * difference + 0.5);
            }
        }
        return new LabeledImages(resultPixels, resultLabels, images.classes());
    }

    private void checkSource(int rows) {
        if (rows != sourceRows) {
            throw new IllegalArgumentException(
                    "the recipe was made for " + sourceRows + " rows, but is applied to " + rows);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resampling that
                && sourceRows == that.sourceRows
                && Arrays.equals(base, that.base)
                && Arrays.equals(neighbor, that.neighbor)
                && Arrays.equals(gap, that.gap);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(base) + Arrays.hashCode(neighbor)) + Arrays.hashCode(gap);
    }

    @Override
    public String toString() {
        return "Resampling[" + sourceRows + " rows to " + size() + "]";
    }

    /** Collects the rows of a recipe in their order. */
    static final class Builder {
        private final int sourceRows;
        private int[] base;
        private int[] neighbor;
        private double[] gap;
        private int size;

        Builder(int sourceRows) {
            this.sourceRows = sourceRows;
            base = new int[sourceRows];
            neighbor = new int[sourceRows];
            gap = new double[sourceRows];
        }

        Builder addOriginals() {
            for (int row = 0; row < sourceRows; row++) {
                addOriginal(row);
            }
            return this;
        }

        void addOriginal(int row) {
            add(row, NONE, 0);
        }

        void addSynthetic(int baseRow, int neighborRow, double fraction) {
            add(baseRow, neighborRow, fraction);
        }

        Resampling build() {
            return new Resampling(
                    sourceRows, Arrays.copyOf(base, size), Arrays.copyOf(neighbor, size), Arrays.copyOf(gap, size));
        }

        private void add(int baseRow, int neighborRow, double fraction) {
            if (size == base.length) {
                int capacity = size + size / 2 + 16;
                base = Arrays.copyOf(base, capacity);
                neighbor = Arrays.copyOf(neighbor, capacity);
                gap = Arrays.copyOf(gap, capacity);
            }
            base[size] = baseRow;
            neighbor[size] = neighborRow;
            gap[size++] = fraction;
        }
    }
}
