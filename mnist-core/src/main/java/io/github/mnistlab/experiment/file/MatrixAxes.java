package io.github.mnistlab.experiment.file;

import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.file.contract.MatrixContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The axes of a matrix as the file has them, as far as they can be read. */
final class MatrixAxes {
    private static final String PATH = "matrix.axes";

    private final List<Axis> axes = new ArrayList<>();
    private final Problems problems;
    private boolean readable = true;

    private MatrixAxes(Problems problems) {
        this.problems = problems;
    }

    /**
     * A value of an axis.
     *
     * @param label what it is called; no other value of its axis has this label
     * @param inName its part of a cell's name
     */
    record Value(String label, String inName, YamlNode node) {}

    /**
     * A field and its values.
     *
     * @param key where it is named
     * @param named whether the file gives the values their names
     */
    record Axis(YamlNode.Key key, boolean named, List<Value> values) {
        String field() {
            return key.text();
        }

        /** The value that a node elsewhere in the file means: its name, if it has one, or the same data. */
        Optional<Value> find(YamlNode node) {
            return values.stream()
                    .filter(value -> named
                            ? node instanceof YamlNode.Scalar scalar
                                    && scalar.text().equals(value.label())
                            : node.value().equals(value.node().value()))
                    .findFirst();
        }

        List<String> labels() {
            return values.stream().map(Value::label).toList();
        }
    }

    /**
     * Reads the axes and reports what the contract cannot say.
     *
     * @return nothing if the axes are no such thing, which the contract reports
     */
    static Optional<MatrixAxes> read(YamlNode.Mapping matrix, Problems problems) {
        MatrixAxes read = new MatrixAxes(problems);
        if (!(matrix.get("axes").orElse(null) instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        if (mapping.entries().isEmpty()) {
            problems.add(
                    mapping,
                    PATH + ": found an empty mapping, but at least one axis is needed, such as"
                            + " balancing.method: [none, smote]");
        }
        List<String> fields =
                mapping.entries().stream().map(entry -> entry.key().text()).toList();
        mapping.entries()
                .forEach(entry -> read.add(entry, Matrix.shortName(entry.key().text(), fields)));
        read.axes.forEach(read::checkOverlap);
        return read.readable && !read.axes.isEmpty() ? Optional.of(read) : Optional.empty();
    }

    List<Axis> all() {
        return axes;
    }

    Optional<Axis> get(String field) {
        return axes.stream().filter(axis -> axis.field().equals(field)).findFirst();
    }

    List<String> fields() {
        return axes.stream().map(Axis::field).toList();
    }

    /** How many combinations of values there are. */
    long combinations() {
        return axes.stream().mapToLong(axis -> axis.values().size()).reduce(1, MatrixAxes::product);
    }

    /** Large enough to be refused, whatever the factors. */
    private static long product(long one, long other) {
        return one > Integer.MAX_VALUE ? one : one * other;
    }

    private void add(YamlNode.Entry entry, String shortName) {
        boolean known = MatrixContract.AXES.names().contains(entry.key().text());
        List<Value> values = new ArrayList<>();
        boolean named = entry.value() instanceof YamlNode.Mapping;
        if (entry.value() instanceof YamlNode.Sequence list) {
            list.items()
                    .forEach(item ->
                            values.add(new Value(ValueNames.label(item), ValueNames.inName(shortName, item), item)));
        } else if (entry.value() instanceof YamlNode.Mapping mapping) {
            mapping.entries()
                    .forEach(value ->
                            values.add(new Value(value.key().text(), value.key().text(), value.value())));
        }
        if (!known || values.isEmpty()) {
            readable = false;
            return;
        }
        axes.add(new Axis(entry.key(), named, values));
        checkLabels(entry.key().text(), values);
    }

    private void checkLabels(String field, List<Value> values) {
        Map<String, Value> seen = new HashMap<>();
        for (Value value : values) {
            Value first = seen.putIfAbsent(value.label(), value);
            // The same data twice is the contract's to report.
            if (first != null && !first.node().value().equals(value.node().value())) {
                problems.addUnreported(
                        value.node(),
                        PATH + "." + field + ": two values are called " + YamlNode.quote(value.label())
                                + "; give them names of their own, as " + field + ": {" + value.label()
                                + ": …, other: …}");
            }
            readable &= first == null;
        }
    }

    /** An axis that sets what is inside of another's values would make them mean something else. */
    private void checkOverlap(Axis axis) {
        for (Axis other : axes) {
            if (!other.field().equals(axis.field())
                    && other.values().stream().anyMatch(value -> sets(other.field(), value.node(), axis.field()))) {
                problems.addUnreported(
                        axis.key(),
                        PATH + "." + axis.field() + ": the values of " + other.field() + " set this field too");
            }
        }
    }

    /**
     * Whether a value decides a field by itself.
     *
     * @param path of the value
     * @param field a path
     */
    static boolean sets(String path, YamlNode value, String field) {
        if (path.equals(field)) {
            return true;
        }
        if (!field.startsWith(path + Check.SEPARATOR)) {
            return false;
        }
        if (!(value instanceof YamlNode.Mapping mapping)) {
            return true;
        }
        String rest = field.substring(path.length() + 1);
        return mapping.entries().stream().anyMatch(entry -> sets(entry.key().text(), entry.value(), rest));
    }

    /** A field that is no axis where one must be named. */
    static String noAxis(String field, Collection<String> axes) {
        return YamlNode.quote(field) + " is no axis" + NearestName.hint(field, axes) + " (axes: "
                + String.join(", ", axes) + ")";
    }
}
