package io.github.mnistlab.report.text;

import java.util.List;

/**
 * A table whose first column says what a row is about.
 *
 * @param title what stands above the first column
 * @param columns what stands above the others
 * @param rows what it shows
 * @param words whether the other columns hold words, to be read, and not numbers, to be compared
 */
public record ReportTable(String title, List<String> columns, List<Row> rows, boolean words) {
    /** Copies. */
    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Of numbers. */
    public ReportTable(String title, List<String> columns, List<Row> rows) {
        this(title, columns, rows, false);
    }

    /**
     * @param label plain text
     * @param detail whether the row adds to the one above, and is to be seen less
     * @param cells as many as there are columns
     */
    public record Row(String label, boolean detail, List<String> cells) {
        /** Copies. */
        public Row {
            cells = List.copyOf(cells);
        }
    }
}
