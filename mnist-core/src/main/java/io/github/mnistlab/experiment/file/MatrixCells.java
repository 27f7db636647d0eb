package io.github.mnistlab.experiment.file;

import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.file.MatrixAxes.Axis;
import io.github.mnistlab.experiment.file.MatrixAxes.Value;
import io.github.mnistlab.experiment.file.contract.MatrixContract;
import io.github.mnistlab.experiment.file.contract.NameForms;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variants that a matrix makes, each as if it had been written by hand: a name, and overrides whose nodes keep the
 * positions that they were read from. Cells are in the order of the axes, the last one changing fastest; those that are
 * included come last.
 */
final class MatrixCells {
    private final MatrixAxes axes;
    private final Problems problems;
    private final List<Cell> cells = new ArrayList<>();

    private MatrixCells(MatrixAxes axes, Problems problems) {
        this.axes = axes;
        this.problems = problems;
    }

    /** A combination of values, one of each axis, and what else it overrides. */
    private record Cell(int line, int column, Map<String, Value> values, List<YamlNode.Entry> more) {

        String name() {
            return String.join("-", values.values().stream().map(Value::inName).toList());
        }

        boolean has(Map<String, Value> wanted) {
            return wanted.entrySet().stream().allMatch(entry -> entry.getValue().equals(values.get(entry.getKey())));
        }
    }

    /**
     * A variant that the matrix makes.
     *
     * @param entry its name and its overrides
     * @param coordinates the value of each axis, in short
     */
    record Generated(YamlNode.Entry entry, Map<String, String> coordinates) {}

