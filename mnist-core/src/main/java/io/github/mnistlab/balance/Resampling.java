package io.github.mnistlab.balance;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.OneHot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The outcome of {@link RowBalancing}, as a recipe: which rows there are to be, in terms of the rows there were.
 *
 * <p>A row is an original, or synthetic: a point on the line through a base row and a neighbour of it, or a row with noise
 * added. Originals come first, in their order and unchanged, all of them or those that are kept; rows that were added
 * follow class by class, those of them that are kept. A row has its original's or its base's label. As the recipe names the parents of each synthetic
 * row, a report can show them beside it.
 */
public final class Resampling {

    /** One row of the outcome. */
    public sealed interface Row {
        /** The original row whose label it has. */
        int base();
    }

    /**
     * A row that is one of the originals.
     *
     * @param row which
     */
    public record Original(int row) implements Row {
        @Override
        public int base() {
            return row;
        }
    }

    /**
     * A row that is {@code base + gap * (neighbor - base)}.
     *
     * @param base the original row whose label it has
     * @param neighbor another original row
     * @param gap how far it lies from base to neighbour, -1 to 1, 1 excluded; below 0 on the other side of the base
     */
    public record Synthetic(int base, int neighbor, double gap) implements Row {}

    /**
     * A row that is an original one with Gaussian noise added to each number.
     *
     * @param base the original row whose label it has
     * @param noise how strong the noise is
     * @param seed what the noise of this row is drawn from
     */
    public record Smoothed(int base, Noise noise, long seed) implements Row {}

    /**
     * A row whose numbers lie between two rows, and which has one name of each column of names.
     *
     * @param between where its numbers lie
     * @param oneHot the columns that stand for names
     * @param chosen of each of these groups the column that is 1, counted from the group's first; the others are 0
     */
    public record SyntheticNominal(Synthetic between, List<OneHot> oneHot, List<Integer> chosen) implements Row {
        /** Copies the lists. */
        public SyntheticNominal {
            oneHot = List.copyOf(oneHot);
            chosen = List.copyOf(chosen);
        }

        @Override
        public int base() {
            return between.base();
        }

        private void setNames(double[] row) {
            for (int group = 0; group < oneHot.size(); group++) {
                OneHot columns = oneHot.get(group);
                Arrays.fill(row, columns.from(), columns.to(), 0);
                row[columns.from() + chosen.get(group)] = 1;
            }
        }
    }

    private final int sourceRows;
    private final List<Row> rows;

    private Resampling(int sourceRows, List<Row> rows) {
        this.sourceRows = sourceRows;
        this.rows = List.copyOf(rows);
    }

    /** How many rows there are to be. */
    public int size() {
        return rows.size();
    }

    /** How many rows there were. */
    public int sourceRows() {
        return sourceRows;
    }

    /** What a row of the outcome is, from 0 to {@code size() - 1}. */
    public Row row(int index) {
        return rows.get(index);
    }

    /**
     * The labels of the outcome.
     *
     * @param labels those of the original rows
     */
    public int[] apply(int[] labels) {
        checkSource(labels.length);
        return rows.stream().mapToInt(row -> labels[row.base()]).toArray();
    }

    /**
     * The rows of the outcome, synthetic ones exactly as the formula has them in double precision.
     *
     * @param features the original rows; they are shared with the outcome, not copied
     */
    public double[][] apply(double[][] features) {
        checkSource(features.length);
        double[][] result = new double[size()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = made(rows.get(i), row -> features[row]);
        }
        return result;
    }

    private static double[] made(Row row, IntFunction<double[]> originals) {
        double[] from = originals.apply(row.base());
        if (row instanceof Synthetic synthetic) {
            double[] to = originals.apply(synthetic.neighbor());
            double[] between = new double[from.length];
            for (int column = 0; column < from.length; column++) {
                between[column] = from[column] + synthetic.gap() * (to[column] - from[column]);
            }
            return between;
        }
        if (row instanceof SyntheticNominal nominal) {
            double[] between = made(nominal.between(), originals);
            nominal.setNames(between);
            return between;
        }
        if (row instanceof Smoothed smoothed) {
            double[] noisy = smoothed.noise().draw(smoothed.seed());
            for (int column = 0; column < from.length; column++) {
                noisy[column] += from[column];
            }
            return noisy;
        }
        return from;
    }

