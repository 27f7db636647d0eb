package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.optional;
import static io.github.mnistlab.experiment.file.type.Group.Field.required;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.experiment.file.type.Axes;
import io.github.mnistlab.experiment.file.type.AxisValues;
import io.github.mnistlab.experiment.file.type.FieldPaths;
import io.github.mnistlab.experiment.file.type.FieldType;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.Shared;
import java.util.List;
import java.util.Set;

/** The fields that an experiment file can cross into variants. */
public final class MatrixContract {
    /** More trainings than anyone waits for. */
    public static final int MAX_CELLS = 1000;

    private static final int MAX_VALUES = 100;

    private static final FieldPaths PATHS = new FieldPaths(RunContract.RUN);

    private static final int MOST_METRICS = 100;

    /** Seeds are crossed with everything as it is. */
    private static final Set<String> NO_AXES = Set.of("seeds");

    private static final FieldType NAME =
            new Shared("named", "The name that an axis gives to one of its values.", NameForms.SAFE_NAME);

    public static final Group AXES = PATHS.group(NO_AXES, MatrixContract::values);

    /** Fields by path, each with a value or the name that an axis gives to one. */
    private static final FieldType CELL =
            new Shared("cell", "Values of fields, by path.", PATHS.group(Set.of(), value -> new OneOf(value, NAME)));

    public static final Field METRICS = withDefault(
            "metrics",
            new ListOf(GateContract.METRIC, "metrics", 1, MOST_METRICS, true),
            List.of("accuracy", "balanced-accuracy", "macro-f1", "min(recall)", "log-loss", "ece"),
            "The metrics that are shown, each in a table of the axes.");

    static final Group MATRIX = new Group(
            required(
                    "axes",
                    new Axes(AXES, values(NAME)),
                    "The fields that are crossed, each by its path, such as dataset.imbalance.ratio, with its"
                            + " values: a list, or a mapping that names each. A value overrides the base's."),
            optional(
                    "exclude",
                    new ListOf(CELL, "mappings from axis to value", 1, MAX_CELLS, true),
                    "Cells are left out that have all values of any item here."),
            optional(
                    "include",
                    new ListOf(CELL, "mappings from field to value", 1, MAX_CELLS, true),
                    "An item whose values of axes some cells have overrides its other fields in them; one whose"
                            + " values no cell has, of every axis, adds a cell."),
            METRICS);

    private MatrixContract() {}

    private static AxisValues values(FieldType value) {
        return new AxisValues(NAME, value, MAX_VALUES);
    }
}
