package io.github.mnistlab.data.file;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Slices of a table by its own columns: categorical features, and any that are no features. */
public final class TableSlices {
    /** What rows are of whose category is missing, unless a category is called so. */
    private static final String MISSING = "missing";

    private TableSlices() {}

    /**
     * Those of a table's test rows, before they are thinned.
     *
     * @param columns the columns that are wanted, at least one
     * @throws DataException if one is not there, or is a feature of numbers; names those that there are
     */
    public static SliceFile of(TableFiles files, List<String> columns, int fewestRows) {
        LabeledTable test = files.test(columns);
        List<String> numbers = test.columns().stream()
                .filter(column -> !column.isCategorical())
                .map(Column::name)
                .filter(columns::contains)
                .toList();
        if (!numbers.isEmpty()) {
            throw new DataException("slices.columns: " + String.join(", ", numbers)
                    + (numbers.size() == 1 ? " has" : " have")
                    + " numbers, which make no slices; name a column of groups in its place, under dataset.ignore if it is"
                    + " not to be learnt from");
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
        String missing = missing(categories);
        return IntStream.range(0, table.size())
                .mapToDouble(row -> table.value(row, place))
                .mapToObj(value -> Double.isNaN(value) ? missing : categories.get((int) value))
                .toList();
    }

    /** A name that no category has. */
    private static String missing(List<String> categories) {
        String name = MISSING;
        while (categories.contains(name)) {
            name = "(" + name + ")";
        }
        return name;
    }
}
