package io.github.mnistlab.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows of numbers in columns with names, with a label each. A category is the number of its name; a value that is missing
 * is not a number.
 */
public final class LabeledTable implements Examples {
    private final List<Column> columns;

    private final TableValues values;

    /** Which of the table's rows each row is; null where it has them all, in order. */
    private final int[] rows;

    private final int[] labels;
    private final int classes;

    /**
     * A table in an array.
     *
     * @param columns at least one
     * @param values {@code labels.length * columns.size()} numbers, row after row; not copied
     * @param labels one class a row, from 0 to {@code classes - 1}; not copied
     * @param classes how many classes there are, rows or not: 2 to {@value Examples#MAX_CLASSES}
     * @throws IllegalArgumentException if sizes disagree or a label is out of range
     */
    public LabeledTable(List<Column> columns, double[] values, int[] labels, int classes) {
        this(columns, held(columns, values, labels), labels, classes);
    }

    /**
     * A table in pieces.
     *
     * @param columns likewise
     * @param pieces each has the numbers of {@code 1 << shift} rows, row after row, but for the last, which may have room for
     *     more than there are; not copied
     * @param shift how many rows a piece has, as a power of two
     * @throws IllegalArgumentException likewise
     */
    public static LabeledTable ofPieces(List<Column> columns, double[][] pieces, int shift, int[] labels, int classes) {
        return new LabeledTable(columns, new TableValues.Held(pieces, shift, columns.size()), labels, classes);
    }

    private static TableValues held(List<Column> columns, double[] values, int[] labels) {
        if (!columns.isEmpty() && values.length != (long) labels.length * columns.size()) {
            throw new IllegalArgumentException(labels.length + " rows of " + columns.size() + " columns need "
                    + (long) labels.length * columns.size() + " numbers, but there are " + values.length);
        }
        return TableValues.Held.of(values, columns.size());
    }

    private LabeledTable(List<Column> columns, TableValues values, int[] labels, int classes) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table needs a column");
        }
        if (classes < 2 || classes > MAX_CLASSES) {
            throw new IllegalArgumentException("classes must be 2 to " + MAX_CLASSES + ", but is " + classes);
        }
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new IllegalArgumentException(
                        "label of row " + row + " must be 0 to " + (classes - 1) + ", but is " + labels[row]);
            }
        }
        this.columns = List.copyOf(columns);
        this.values = values;
        this.rows = null;
        this.labels = labels;
        this.classes = classes;
    }

    private LabeledTable(LabeledTable all, int[] rows) {
        this.columns = all.columns;
        this.values = all.values;
        this.rows = Arrays.stream(rows).map(all::place).toArray();
        this.labels = Arrays.stream(rows).map(all::label).toArray();
        this.classes = all.classes;
    }

    /** The same rows with other numbers in other columns, each of which is worked out when it is asked for. */
    LabeledTable seenAs(List<Column> others, UnaryOperator<TableValues> through) {
        return new LabeledTable(List.copyOf(others), through.apply(values), rows, labels, classes);
    }

    private LabeledTable(List<Column> columns, TableValues values, int[] rows, int[] labels, int classes) {
        this.columns = columns;
        this.values = values;
        this.rows = rows;
        this.labels = labels;
        this.classes = classes;
    }

    /** Where a row is among those that are held. */
    private int place(int row) {
        return rows == null ? row : rows[row];
    }

    /** The columns, first to last. */
    public List<Column> columns() {
        return columns;
    }

    /** The columns that stand for names, once they are prepared: one entry for each categorical column of the file. */
    public List<OneHot> oneHot() {
        List<OneHot> groups = new ArrayList<>();
        int from = 0;
        for (int column = 1; column <= columns.size(); column++) {
            Optional<String> group = columns.get(from).oneHotOf();
            if (column == columns.size() || !columns.get(column).oneHotOf().equals(group)) {
                if (group.isPresent()) {
                    groups.add(new OneHot(from, column));
                }
                from = column;
            }
        }
        return List.copyOf(groups);
    }

    /** A number, a category's number, or not a number where it is missing. */
    public double value(int row, int column) {
        return values.value(place(row), column);
    }

    /** Copies a row's numbers to {@code into} from {@code at} on, rounded to single precision. */
    public void copyRow(int row, float[] into, int at) {
        int place = place(row);
        for (int column = 0; column < columns.size(); column++) {
            into[at + column] = (float) values.value(place, column);
        }
    }

    /** A copy of a row's numbers. */
    public double[] row(int row) {
        int place = place(row);
        double[] copy = new double[columns.size()];
        for (int column = 0; column < copy.length; column++) {
            copy[column] = values.value(place, column);
        }
        return copy;
    }

    /** The same rows with some of their columns, in this order; their numbers are copied. */
    public LabeledTable withColumns(int[] places) {
        double[] some = new double[Math.multiplyExact(size(), places.length)];
        for (int row = 0; row < size(); row++) {
            for (int i = 0; i < places.length; i++) {
                some[row * places.length + i] = value(row, places[i]);
            }
        }
        int[] theirs = IntStream.range(0, size()).map(this::label).toArray();
        return new LabeledTable(Arrays.stream(places).mapToObj(columns::get).toList(), some, theirs, classes);
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int features() {
        return columns.size();
    }

    @Override
    public int label(int row) {
        return labels[row];
    }

    @Override
    public LabeledTable select(int[] rows) {
        return new LabeledTable(this, rows);
    }

    @Override
    public boolean hasFeaturesOf(Examples other) {
        return other instanceof LabeledTable table && columns.equals(table.columns);
    }

    /** SHA-256, in hexadecimal, of columns and numbers, wherever they were read from. */
    public String featureDigest() {
        MessageDigest sha256 = Sha256.newDigest();
        for (Column column : columns) {
            String text = "Column[name=" + column.name() + ", categories=" + column.categories() + "]\n";
            sha256.update(text.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer row = ByteBuffer.allocate(columns.size() * Double.BYTES);
        for (int i = 0; i < size(); i++) {
            row.clear();
            for (int column = 0; column < columns.size(); column++) {
                // The two zeros are one number.
                row.putLong(Double.doubleToLongBits(value(i, column) + 0.0));
            }
            sha256.update(row.array());
        }
        return Sha256.hex(sha256);
    }

    /** SHA-256, in hexadecimal, of the number of classes and the labels. */
    public String labelDigest() {
        ByteBuffer bytes = ByteBuffer.allocate((1 + size()) * Integer.BYTES).putInt(classes);
        for (int label : labels) {
            bytes.putInt(label);
        }
        return Sha256.of(bytes.array());
    }

    @Override
    public String digest() {
        return Sha256.of(labelDigest() + featureDigest());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabeledTable that
                && classes == that.classes
                && columns.equals(that.columns)
                && Arrays.equals(labels, that.labels)
                && IntStream.range(0, size()).allMatch(row -> Arrays.equals(row(row), that.row(row)));
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + columns.hashCode();
    }

    @Override
    public String toString() {
        return "LabeledTable[" + size() + " rows, " + columns.size() + " columns, " + classes + " classes]";
    }
}
