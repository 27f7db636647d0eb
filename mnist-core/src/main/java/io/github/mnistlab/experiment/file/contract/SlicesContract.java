package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.optional;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.data.Examples;
import io.github.mnistlab.experiment.SlicesSpec;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.ScalarType.IntegerRange;
import io.github.mnistlab.experiment.file.type.ScalarType.Text;

/** How an experiment file tells test rows apart. */
public final class SlicesContract {
    public static final String NAME = "slices";

    private static final int MOST_COLUMNS = 64;

    private static final Text COLUMN =
            new Text("the name of a column, without any of = [ ] ( )", "[^=\\[\\]()\\x00-\\x1f]+", 100);

    static final Group SLICES = new Group(
            optional(
                    "file",
                    NameForms.PATH,
                    "CSV, gzipped or not, with a header and a row for each test row: columns of categories, and"
                            + " perhaps id, the row's number from 0, which is checked. Left out where the data has the"
                            + " columns itself (labels, or categorical ones of csv)."),
            optional(
                    "columns",
                    new ListOf(COLUMN, "names of columns", 1, MOST_COLUMNS, true),
                    "The columns that count. Default: all of the file but id."),
            withDefault(
                    "fewestRows",
                    new IntegerRange(1, Examples.MAX_ROWS),
                    SlicesSpec.DEFAULT_FEWEST_ROWS,
                    "Slices of fewer rows are too small to be judged: their gates are inconclusive at best."));

    private SlicesContract() {}
}
