package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.nullable;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.data.PreparationSpec;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;

/** How a table's numbers are prepared for a network. */
final class PreparationContract {
    static final Group PREPARATION = new Group(
            withDefault(
                    "scaling",
                    Choice.of(PreparationSpec.Scaling.class),
                    PreparationSpec.DEFAULT.scaling(),
                    "Of columns of numbers: none; zero-to-one (by least and greatest); standard (mean and"
                            + " standard deviation); robust (median and range of the middle half)."),
            nullable(
                    "missing",
                    Choice.of(PreparationSpec.Missing.class),
                    "What becomes of missing values (empty, NA, NaN, ?): the column's mean or median, of names"
                            + " the most frequent; drop leaves the row out. Left out: they are refused."));

    private PreparationContract() {}
}