    /** The cells of a matrix, and what is reported of them. Empty if its axes cannot be read. */
    static Optional<MatrixCells> of(YamlNode.Entry matrix, Problems problems) {
        if (!(matrix.value() instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        Optional<MatrixAxes> axes = MatrixAxes.read(mapping, problems);
        if (axes.isEmpty()) {
            return Optional.empty();
        }
        if (axes.get().combinations() > MatrixContract.MAX_CELLS) {
            problems.addUnreported(
                    matrix.key(),
                    "matrix: these axes have more than " + MatrixContract.MAX_CELLS
                            + " combinations of values, which is the most that is allowed, before any is excluded");
            return Optional.empty();
        }
        MatrixCells cells = new MatrixCells(axes.get(), problems);
        cells.cross(0, new LinkedHashMap<>());
        cells.exclude(items(mapping, "exclude"));
        cells.include(items(mapping, "include"));
        if (cells.cells.isEmpty()) {
            problems.addUnreported(matrix.key(), "matrix: every cell is excluded; leave at least one");
            return Optional.empty();
        }
        cells.checkNames(matrix.key());
        return Optional.of(cells);
    }

    private static List<YamlNode> items(YamlNode.Mapping matrix, String field) {
        return matrix.get(field).orElse(null) instanceof YamlNode.Sequence list ? list.items() : List.of();
    }

    private void cross(int next, Map<String, Value> values) {
        if (next == axes.all().size()) {
            YamlNode last = List.copyOf(values.values()).get(next - 1).node();
            cells.add(new Cell(last.line(), last.column(), new LinkedHashMap<>(values), new ArrayList<>()));
            return;
        }
        Axis axis = axes.all().get(next);
        for (Value value : axis.values()) {
            values.put(axis.field(), value);
            cross(next + 1, values);
        }
        values.remove(axis.field());
    }

    private void exclude(List<YamlNode> items) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof YamlNode.Mapping item) {
                String path = "matrix.exclude[" + i + "]";
                excluded(item, path).ifPresent(wanted -> {
                    if (!cells.removeIf(cell -> cell.has(wanted))) {
                        problems.addUnreported(
                                item, path + ": matches no cell that is not excluded already; take it out");
                    }
                });
            }
        }
    }

    /** What an item excludes; nothing if it names what is not there, which is reported. */
    private Optional<Map<String, Value>> excluded(YamlNode.Mapping item, String path) {
        Map<String, Value> wanted = new LinkedHashMap<>();
        for (YamlNode.Entry entry : item.entries()) {
            String field = entry.key().text();
            Optional<Axis> axis = axes.get(field);
            if (axis.isEmpty()) {
                problems.addUnreported(entry.key(), path + ": " + MatrixAxes.noAxis(field, axes.fields()));
            } else if (axis.get().find(entry.value()).isEmpty()) {
                problems.addUnreported(entry.value(), path + "." + field + ": " + noValue(axis.get(), entry.value()));
            } else {
                wanted.put(field, axis.get().find(entry.value()).get());
            }
        }
        if (item.entries().isEmpty()) {
            problems.addUnreported(item, path + ": names no value; name one of an axis at least, or take it out");
        }
        boolean known = wanted.size() == item.entries().size() && !wanted.isEmpty();
        return known ? Optional.of(wanted) : Optional.empty();
    }

    private static String noValue(Axis axis, YamlNode value) {
        String label = ValueNames.label(value);
        return "the axis has no value " + YamlNode.quote(label) + NearestName.hint(label, axis.labels()) + " (values: "
                + String.join(", ", axis.labels()) + ")";
    }

    private void include(List<YamlNode> items) {
        List<Cell> crossed = List.copyOf(cells);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof YamlNode.Mapping item) {
                include(item, "matrix.include[" + i + "]", crossed);
            }
        }
    }

    private void include(YamlNode.Mapping item, String path, List<Cell> crossed) {
        Map<String, Value> wanted = new LinkedHashMap<>();
        List<YamlNode.Entry> more = new ArrayList<>();
        for (YamlNode.Entry entry : item.entries()) {
            Optional<Axis> axis = axes.get(entry.key().text());
            if (axis.isPresent()) {
                wanted.put(
                        entry.key().text(), axis.get().find(entry.value()).orElseGet(() -> value(axis.get(), entry)));
            } else {
                more.add(entry);
            }
        }
        List<Cell> there = crossed.stream().filter(cell -> cell.has(wanted)).toList();
        if (there.isEmpty()) {
            addCell(item, path, wanted, more);
        } else if (more.isEmpty()) {
            problems.addUnreported(item, path + ": these cells are there already, and nothing is changed in them");
        } else {
            there.forEach(cell -> cell.more().addAll(more));
        }
        checkOverlap(there, wanted, more, path);
    }

    /** A value that is only here. */
    private Value value(Axis axis, YamlNode.Entry entry) {
        String shortName = Matrix.shortName(axis.field(), axes.fields());
        return new Value(ValueNames.label(entry.value()), ValueNames.inName(shortName, entry.value()), entry.value());
    }

    private void addCell(YamlNode.Mapping item, String path, Map<String, Value> wanted, List<YamlNode.Entry> more) {
        List<String> missing = axes.fields().stream()
                .filter(field -> !wanted.containsKey(field))
                .toList();
        if (!missing.isEmpty()) {
            problems.addUnreported(
                    item,
                    path + ": no cell has these values, and an item that adds a cell must name a value of every axis; "
                            + String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " missing");
            return;
        }
        Map<String, Value> values = new LinkedHashMap<>();
        axes.fields().forEach(field -> values.put(field, wanted.get(field)));
        cells.add(new Cell(item.line(), item.column(), values, new ArrayList<>(more)));
    }

    /** Where a cell is says what it has. */
    private void checkOverlap(List<Cell> there, Map<String, Value> wanted, List<YamlNode.Entry> more, String path) {
        for (YamlNode.Entry entry : more) {
            String field = entry.key().text();
            axes.fields().stream()
                    .filter(axis -> MatrixAxes.sets(field, entry.value(), axis)
                            || (wanted.containsKey(axis)
                                    && MatrixAxes.sets(axis, wanted.get(axis).node(), field))
                            || there.stream()
                                    .anyMatch(cell -> MatrixAxes.sets(
                                            axis, cell.values().get(axis).node(), field)))
                    .forEach(axis -> problems.addUnreported(
                            entry.key(), path + "." + field + ": the axis " + axis + " says this already"));
        }
    }

    private void checkNames(YamlNode.Key matrix) {
        Set<String> names = new HashSet<>();
        for (Cell cell : cells) {
            String name = cell.name();
            YamlNode.Scalar text = new YamlNode.Scalar(cell.line(), cell.column(), name, false);
            if (!NameForms.SAFE_NAME.accepts(text)) {
                // Of all cells that are too long, one tells enough.
                problems.addUnreported(
                        matrix,
                        "matrix: the name of a cell would be " + YamlNode.quote(name) + ", but allowed is "
                                + NameForms.SAFE_NAME.allowed() + "; " + named());
            } else if (!names.add(name)) {
                problems.addUnreported(
                        text, "matrix: a second cell would have the name " + YamlNode.quote(name) + "; " + named());
            }
        }
    }

    private static String named() {
        return "give the values of an axis short names of their own, as balancing: {short: {method: smote}}";
    }

    /** All cells, as variants. */
    List<Generated> generated() {
        return cells.stream().map(MatrixCells::generated).toList();
    }

    private static Generated generated(Cell cell) {
        List<YamlNode.Entry> overrides = new ArrayList<>();
        cell.values().forEach((field, value) -> {
            YamlNode.Key key =
                    new YamlNode.Key(value.node().line(), value.node().column(), field);
            overrides.add(new YamlNode.Entry(key, value.node()));
        });
        overrides.addAll(cell.more());
        // Whole mappings before their parts.
        overrides.sort(Comparator.comparingInt(entry -> entry.key().text().length()));
        YamlNode.Mapping tree = new YamlNode.Mapping(cell.line(), cell.column(), List.of());
        for (YamlNode.Entry override : overrides) {
            tree = (YamlNode.Mapping) union(tree, nested(override));
        }
        Map<String, String> coordinates = new LinkedHashMap<>();
        cell.values().forEach((field, value) -> coordinates.put(field, value.label()));
        YamlNode.Key key = new YamlNode.Key(cell.line(), cell.column(), cell.name());
        return new Generated(new YamlNode.Entry(key, tree), coordinates);
    }

    /** The mapping that a path stands for. */
    private static YamlNode nested(YamlNode.Entry override) {
        YamlNode.Key key = override.key();
        String[] names = key.text().split("\\" + Check.SEPARATOR, -1);
        YamlNode node = override.value();
        for (int i = names.length - 1; i >= 0; i--) {
            YamlNode.Entry entry = new YamlNode.Entry(new YamlNode.Key(key.line(), key.column(), names[i]), node);
            node = new YamlNode.Mapping(key.line(), key.column(), List.of(entry));
        }
        return node;
    }

    /** Both; where they say something of the same field, the second. */
    private static YamlNode union(YamlNode one, YamlNode other) {
        if (!(one instanceof YamlNode.Mapping first) || !(other instanceof YamlNode.Mapping second)) {
            return other;
        }
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        first.entries().forEach(entry -> entries.put(entry.key().text(), entry));
        for (YamlNode.Entry entry : second.entries()) {
            entries.merge(
                    entry.key().text(),
                    entry,
                    (below, above) -> new YamlNode.Entry(above.key(), union(below.value(), above.value())));
        }
        return new YamlNode.Mapping(first.line(), first.column(), List.copyOf(entries.values()));
    }

    /** The axes with those of their values that a cell has. */
    List<Matrix.Axis> axes() {
        return axes.all().stream()
                .map(axis -> {
                    Set<String> used = new LinkedHashSet<>();
                    Set<String> ofCells = new LinkedHashSet<>();
                    cells.forEach(
                            cell -> ofCells.add(cell.values().get(axis.field()).label()));
                    axis.labels().stream().filter(ofCells::contains).forEach(used::add);
                    used.addAll(ofCells);
                    return new Matrix.Axis(axis.field(), List.copyOf(used));
                })
                .toList();
    }
}
