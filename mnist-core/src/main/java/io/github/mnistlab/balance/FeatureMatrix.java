package io.github.mnistlab.balance;

import io.github.mnistlab.balance.neighbors.Points;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.OneHot;
import java.util.List;

/**
 * Rows of numbers, for balancing and its neighbour search: images as their bytes, or any finite numbers. Distances are
 * exact for bytes.
 */
public abstract sealed class FeatureMatrix implements Points permits ByteFeatures, RealFeatures {
    private final int rows;
    private final int columns;

    FeatureMatrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Those of images or of a table. */
    static FeatureMatrix of(Examples examples) {
        return examples instanceof LabeledTable table ? RealFeatures.of(table) : of(examples.images());
    }

    /** Grey values from 0 to 255, one column a pixel. The images' bytes are used in place where they are in one array. */
    public static FeatureMatrix of(LabeledImages images) {
        return new ByteFeatures(images.toPixelArray(), images.size(), images.features());
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

    /**
     * Likewise, with names among the numbers.
     *
     * @param oneHot which columns stand for names, 1 in one of each group and 0 in its others; in ascending order
     * @throws IllegalArgumentException likewise, or if there are no such columns
     */
    public static FeatureMatrix of(double[][] rows, List<OneHot> oneHot) {
        return RealFeatures.copyOf(rows, oneHot);
    }

    @Override
    public final int rows() {
        return rows;
    }

    @Override
    public final int columns() {
        return columns;
    }

    /** The number itself, in the unit that it was given in. */
    abstract double value(int row, int column);

    /** Which columns stand for names; none of images. */
    abstract List<OneHot> oneHot();

    /** The rows that a recipe makes of these, of the same kind: bytes are rounded as images are. */
    abstract FeatureMatrix apply(Resampling recipe);
}
