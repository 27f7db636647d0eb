package io.github.mnistlab.external.onnx;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.DataException;
import io.github.mnistlab.experiment.JudgedModel;
import io.github.mnistlab.experiment.JudgedModel.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Works out how a model is asked of the rows of a table. Columns are found by name where the file says which it takes, as files
 * that experiments here wrote do; otherwise it takes all, in their order, and none of them may have names for values.
 */
public final class OnnxTableCalls {
    private static final List<String> INPUT_TYPES = List.of("float32", "float64");
    private static final int NAMED = 20;

    private final OnnxFile file;
    private final List<Column> table;
    private final List<String> classNames;
    private final OnnxEnds ends;
    private final List<String> faults;

    private OnnxTableCalls(OnnxFile file, JudgedModel.Onnx model, List<Column> table, List<String> classNames) {
        this.file = file;
        this.table = table;
        this.classNames = classNames;
        this.ends = new OnnxEnds(file, model);
        this.faults = ends.faults();
    }

    /**
     * How the model of a file is asked.
     *
     * @param table the columns of features
     * @param classNames by class
     * @throws DataException if they disagree or leave a choice; says so of all
     */
    public static OnnxCall of(OnnxFile file, JudgedModel.Onnx model, List<Column> table, List<String> classNames) {
        return new OnnxTableCalls(file, model, table, classNames).call();
    }

    /** The columns that the model takes, in its order, with the names that it has numbers for. */
    public static List<Column> columns(OnnxFile file, List<Column> table) {
        return OnnxMetadata.columns(file.metadata()).orElse(table);
    }

    private OnnxCall call() {
        Optional<OnnxValue> in = ends.in("takes the rows");
        Optional<OnnxValue> out = ends.out();
        Optional<Values> values = ends.values();
        if (ends.said().scale() != null || ends.said().layout() != null) {
            faults.add("input.scale and input.layout are about pixels, which a table does not have");
        }
        checkColumns();
        checkClasses();
        List<Column> columns = columns(file, table);
        in.ifPresent(taken -> checkInput(taken, columns));
        out.ifPresent(given -> values.ifPresent(kind -> ends.checkOutput(given, kind)));
        if (!faults.isEmpty()) {
            throw new DataException(message(in, out));
        }
        List<Long> axes = new ArrayList<>(axes(columns));
        in.orElseThrow().shape().ifPresent(shape -> axes.set(0, shape.get(0)));
        return new OnnxCall(
                in.orElseThrow().name(),
                in.orElseThrow().type(),
                axes,
                null,
                out.orElseThrow().name(),
                values.orElseThrow());
    }

    private static List<Long> axes(List<Column> columns) {
        return List.of(OnnxValue.ANY, (long) columns.size());
    }

    private void checkColumns() {
        Optional<List<Column>> wanted = OnnxMetadata.columns(file.metadata());
        if (wanted.isPresent()) {
            faults.addAll(ModelColumns.faults(wanted.get(), table));
            return;
        }
        List<String> names = table.stream()
                .filter(Column::isCategorical)
                .map(column -> "'" + column.name() + "'")
                .limit(NAMED)
                .toList();
        if (!names.isEmpty()) {
            faults.add(
                    "columns with names for values, " + String.join(", ", names) + ", cannot go in, for the file does"
                            + " not say what number each name is: its metadata must have " + OnnxMetadata.COLUMNS
                            + ", as files that experiments here wrote do");
        }
    }

    private void checkClasses() {
        OnnxMetadata.classes(file.metadata())
                .filter(classes -> !classes.equals(classNames))
                .ifPresent(
                        classes -> faults.add("it tells " + some(classes) + " apart, but the classes of the table are "
                                + some(classNames) + "; dataset.classNames may give another order"));
    }

    private static String some(List<String> names) {
        return names.stream().limit(NAMED).map(OnnxValue::printable).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "");
    }

    private void checkInput(OnnxValue taken, List<Column> columns) {
        if (!INPUT_TYPES.contains(taken.type())) {
            faults.add("the input is " + taken.describe() + ", but must be one of " + String.join(", ", INPUT_TYPES));
        } else if (!taken.takes(axes(columns))) {
            faults.add("the input is " + taken.describe() + ", but a row of the table has " + columns.size()
                    + (columns.size() == 1 ? " column" : " columns") + " of features: "
                    + some(columns.stream().map(Column::name).toList()));
        }
    }

    private String message(Optional<OnnxValue> in, Optional<OnnxValue> out) {
        return ends.message()
                + "\n  Under model, write what is true of it, such as"
                + "\n    input: {name: " + ends.nameOfInput(in) + "}"
                + "\n    output: {name: " + ends.nameOfOutput(out) + ", values: probabilities}"
                + "\n  values: probabilities, logits, labels";
    }
}