    /**
     * The rows of the outcome, of images or of a table.
     *
     * @param examples the original rows
     */
    public Examples apply(Examples examples) {
        return examples instanceof LabeledTable table ? apply(table) : apply(examples.images());
    }

    /**
     * The table of the outcome.
     *
     * @param table the original rows
     */
    public LabeledTable apply(LabeledTable table) {
        checkSource(table.size());
        int columns = table.features();
        double[] values = new double[Math.multiplyExact(size(), columns)];
        for (int i = 0; i < size(); i++) {
            double[] made = made(rows.get(i), table::row);
            System.arraycopy(made, 0, values, i * columns, columns);
        }
        int[] labels = rows.stream().mapToInt(row -> table.label(row.base())).toArray();
        return new LabeledTable(table.columns(), values, labels, table.classes());
    }

    /**
     * The images of the outcome. Images stay bytes, so that a synthetic pixel is rounded, halves up: it differs from the
     * formula's number by at most half of one grey level of 255. What lies below 0 or above 255 becomes 0 or 255.
     *
     * @param images the original rows; none has a name instead of a number
     */
    public LabeledImages apply(LabeledImages images) {
        checkSource(images.size());
        byte[] labels = new byte[size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.labels()[rows.get(i).base()];
        }
        return new LabeledImages(images.shape(), applyToPixels(images), labels, images.classes());
    }

    /**
     * The pixels of the outcome, rounded as {@link #apply(LabeledImages)} says.
     *
     * @param images the original rows
     */
    byte[] applyToPixels(LabeledImages images) {
        return apply(images::copyImage, images.features());
    }

    /** Copies a row of bytes to an array, from some index on. */
    @FunctionalInterface
    interface ByteRows {
        void copy(int row, byte[] into, int at);
    }

    /**
     * The outcome's rows of bytes, one after the other, rounded as {@link #apply(LabeledImages)} says.
     *
     * @param originals the original rows
     * @param columns bytes a row
     */
    byte[] apply(ByteRows originals, int columns) {
        byte[] result = new byte[held(columns)];
        byte[] neighbor = new byte[columns];
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            int at = i * columns;
            originals.copy(row.base(), result, at);
            if (row instanceof Synthetic synthetic) {
                originals.copy(synthetic.neighbor(), neighbor, 0);
                for (int p = 0; p < columns; p++) {
                    int value = result[at + p] & 0xff;
                    int difference = (neighbor[p] & 0xff) - value;
                    result[at + p] = (byte) nearestGrey(value + synthetic.gap() * difference);
                }
            } else if (row instanceof Smoothed smoothed) {
                double[] noise = smoothed.noise().draw(smoothed.seed());
                for (int p = 0; p < columns; p++) {
                    result[at + p] = (byte) nearestGrey((result[at + p] & 0xff) + noise[p]);
                }
            }
        }
        return result;
    }

    /** How many bytes all rows have. */
    private int held(int columns) {
        long bytes = (long) size() * columns;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new NotApplicableException("balancing makes " + size() + " rows of " + columns
                    + " bytes, and no more than 2 GiB can be held; ask for fewer rows");
        }
        return (int) bytes;
    }

    /** Halves go up. */
    private static int nearestGrey(double value) {
        return (int) Math.max(0, Math.min(255, Math.floor(value + 0.5)));
    }

    private void checkSource(int count) {
        if (count != sourceRows) {
            throw new IllegalArgumentException(
                    "the recipe was made for " + sourceRows + " rows, but is applied to " + count);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Resampling that && sourceRows == that.sourceRows && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return 31 * sourceRows + rows.hashCode();
    }

    @Override
    public String toString() {
        return "Resampling[" + sourceRows + " rows to " + size() + "]";
    }

    /** Collects the rows of a recipe in their order. */
    static final class Builder {
        private final int sourceRows;
        private final List<Row> rows;

        Builder(int sourceRows) {
            this.sourceRows = sourceRows;
            rows = new ArrayList<>(sourceRows);
        }

        Builder addOriginals() {
            for (int row = 0; row < sourceRows; row++) {
                addOriginal(row);
            }
            return this;
        }

        void addOriginal(int row) {
            add(new Original(row));
        }

        void addSynthetic(int base, int neighbor, double gap) {
            add(new Synthetic(base, neighbor, gap));
        }

        void add(Row row) {
            rows.add(row);
        }

        Resampling build() {
            return new Resampling(sourceRows, rows);
        }
    }
}
