package io.github.mnistlab.data;

/**
 * A table's numbers as a preparation makes them, each when it is asked for: a large table is not held twice.
 *
 * @param raw the numbers as they are
 * @param columns one for each number of a prepared row
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record PreparedValues(TableValues raw, From[] columns) implements TableValues {
    /**
     * Where a prepared number comes from.
     *
     * @param place of the raw column
     * @param fill what stands in for a missing value, or the number of a category
     * @param center what is taken off
     * @param scale what the rest is divided by
     * @param category that it stands for, of a column of names; else -1
     * @param places the fitted number of each of the table's own categories, or -1
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record From(int place, double fill, double center, double scale, int category, int[] places) {
        double of(double value) {
            if (category < 0) {
                return ((Double.isNaN(value) ? fill : value) - center) / scale;
            }
            return (Double.isNaN(value) ? (int) fill : places[(int) value]) == category ? 1 : 0;
        }
    }

    @Override
    public double value(int row, int column) {
        From from = columns[column];
        return from.of(raw.value(row, from.place()));
    }
}
