package io.github.mnistlab.data.file;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Slices of a table by its own categorical columns. */
public final class TableSlices {
    /** What rows are of whose category is missing. */
    private static final String MISSING = "missing";

    private TableSlices() {}

    /**
     * Those of a table's test rows, before they are thinned.
     *
     * @param columns the columns that are wanted, at least one
     * @throws DataException if one is none of the table's categorical features; names those that there are
     */
    public static SliceFile of(TableFiles files, List<String> columns, int fewestRows) {
        LabeledTable test = (LabeledTable) files.load().test();
        List<String> names = test.columns().stream()
                .filter(Column::isCategorical)
                .map(Column::name)
                .toList();
        List<String> unknown =
                columns.stream().filter(name -> !names.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new DataException("slices.columns: " + String.join(", ", unknown)
                    + (unknown.size() == 1 ? " is none" : " are none") + " of the table's categorical features ("
                    + (names.isEmpty() ? "it has none" : String.join(", ", names))
                    + "); for other columns name a file of slices, with a row for each test row");
        }
        List<Slices.Column> slices = new ArrayList<>();
        List<String> content = new ArrayList<>();
        for (String name : columns) {
            List<String> values = values(test, name);
            slices.add(Slices.Column.of(name, values));
            content.add(name);
            content.addAll(values);
        }
        return new SliceFile(Slices.of(slices, fewestRows), Sha256.of(String.join("\n", content)), true);
    }

    private static List<String> values(LabeledTable table, String name) {
        int place = IntStream.range(0, table.columns().size())
                .filter(column -> table.columns().get(column).name().equals(name))
                .findFirst()
                .orElseThrow();
        List<String> categories = table.columns().get(place).categories();
        return IntStream.range(0, table.size())
                .mapToDouble(row -> table.value(row, place))
                .mapToObj(value -> Double.isNaN(value) ? MISSING : categories.get((int) value))
                .toList();
    }
}
