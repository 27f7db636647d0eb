package io.github.mnistlab.report.text;

import java.util.ArrayList;
import java.util.List;

/** A table in letters of one width, numbers to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * @param width that lines do not exceed unless the numbers alone do: a label that is too long has a line of its own
     */
    public static List<String> lines(ReportTable table, int width) {
        int[] columns = new int[table.columns().size()];
        int numbers = 0;
        for (int column = 0; column < columns.length; column++) {
            columns[column] = table.columns().get(column).length();
            for (ReportTable.Row row : table.rows()) {
                columns[column] =
                        Math.max(columns[column], row.cells().get(column).length());
            }
            numbers += GAP.length() + columns[column];
        }
        int most = Math.max(0, width - numbers);
        int labels = table.title().length();
        for (ReportTable.Row row : table.rows()) {
            if (label(row).length() <= most) {
                labels = Math.max(labels, label(row).length());
            }
        }
        List<String> lines = new ArrayList<>();
        line(lines, table.title(), labels, table.columns(), columns);
        for (ReportTable.Row row : table.rows()) {
            line(lines, label(row), labels, row.cells(), columns);
        }
        return lines;
    }

    /** The same, but a table that is too wide is divided into several of fewer columns each, one column at least. */
    public static List<List<String>> blocks(ReportTable table, int width) {
        List<List<String>> blocks = new ArrayList<>();
        int from = 0;
        while (from < table.columns().size()) {
            int to = table.columns().size();
            while (to > from + 1 && widest(lines(columns(table, from, to), width)) > width) {
                to--;
            }
            blocks.add(lines(columns(table, from, to), width));
            from = to;
        }
        return blocks;
    }

    private static int widest(List<String> lines) {
        return lines.stream().mapToInt(String::length).max().orElse(0);
    }

    private static ReportTable columns(ReportTable table, int from, int to) {
        return new ReportTable(
                table.title(),
                table.columns().subList(from, to),
                table.rows().stream()
                        .map(row -> new ReportTable.Row(
                                row.label(), row.detail(), row.cells().subList(from, to)))
                        .toList());
    }

    private static String label(ReportTable.Row row) {
        return (row.detail() ? GAP : "") + row.label();
    }

    private static void line(List<String> lines, String label, int labels, List<String> cells, int[] columns) {
        String start = label;
        if (label.length() > labels) {
            lines.add(label);
            start = "";
        }
        StringBuilder line = new StringBuilder(start).append(" ".repeat(labels - start.length()));
        for (int column = 0; column < columns.length; column++) {
            String cell = cells.get(column);
            line.append(GAP).append(" ".repeat(columns[column] - cell.length())).append(cell);
        }
        lines.add(line.toString().stripTrailing());
    }
}
