package io.github.mnistlab.external.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns that a model takes of a table, found there by their names. */
public final class ModelColumns {
    private static final int NAMED = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelColumns() {}

    /**
     * What a list of columns says in JSON, as files that experiments here wrote have it.
     *
     * @return nothing if it is no such list
     */
    static Optional<List<Column>> parse(String json) {
        List<Column> columns = new ArrayList<>();
        try {
            JsonNode list = JSON.readTree(json);
            for (JsonNode column : list) {
                List<String> categories = new ArrayList<>();
                column.path("categories").forEach(category -> categories.add(category.asText()));
                columns.add(new Column(column.path("name").asText(), categories));
            }
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }

    /**
     * What a table lacks for a model.
     *
     * @param wanted the columns that the model takes
     * @return sentences; none if it has them all
     */
    public static List<String> faults(List<Column> wanted, List<Column> table) {
        Map<String, Column> byName = byName(table);
        List<String> faults = new ArrayList<>();
        for (Column column : wanted) {
            Column there = byName.get(column.name());
            if (there == null) {
                faults.add("it takes the column '" + OnnxValue.printable(column.name())
                        + "', which the table does not have");
            } else if (there.isCategorical() != column.isCategorical()) {
                faults.add("its column '" + OnnxValue.printable(column.name()) + "' has " + kind(column)
                        + ", but that of the table has " + kind(there)
                        + (column.isCategorical() ? "; name it under dataset.categorical" : ""));
            }
        }
        int more = faults.size() - NAMED;
        if (more > 0) {
            faults.subList(NAMED, faults.size()).clear();
            faults.add("and " + more + " more columns");
        }
        return faults;
    }

    private static Map<String, Column> byName(List<Column> columns) {
        Map<String, Column> byName = new HashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    private static String kind(Column column) {
        return column.isCategorical() ? "names" : "numbers";
    }

    /**
     * The rows with the columns that a model takes, in its order, each of which must be there.
     *
     * @param wanted as {@link #faults} finds them all
     */
    public static LabeledTable of(LabeledTable table, List<Column> wanted) {
        Map<String, Integer> places = new HashMap<>();
        for (int column = 0; column < table.features(); column++) {
            places.put(table.columns().get(column).name(), column);
        }
        return table.withColumns(
                wanted.stream().mapToInt(column -> places.get(column.name())).toArray());
    }
}
