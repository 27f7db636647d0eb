package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.nullable;
import static io.github.mnistlab.experiment.file.type.Group.Field.required;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.DatasetSpec.GeneratedDigits;
import io.github.mnistlab.data.DatasetSpec.PublicSet;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.FolderSpec;
import io.github.mnistlab.data.ImageShape;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.Kinds;
import io.github.mnistlab.experiment.file.type.Kinds.Kind;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.MapOf;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.type.ScalarType.IntegerRange;
import io.github.mnistlab.experiment.file.type.ScalarType.NumberRange;
import io.github.mnistlab.experiment.file.type.ScalarType.Text;
import io.github.mnistlab.experiment.file.type.ScalarType.Truth;
import java.util.List;

/** The images of an experiment file, and which rows are set aside or left out. */
final class DatasetContract {
    /** Integers up to here are the same number in every JSON reader. */
    static final long MAX_SAFE_INTEGER = 1L << 53;

    /** Fewer rows are no experiment. */
    private static final int FEWEST_ROWS = 10;

    private static final int MAX_ROWS = Examples.MAX_ROWS;

    private static final NumberRange RATIO = NumberRange.fromTo(1, 1_000_000);

    private static final String FIRST_TO_LAST =
            "How many times more rows the first class has than the last, in an order drawn with the run's seed.";

    private static final OneOf MINORITY = new OneOf(
            new ListOf(
                    new OneOf(new IntegerRange(0, Examples.MAX_CLASSES - 1), MapOf.CLASS),
                    "classes",
                    1,
                    Examples.MAX_CLASSES - 1,
                    true),
            NumberRange.between(0, 1));

    private static final Kinds IMBALANCE = new Kinds(
            "type",
            "counts (rows of each class), step (fewer of minority classes), linear (fewer by the same"
                    + " amount from class to class) or long-tail (by the same factor).",
            Kind.of(
                    "counts",
                    required(
                            "counts",
                            MapOf.byClass(new IntegerRange(1, MAX_ROWS)),
                            "Training rows of each class, such as {0: 100, 1: 5000}; others keep theirs.")),
            Kind.of(
                    "step",
                    required(
                            "minority",
                            MINORITY,
                            "The classes that are thinned: named, or their share, drawn with the run's seed."),
                    required("ratio", RATIO, "How many times more rows a majority class has than a minority class.")),
            Kind.of("linear", required("ratio", RATIO, FIRST_TO_LAST)),
            Kind.of("long-tail", required("ratio", RATIO, FIRST_TO_LAST)));

    private static final Field SEED = withDefault(
            "seed",
            new IntegerRange(0, MAX_SAFE_INTEGER),
            DatasetSpec.DEFAULT_SEED,
            "The seed from which digits and subsets are drawn, the same for all runs.");

    private static final Field THINNED =
            nullable("imbalance", IMBALANCE, "Thins training rows, after the split; others stay as they are.");

    private static final String TRAINING = "Training and validation rows, a stratified subset. Default: ";

    private static final String TEST = "Test rows, a stratified subset. Default: ";

    private static final Text COLUMN = new Text(200);

    private static final ListOf COLUMNS = new ListOf(COLUMN, "columns", 1, 100_000, true);

    private static final String CSV_FILE = "CSV, gzipped or not";

    private static final Kind CSV = Kind.of(
            "csv",
            nullable("trainingFile", NameForms.PATH, CSV_FILE + ", of training rows; beside testFile."),
            nullable("testFile", NameForms.PATH, CSV_FILE + ", of test rows; beside trainingFile."),
            nullable("file", NameForms.PATH, CSV_FILE + ", of all rows; beside testShare, in place of the other two."),
            nullable(
                    "testShare",
                    NumberRange.between(0, 1),
                    "The share of test rows in file, stratified, drawn from seed."),
            required("label", COLUMN, "The column of the class, a whole number or a name."),
            nullable("columns", COLUMNS, "The columns that are features. Default: all but the label."),
            nullable("ignore", COLUMNS, "Columns that are no features, in place of columns."),
            nullable(
                    "categorical",
                    COLUMNS,
                    "Features of names: each name of the training rows becomes a column of 0 and 1."),
            nullable(
                    "classNames",
                    new ListOf(MapOf.CLASS, "names", 2, Examples.MAX_CLASSES, true),
                    "All classes, in their order. Default: numbers ascending, else by code points."),
            withDefault(
                    "header",
                    new Truth(),
                    true,
                    "Whether the first line names the columns; else they are 0, 1 and so on."),
            withDefault(
                    "delimiter",
                    new Text("one character", "[^\\\"\\r\\n]", 1),
                    ",",
                    "The character between fields, such as ; or \\t."),
            nullable("training", rows(MAX_ROWS), TRAINING + "all."),
            nullable("test", rows(MAX_ROWS), TEST + "all."),
            SEED,
            THINNED);

