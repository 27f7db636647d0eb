package io.github.mnistlab.experiment.file.contract;

import io.github.mnistlab.experiment.file.type.FieldType;
import io.github.mnistlab.experiment.file.type.ScalarType.Text;
import io.github.mnistlab.experiment.file.type.Shared;

/** The names and paths of an experiment file. */
public final class NameForms {
    /** Also safe on Windows, which reserves some names, with extensions too, and drops a dot at the end. */
    private static final String SAFE =
            "(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\.|$))[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?";

    private static final String SAFE_IN_WORDS =
            "a name that is safe for files: at most 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter"
                    + " or digit, not ending with a dot, and no reserved name such as con or nul";

    /** Of variants, and of the values of a matrix, which are parts of variants' names. */
    public static final Text SAFE_NAME = new Text(SAFE_IN_WORDS, SAFE, 64);

    /** Beside the folders of the experiments' results there are three others. */
    static final Text EXPERIMENT =
            new Text(SAFE_IN_WORDS + ", logs, junit or explore", "(?!(?:logs|junit|explore)$)" + SAFE, 64);

    /** Where a variant is referred to. */
    static final Text VARIANT = new Text("the name of a variant", Text.SOME, 64);

    static final FieldType PATH = new Shared(
            "path",
            "",
            new Text(
                    "a path relative to this file, with / between folders",
                    "(?!/|[A-Za-z]:)[^\\\\\\x00-\\x1f\\x7f]+",
                    1024));

    /** Of what goes into a model from elsewhere, or comes out. */
    static final Text TENSOR = new Text("the name of an input or output", Text.SOME, 256);

    private NameForms() {}
}
