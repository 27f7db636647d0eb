package io.github.mnistlab.report;

import java.util.List;

/**
 * A table whose first column says what a row is about, and whose others hold numbers.
 *
 * @param title what stands above the first column
 * @param columns what stands above the others
 * @param rows what it shows
 */
public record ReportTable(String title, List<String> columns, List<Row> rows) {
    /** Copies. */
    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
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
