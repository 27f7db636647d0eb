package io.github.mnistlab.report.html;

import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.explore.Correlation;
import io.github.mnistlab.report.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The correlations of a table's columns of numbers, as a drawing of squares.
 *
 * @param names of the columns, first to last, shortened if long
 * @param cells of the lower half, row by row
 */
record CorrelationMap(List<String> names, List<Cell> cells) {
    /** More squares would be specks. */
    private static final int MOST = 24;

    /** Of a square, in the drawing's own units. */
    static final int SIDE = 22;

    /** Where squares begin: names are to the left. */
    static final int LEFT = 120;

    private static final int LONGEST_NAME = 18;

    /**
     * A pair of columns.
     *
     * @param x where it is
     * @param y likewise
     * @param tone the class of its style: plus, minus, or none where there is no coefficient
     * @param strength 0 to 1
     * @param title the pair and its coefficient
     */
    record Cell(int x, int y, String tone, double strength, String title) {}

    /**
     * @param order of the columns
     * @return nothing of less than two columns of numbers
     */
    static Optional<CorrelationMap> of(LabeledTable table, List<Integer> order) {
        List<Integer> columns = order.stream()
                .filter(column -> !table.columns().get(column).isCategorical())
                .limit(MOST)
                .toList();
        if (columns.size() < 2) {
            return Optional.empty();
        }
        List<String> names = columns.stream()
                .map(column -> PlainText.oneLine(table.columns().get(column).name()))
                .toList();
        List<Cell> cells = new ArrayList<>();
        for (int row = 1; row < columns.size(); row++) {
            for (int column = 0; column < row; column++) {
                double r = Correlation.between(table, columns.get(row), columns.get(column));
                cells.add(new Cell(
                        LEFT + column * SIDE,
                        row * SIDE,
                        Double.isNaN(r) ? "none" : r < 0 ? "minus" : "plus",
                        Double.isNaN(r) ? 0 : Math.rint(100 * Math.min(1, Math.abs(r))) / 100,
                        names.get(row) + " and " + names.get(column) + ": " + coefficient(r)));
            }
        }
        return Optional.of(
                new CorrelationMap(names.stream().map(CorrelationMap::shortened).toList(), cells));
    }

    private static String coefficient(double r) {
        return Double.isNaN(r) ? "none" : String.format(Locale.ROOT, "%+.3f", r);
    }

    /** Without its middle: names of many columns begin alike. */
    private static String shortened(String name) {
        int kept = LONGEST_NAME / 2 - 1;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, kept) + "\u2026" + name.substring(name.length() - kept);
    }

    int width() {
        return LEFT + names.size() * SIDE + LEFT;
    }

    int height() {
        return names.size() * SIDE + 4;
    }
}
