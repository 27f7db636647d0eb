package io.github.mnistlab.balance;

import io.github.mnistlab.data.LabeledImages;

/**
 * Rows of numbers, for the neighbour search: images as their bytes, or any finite numbers.
 *
 * <p>It gives two views of a row. Distances that decide are computed one pair at a time, exactly for bytes and in double
 * precision otherwise. Single-precision copies, moved and scaled as suits them, serve to find out which pairs are worth it.
 */
public abstract sealed class FeatureMatrix permits ByteFeatures, RealFeatures {
    private final int rows;
    private final int columns;

    FeatureMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Grey values from 0 to 255, one column a pixel. The images' bytes are used in place where they are in one array. */
    public static FeatureMatrix of(LabeledImages images) {
        return new ByteFeatures(images.toPixelArray(), images.size(), LabeledImages.PIXELS);
    }

    /**
     * Any finite numbers; they are copied.
     *
     * @param rows at least one row, all of one length
     * @throws IllegalArgumentException if rows differ in length, or a value is not finite, with its row and column
     */
    public static FeatureMatrix of(double[][] rows) {
        return RealFeatures.copyOf(rows);
    }

    /** How many rows there are. */
    public final int rows() {
        return rows;
    }

    /** How many numbers a row has. */
    public final int columns() {
        return columns;
    }

    /**
     * The squared Euclidean distance that decides about neighbours, in the same unit for all pairs: for bytes exact, else
     * summed from the first column to the last in double precision.
     */
    public abstract double squaredDistance(int row, int other);

    /**
     * Writes the row in single precision, each in the unit of {@link #squaredDistance} less a constant of its
     * column, and rounded once: off by a factor of at most 1 ± 2⁻²⁴ (1 + 2⁻²⁰), or by 2⁻¹²⁶.
     */
    public abstract void copyRow(int row, float[] to);

    /** The number itself, in the unit that it was given in. */
    abstract double value(int row, int column);

    /** The rows that a recipe makes of these, of the same kind: bytes are rounded as images are. */
    abstract FeatureMatrix apply(Resampling recipe);
}