    private static final Field CLASS_NAMES = nullable(
            "classNames",
            new ListOf(MapOf.CLASS, "names", 2, LabeledImages.MOST_CLASSES, true),
            "What the classes are called, first to last. Default: their labels.");

    private static final Group SIZE = new Group(
            required("height", new IntegerRange(1, ImageShape.MAX_SIDE), "Lines."),
            required("width", new IntegerRange(1, ImageShape.MAX_SIDE), "Pixels in a line."));

    private static final String PICTURES = "Folder with a folder of pictures a class";

    private static final Kind FOLDER = Kind.of(
            "folder",
            nullable("trainingFolder", NameForms.PATH, PICTURES + ", to train on; beside testFolder."),
            nullable("testFolder", NameForms.PATH, PICTURES + ", to test on; beside trainingFolder."),
            nullable("folder", NameForms.PATH, PICTURES + "; beside testShare."),
            nullable(
                    "testShare",
                    NumberRange.between(0, 1),
                    "The share of test rows in folder, stratified, drawn from seed."),
            nullable("resize", SIZE, "To what all are scaled. Default: they must be of one size."),
            nullable(
                    "color",
                    Choice.of(FolderSpec.Color.class),
                    "What pictures become. Default: grey if all are grey, else rgb."),
            nullable(
                    "classNames",
                    new ListOf(MapOf.CLASS, "names", 2, LabeledImages.MOST_CLASSES, true),
                    "The folders' names in the order of the classes. Default: numbers ascending, else by code"
                            + " points."),
            nullable("training", rows(MAX_ROWS), TRAINING + "all."),
            nullable("test", rows(MAX_ROWS), TEST + "all."),
            SEED,
            THINNED);

    static final Kinds DATASET = new Kinds(
            "source",
            "mnist, fashion-mnist or kmnist (downloaded once), generated-digits (drawn by the program),"
                    + " idx (own files of images), folder (own pictures), csv (own tables), or labels (only the"
                    + " truth by which models from elsewhere are judged).",
            publicSet("mnist"),
            publicSet("fashion-mnist"),
            publicSet("kmnist"),
            Kind.of(
                    "generated-digits",
                    withDefault(
                            "training",
                            rows(MAX_ROWS),
                            GeneratedDigits.DEFAULT.training(),
                            "Training rows, validation rows included."),
                    withDefault("test", rows(MAX_ROWS), GeneratedDigits.DEFAULT.test(), "Test rows."),
                    SEED,
                    THINNED),
            Kind.of(
                    "idx",
                    file("trainingImages", "training images"),
                    file("trainingLabels", "training labels"),
                    file("testImages", "test images"),
                    file("testLabels", "test labels"),
                    withDefault(
                            "transpose",
                            new Truth(),
                            false,
                            "Whether the files have columns for lines, as EMNIST's do."),
                    nullable(
                            "firstLabel",
                            new IntegerRange(0, LabeledImages.MOST_CLASSES - 1),
                            "The first class's label, such as 1 for EMNIST's letters. Default: 0, of which there must be"
                                    + " a row."),
                    CLASS_NAMES,
                    nullable("training", rows(MAX_ROWS), TRAINING + "all."),
                    nullable("test", rows(MAX_ROWS), TEST + "all."),
                    SEED,
                    THINNED),
            FOLDER,
            CSV,
            Kind.of(
                    "labels",
                    required("file", NameForms.PATH, "CSV with a header, gzipped or not, a row for each test row."),
                    withDefault("label", COLUMN, "label", "The column of the true class, whatever classes are called."),
                    nullable("id", COLUMN, "The column of each row's name. Default: its number from 0.")));

    static final Group SPLIT = new Group(withDefault(
            "validation",
            new OneOf(
                    new IntegerRange(0, 0), rows(MAX_ROWS), NumberRange.between(0, 1), new Choice(List.of("test-set"))),
            0,
            "Validation rows, a stratified part of the training rows: a number, a fraction below 1, or 0"
                    + " for none. test-set: the test images, which is unsound and must be acknowledged."));

    private DatasetContract() {}

    private static IntegerRange rows(int most) {
        return new IntegerRange(FEWEST_ROWS, most);
    }

    private static Kind publicSet(String name) {
        return Kind.of(
                name,
                nullable("training", rows(PublicSet.TRAINING_ROWS), TRAINING + "all 60,000."),
                nullable("test", rows(PublicSet.TEST_ROWS), TEST + "all 10,000."),
                SEED,
                THINNED);
    }

    private static Field file(String name, String content) {
        return required(name, NameForms.PATH, "IDX file of " + content + ", raw or gzipped.");
    }
}
