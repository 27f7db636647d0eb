package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.optional;
import static io.github.mnistlab.experiment.file.type.Group.Field.required;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.experiment.Acknowledgement;
import io.github.mnistlab.experiment.Reproducibility;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.Later;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.MapOf;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.type.ScalarType.Text;
import io.github.mnistlab.experiment.file.type.ScalarType.Truth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The experiment file, declared once: fields, types, ranges, defaults and descriptions. The reader's checks, the
 * defaults, the published JSON Schema and the tables of the documentation all come from here.
 */
public final class ExperimentContract {
    private static final int MAX_VARIANTS = 100;

    /** The one variant of a file that names none. */
    public static final String DEFAULT_VARIANT = "baseline";

    /** Read by editors alone: the same file with another address is the same experiment. */
    private static final Field SCHEMA = optional(
            "$schema",
            new Text("the address of a JSON Schema", "\\S+", 2048),
            "The address of this form's schema, for editors.");

    private static final Field NAME =
            required("name", NameForms.EXPERIMENT, "The experiment's name: that of its file, without .yaml.");

    private static final Field DESCRIPTION =
            withDefault("description", new Text(2000), "", "The question that the experiment answers.");

    private static final Choice UNSOUND = Choice.of(Acknowledgement.class);

    private static final Field ACKNOWLEDGE = withDefault(
            "acknowledge",
            new ListOf(UNSOUND, "of " + String.join(", ", UNSOUND.words()), 0, 2, true),
            List.of(),
            "The unsound practices that are used knowingly; every output warns of them.");

    private static final Field REPRODUCIBILITY = withDefault(
            "reproducibility",
            Choice.of(Reproducibility.class),
            Reproducibility.FAST,
            "fast: the same bits on one kind of processor, by its fastest kernels; portable: on all"
                    + " x86-64 with AVX2, by kernels that they all have.");

    private static final Field VARIANTS = withDefault(
            "variants",
            new MapOf(NameForms.SAFE_NAME, RunContract.VARIANT, "variants", 1, MAX_VARIANTS),
            Map.of(DEFAULT_VARIANT, Map.of()),
            "The variants that are compared; each overrides any part of the above. Default without a"
                    + " matrix: baseline.");

    private static final Field MATRIX = optional(
            "matrix",
            new Later(() -> MatrixContract.MATRIX),
            "Crosses fields: a variant for each combination of their values, named after them, such as"
                    + " ratio-10-smote, beside those under variants.");

    private static final Field GATES = withDefault(
            "gates",
            new ListOf(GateContract.GATE, "gates", 0, 1000, false),
            List.of(),
            "What must hold for the build to pass.");

    private static final Field FAMILY_WISE = withDefault(
            "familyWise",
            new Truth(),
            false,
            "Whether the chance of any wrong failure among all gates is held to one less their"
                    + " confidence, by Holm's method.");

    private static final Field SLICES = optional(
            SlicesContract.NAME,
            SlicesContract.SLICES,
            "Categories of test rows, such as who wrote a digit: metrics are shown for each, and gates"
                    + " may be about them.");

    /** What is said of the experiment as a whole. */
    public static final Group FRAME =
            new Group(NAME, DESCRIPTION, ACKNOWLEDGE, REPRODUCIBILITY, SLICES, FAMILY_WISE, GATES);

    /** The whole file. */
    public static final Group EXPERIMENT = new Group(Stream.of(
                    Stream.of(NAME, DESCRIPTION, ACKNOWLEDGE, REPRODUCIBILITY),
                    RunContract.RUN.fields().stream(),
                    Stream.of(VARIANTS, MATRIX, SLICES, FAMILY_WISE, GATES, SCHEMA))
            .flatMap(fields -> fields)
            .toList());

    private ExperimentContract() {}
}
