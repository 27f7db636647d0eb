package io.github.mnistlab.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The test rows by columns of categories, such as who wrote a digit: each value of a column is a {@link Slice}. Immutable.
 */
public final class Slices {
    private final List<Column> columns;
    private final int rows;
    private final int fewestRows;

    private Slices(List<Column> columns, int rows, int fewestRows) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.fewestRows = fewestRows;
    }

    /**
     * @param columns at least one, none of a name twice, all of as many rows
     * @param fewestRows a slice of fewer rows is too small to be judged
     * @throws IllegalArgumentException if there is no column, one is there twice, or they differ in their rows
     */
    public static Slices of(List<Column> columns, int fewestRows) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("slices need a column");
        }
        int rows = columns.get(0).rows();
        if (columns.stream().anyMatch(column -> column.rows() != rows)
                || columns.stream().map(Column::name).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("columns of slices must differ in name and be of as many rows");
        }
        return new Slices(columns, rows, fewestRows);
    }

    /** The category of each row. */
    public static final class Column {
        private final String name;
        private final List<String> values;
        private final int[] ofRows;

        private Column(String name, List<String> values, int[] ofRows) {
            this.name = name;
            this.values = values;
            this.ofRows = ofRows;
        }

        /**
         * @param ofRows the category of each row
         */
        public static Column of(String name, List<String> ofRows) {
            List<String> values = List.copyOf(new TreeSet<>(ofRows));
            Map<String, Integer> places = new HashMap<>();
            values.forEach(value -> places.put(value, places.size()));
            return new Column(
                    name, values, ofRows.stream().mapToInt(places::get).toArray());
        }

        /** What it is called. */
        public String name() {
            return name;
        }

        /** Its categories, in the order of Unicode. */
        public List<String> values() {
            return values;
        }

        /** The category of each row, as its place in {@link #values}; a copy. */
        public int[] ofRows() {
            return ofRows.clone();
        }

        private int rows() {
            return ofRows.length;
        }

        private int[] rowsOf(int value) {
            return IntStream.range(0, ofRows.length)
                    .filter(row -> ofRows[row] == value)
                    .toArray();
        }

        private Column only(int[] rows) {
            return of(
                    name,
                    Arrays.stream(rows).mapToObj(row -> values.get(ofRows[row])).toList());
        }
    }

    /** In the order of their file. */
    public List<Column> columns() {
        return columns;
    }

    /** How many test rows there are. */
    public int rows() {
        return rows;
    }

    /** How many rows a slice must have to be judged. */
    public int fewestRows() {
        return fewestRows;
    }

    /** The column of a name. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** All slices, column by column. */
    public List<Slice> all() {
        return columns.stream().flatMap(column -> of(column.name()).stream()).toList();
    }

    /**
     * The slices of a column.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public List<Slice> of(String column) {
        return require(column).values().stream()
                .map(value -> new Slice(column, value))
                .toList();
    }

    /**
     * The rows of a slice, in their order.
     *
     * @throws IllegalArgumentException if there is no such slice
     */
    public int[] rowsOf(Slice slice) {
        Column column = require(slice.column());
        int value = column.values().indexOf(slice.value());
        if (value < 0) {
            throw new IllegalArgumentException("there is no slice " + slice);
        }
        return column.rowsOf(value);
    }

    /** The same of some rows alone, which are numbered anew. */
    public Slices only(int[] some) {
        return new Slices(columns.stream().map(column -> column.only(some)).toList(), some.length, fewestRows);
    }

    private Column require(String column) {
        return column(column).orElseThrow(() -> new IllegalArgumentException("there is no column " + column));
    }
}
