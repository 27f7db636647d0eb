package io.github.mnistlab.experiment.file;

import static io.github.mnistlab.experiment.file.FieldType.Field.emptyByDefault;
import static io.github.mnistlab.experiment.file.FieldType.Field.nullable;
import static io.github.mnistlab.experiment.file.FieldType.Field.optional;
import static io.github.mnistlab.experiment.file.FieldType.Field.required;
import static io.github.mnistlab.experiment.file.FieldType.Field.withDefault;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.balance.Adasyn;
import io.github.mnistlab.balance.BorderlineSmote;
import io.github.mnistlab.balance.ClassWeight;
import io.github.mnistlab.balance.SamplingStrategy;
import io.github.mnistlab.balance.Shrinkage;
import io.github.mnistlab.balance.Smote;
import io.github.mnistlab.balance.SmoteEnn;
import io.github.mnistlab.balance.SmoteTomek;
import io.github.mnistlab.balance.SvmSmote;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.Acknowledgement;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.OnInconclusive;
import io.github.mnistlab.experiment.Reproducibility;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.experiment.file.FieldType.Choice;
import io.github.mnistlab.experiment.file.FieldType.ConditionalRange;
import io.github.mnistlab.experiment.file.FieldType.Field;
import io.github.mnistlab.experiment.file.FieldType.Group;
import io.github.mnistlab.experiment.file.FieldType.IntegerRange;
import io.github.mnistlab.experiment.file.FieldType.Kinds;
import io.github.mnistlab.experiment.file.FieldType.ListOf;
import io.github.mnistlab.experiment.file.FieldType.MapOf;
import io.github.mnistlab.experiment.file.FieldType.NumberRange;
import io.github.mnistlab.experiment.file.FieldType.OneOf;
import io.github.mnistlab.experiment.file.FieldType.Partial;
import io.github.mnistlab.experiment.file.FieldType.Text;
import io.github.mnistlab.experiment.file.FieldType.Truth;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The experiment file, declared once: fields, types, ranges, defaults and descriptions. The reader's checks, the
 * defaults and the published JSON Schema all come from here.
 */
final class ExperimentContract {
    /** Integers up to here are the same number in every JSON reader. */
    static final long MAX_SAFE_INTEGER = 1L << 53;

    /** Fewer rows than this cannot hold every class of ten. */
    private static final int FEWEST_ROWS = 10;

    private static final int MAX_ROWS = LabeledImages.MAX_ROWS;

    private static final int MNIST_TRAINING_ROWS = 60_000;

    private static final int MNIST_TEST_ROWS = 10_000;

    private static final int MAX_VARIANTS = 100;

    static final int MAX_SEEDS = 1000;

    /** More trainings than anyone waits for. */
    static final int MAX_CELLS = 1000;

    private static final int MAX_VALUES = 100;

    /** The one variant of a file that names none. */
    static final String DEFAULT_VARIANT = "baseline";

    /** Also safe on Windows, which reserves some names, with extensions too, and drops a dot at the end. */
    private static final String SAFE =
            "(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\.|$))[a-z0-9](?:[a-z0-9._-]*[a-z0-9_-])?";

    private static final String SAFE_IN_WORDS =
            "a name that is safe for files: at most 64 of a-z, 0-9, dot, underscore and hyphen, beginning with a letter"
                    + " or digit, not ending with a dot, and no reserved name such as con or nul";

    static final Text SAFE_NAME = new Text(SAFE_IN_WORDS, SAFE, 64);

    /** Beside the folders of the experiments' results there are three others. */
    private static final Text EXPERIMENT_NAME =
            new Text(SAFE_IN_WORDS + ", logs, junit or explore", "(?!(?:logs|junit|explore)$)" + SAFE, 64);

    private static final Text VARIANT_NAME = new Text("the name of a variant", "[\\s\\S]+", 64);

    private static final Text PATH = new Text(
            "a path relative to this file, with / between folders", "(?!/|[A-Za-z]:)[^\\\\\\x00-\\x1f\\x7f]+", 1024);

    private static final Text CLASS = new Text("a class from 0 to 9", "[0-9]", 1);

    private static final NumberRange RATIO = NumberRange.fromTo(1, 1_000_000);

    private static final String FIRST_TO_LAST =
            "How many times more rows the first class has than the last, in an order that is drawn with the run's seed.";

    private static final Kinds IMBALANCE = new Kinds(
            "type",
            "How training rows are thinned: counts (rows of each class), step (minority classes get fewer; Buda et al. 2018),"
                    + " linear (fewer by the same amount from class to class) or long-tail (by the same factor; Cui et al."
                    + " 2019).",
            null,
            kinds(
                    "counts",
                    new Group(required(
                            "counts",
                            new MapOf(CLASS, new IntegerRange(1, MAX_ROWS), "classes", 1, 10),
                            "Training rows of each class, such as {0: 100, 1: 5000}; classes not named keep theirs.")),
                    "step",
                    new Group(
                            required(
                                    "minority",
                                    new OneOf(List.of(
                                            new ListOf(new IntegerRange(0, 9), "classes from 0 to 9", 1, 9, true),
                                            NumberRange.between(0, 1))),
                                    "The classes that are thinned: named, or the share of classes, which are then drawn"
                                            + " with the run's seed."),
                            required(
                                    "ratio",
                                    RATIO,
                                    "How many times more rows a majority class has than a minority class.")),
                    "linear",
                    new Group(required("ratio", RATIO, FIRST_TO_LAST)),
                    "long-tail",
                    new Group(required("ratio", RATIO, FIRST_TO_LAST))));

    private static final List<Field> DATASET_FIELDS = List.of(
            withDefault(
                    "seed",
                    new IntegerRange(0, MAX_SAFE_INTEGER),
                    DatasetSpec.DEFAULT_SEED,
                    "The seed from which digits and subsets are drawn: the same images for all runs."),
            nullable(
                    "imbalance",
                    IMBALANCE,
                    "Thins training rows, after the split; validation and test rows stay as they are."));

    private static final String TRAINING_ROWS =
            "Training rows, validation rows included: a stratified subset. Default: ";

    private static final String TEST_ROWS = "Test rows: a stratified subset. Default: ";

    private static final Kinds DATASET = new Kinds(
            "source",
            "Where the images come from: mnist, generated-digits (drawn by the program, no download) or idx (own files).",
            null,
            kinds(
                    "mnist",
                    group(
                            DATASET_FIELDS,
                            nullable("training", rows(MNIST_TRAINING_ROWS), TRAINING_ROWS + "all 60,000."),
                            nullable("test", rows(MNIST_TEST_ROWS), TEST_ROWS + "all 10,000.")),
                    "generated-digits",
                    group(
                            DATASET_FIELDS,
                            withDefault(
                                    "training",
                                    rows(MAX_ROWS),
                                    DatasetSpec.GeneratedDigits.DEFAULT_TRAINING,
                                    "Training rows, validation rows included."),
                            withDefault(
                                    "test", rows(MAX_ROWS), DatasetSpec.GeneratedDigits.DEFAULT_TEST, "Test rows.")),
                    "idx",
                    group(
                            DATASET_FIELDS,
                            required("trainingImages", PATH, "IDX file of the training images, raw or gzipped."),
                            required("trainingLabels", PATH, "IDX file of the training labels, raw or gzipped."),
                            required("testImages", PATH, "IDX file of the test images, raw or gzipped."),
                            required("testLabels", PATH, "IDX file of the test labels, raw or gzipped."),
                            nullable("training", rows(MAX_ROWS), TRAINING_ROWS + "all."),
                            nullable("test", rows(MAX_ROWS), TEST_ROWS + "all."))));

    private static final Group SPLIT = new Group(withDefault(
            "validation",
            new OneOf(List.of(
                    new IntegerRange(0, 0),
                    rows(MAX_ROWS),
                    NumberRange.between(0, 1),
                    new Choice(List.of("test-set")))),
            0L,
            "Validation rows, taken from the training rows, stratified: a number of rows, a fraction below 1, or 0 for"
                    + " none. test-set validates on the test images, which is unsound and must be acknowledged."));

    private static final OneOf SEEDS = new OneOf(List.of(
            new ListOf(new IntegerRange(0, MAX_SAFE_INTEGER), "integers", 1, MAX_SEEDS, true),
            new IntegerRange(1, MAX_SEEDS)));

    private static final Group MODEL = new Group(
            withDefault(
                    "hidden",
                    new ListOf(new IntegerRange(1, ModelSpec.MAX_UNITS), "integers", 0, ModelSpec.MAX_LAYERS, false),
                    integers(ModelSpec.DEFAULT.hidden()),
                    "Units of each hidden layer, first to last."),
            withDefault(
                    "activation",
                    choice(Activation.class),
                    word(ModelSpec.DEFAULT.activation()),
                    "What a hidden unit makes of its weighted sum."),
            withDefault(
                    "initializer",
                    choice(Initializer.class),
                    word(ModelSpec.DEFAULT.initializer()),
                    "How initial weights are drawn."),
            withDefault(
                    "dropout",
                    NumberRange.fromBelow(0, 1),
                    ModelSpec.DEFAULT.dropout(),
                    "The share of each hidden layer's units that a training step leaves out."),
            withDefault(
                    "l2",
                    NumberRange.fromTo(0, 1000),
                    ModelSpec.DEFAULT.l2(),
                    "The loss grows by this times the sum of the squared weights."));

    private static final NumberRange LEARNING_RATE = NumberRange.aboveUpTo(0, OptimizerSpec.MAX_LEARNING_RATE);

    private static final Kinds OPTIMIZER = new Kinds(
            "type",
            "The rule that turns gradients into steps; its settings have Keras's defaults.",
            "adam",
            kinds(
                    "adam",
                    new Group(
                            withDefault(
                                    "learningRate",
                                    LEARNING_RATE,
                                    OptimizerSpec.Adam.DEFAULT.learningRate(),
                                    "The size of steps, before the schedule."),
                            withDefault(
                                    "beta1",
                                    NumberRange.fromBelow(0, 1),
                                    OptimizerSpec.Adam.DEFAULT.beta1(),
                                    "Decay of the mean of gradients."),
                            withDefault(
                                    "beta2",
                                    NumberRange.fromBelow(0, 1),
                                    OptimizerSpec.Adam.DEFAULT.beta2(),
                                    "Decay of the mean of squared gradients."),
                            withDefault(
                                    "epsilon",
                                    NumberRange.aboveUpTo(0, 1),
                                    OptimizerSpec.Adam.DEFAULT.epsilon(),
                                    "Keeps the division by the mean square finite.")),
                    "sgd",
                    new Group(withDefault(
                            "learningRate",
                            LEARNING_RATE,
                            OptimizerSpec.Sgd.DEFAULT.learningRate(),
                            "The size of steps, before the schedule.")),
                    "nesterov",
                    new Group(
                            withDefault(
                                    "learningRate",
                                    LEARNING_RATE,
                                    OptimizerSpec.Nesterov.DEFAULT.learningRate(),
                                    "The size of steps, before the schedule."),
                            withDefault(
                                    "momentum",
                                    NumberRange.fromBelow(0, 1),
                                    OptimizerSpec.Nesterov.DEFAULT.momentum(),
                                    "The share of the last step that goes on."))));

    private static final Kinds SCHEDULE = new Kinds(
            "type",
            "How the learning rate changes from epoch to epoch.",
            "constant",
            kinds(
                    "constant",
                    new Group(),
                    "step",
                    new Group(
                            withDefault(
                                    "factor",
                                    NumberRange.aboveUpTo(0, 1),
                                    LearningRateSchedule.Step.DEFAULT.factor(),
                                    "The rate is multiplied by this now and then."),
                            withDefault(
                                    "every",
                                    new IntegerRange(1, TrainingSpec.MAX_EPOCHS),
                                    LearningRateSchedule.Step.DEFAULT.every(),
                                    "After how many epochs each time.")),
                    "exponential",
                    new Group(withDefault(
                            "decay",
                            NumberRange.aboveUpTo(0, 1),
                            LearningRateSchedule.Exponential.DEFAULT.decay(),
                            "The rate is multiplied by this after every epoch.")),
                    "cosine",
                    new Group(withDefault(
                            "minimum",
                            NumberRange.fromTo(0, 1),
                            LearningRateSchedule.Cosine.DEFAULT.minimum(),
                            "The lowest rate, as a share of the first one."))));

    private static final Group EARLY_STOPPING = new Group(
            withDefault(
                    "monitor",
                    choice(EarlyStoppingSpec.Monitor.class),
                    word(EarlyStoppingSpec.DEFAULT.monitor()),
                    "The quantity that is watched."),
            withDefault(
                    "patience",
                    new IntegerRange(0, TrainingSpec.MAX_EPOCHS),
                    EarlyStoppingSpec.DEFAULT.patience(),
                    "After how many epochs in a row without improvement training ends."),
            withDefault(
                    "minDelta",
                    NumberRange.fromTo(0, 1_000_000),
                    EarlyStoppingSpec.DEFAULT.minDelta(),
                    "An improvement must be more than this."),
            withDefault(
                    "restoreBest",
                    new Truth(),
                    EarlyStoppingSpec.DEFAULT.restoreBest(),
                    "Whether the model gets the parameters of the best epoch at the end."));

    private static final Group TRAINING = new Group(
            withDefault(
                    "epochs",
                    new IntegerRange(1, TrainingSpec.MAX_EPOCHS),
                    TrainingSpec.DEFAULT.epochs(),
                    "How often every training row is seen, at most."),
            withDefault(
                    "batchSize",
                    new IntegerRange(1, TrainingSpec.MAX_BATCH_SIZE),
                    TrainingSpec.DEFAULT.batchSize(),
                    "Rows a step."),
            emptyByDefault("optimizer", OPTIMIZER, "The rule that turns gradients into steps."),
            emptyByDefault("learningRateSchedule", SCHEDULE, "How the learning rate changes from epoch to epoch."),
            nullable(
                    "earlyStopping",
                    EARLY_STOPPING,
                    "Ends training when it no longer helps. Left out: it never does."));

    private static final Field OVERSAMPLED = withDefault(
            "samplingStrategy",
            strategy(SamplingStrategy.Classes.MAJORITY),
            SamplingStrategy.Classes.AUTO.toString(),
            "Which classes are filled up, and how far. auto: all but the largest, to its size.");

    private static final Field UNDERSAMPLED = withDefault(
            "samplingStrategy",
            strategy(SamplingStrategy.Classes.MINORITY),
            SamplingStrategy.Classes.AUTO.toString(),
            "Which classes are cut down, and how far. auto: all but the smallest, to its size.");

    private static final Smote SMOTE = new Smote();

    private static final BorderlineSmote BORDERLINE_SMOTE = new BorderlineSmote();

    private static final SmoteEnn SMOTE_ENN = new SmoteEnn();

    private static final SvmSmote SVM_SMOTE = new SvmSmote();

    private static final String PARTNERS = "Among how many nearest rows of the same class the partner is drawn.";

    private static final Kinds BALANCING = new Kinds(
            "method",
            "What is done about classes of unequal size: none; random-over repeats rows, random-under leaves rows out;"
                    + " smote (Chawla et al. 2002), borderline-smote (Han et al. 2005), svm-smote (Nguyen et al."
                    + " 2011) and adasyn (He et al. 2008) make new rows; smote-tomek and smote-enn (Batista et al. 2004) leave out, after smote, rows among those of"
                    + " other classes, all as imbalanced-learn does it; class-weight weighs rows in the loss, as scikit-learn does"
                    + " it; threshold divides the test probabilities by the classes' shares of the training rows.",
            null,
            kinds(
                    "none",
                    new Group(),
                    "random-over",
                    new Group(
                            OVERSAMPLED,
                            withDefault(
                                    "shrinkage",
                                    new OneOf(List.of(
                                            NumberRange.fromTo(0, 1000),
                                            new MapOf(CLASS, NumberRange.fromTo(0, 1000), "classes", 1, 10))),
                                    Shrinkage.NONE.factor(),
                                    "How much Gaussian noise the rows that are added get, as a factor of Silverman's"
                                            + " bandwidth: one number, or one for each class that is filled up such as"
                                            + " {8: 0.5}. 0: none.")),
                    "random-under",
                    new Group(UNDERSAMPLED),
                    "smote",
                    new Group(neighbors("kNeighbors", SMOTE.kNeighbors(), PARTNERS), OVERSAMPLED),
                    "borderline-smote",
                    new Group(
                            neighbors("kNeighbors", BORDERLINE_SMOTE.kNeighbors(), PARTNERS),
                            neighbors(
                                    "mNeighbors",
                                    BORDERLINE_SMOTE.mNeighbors(),
                                    "How many nearest rows of all classes decide whether a row is at the border, from"
                                            + " where new rows start."),
                            withDefault(
                                    "kind",
                                    choice(BorderlineSmote.Kind.class),
                                    word(BORDERLINE_SMOTE.kind()),
                                    "borderline-1: partners are of the same class; borderline-2: some are of other"
                                            + " classes."),
                            OVERSAMPLED),
                    "adasyn",
                    new Group(
                            neighbors(
                                    "nNeighbors",
                                    new Adasyn().nNeighbors(),
                                    "How many nearest rows of all classes decide how many new rows start from a row,"
                                            + " and among how many of the same class the partner is drawn."),
                            OVERSAMPLED),
                    "svm-smote",
                    new Group(
                            neighbors("kNeighbors", SVM_SMOTE.kNeighbors(), PARTNERS),
                            neighbors(
                                    "mNeighbors",
                                    SVM_SMOTE.mNeighbors(),
                                    "How many nearest rows of all classes decide whether a support vector is noise, in"
                                            + " danger or safe."),
                            withDefault(
                                    "outStep",
                                    NumberRange.fromTo(0, 1),
                                    SVM_SMOTE.outStep(),
                                    "How far, at most, new rows lie beyond safe support vectors, in distances to the"
                                            + " partner."),
                            OVERSAMPLED),
                    "smote-tomek",
                    new Group(neighbors("kNeighbors", new SmoteTomek().kNeighbors(), PARTNERS), OVERSAMPLED),
                    "smote-enn",
                    new Group(
                            neighbors("kNeighbors", SMOTE_ENN.kNeighbors(), PARTNERS),
                            neighbors(
                                    "nNeighbors",
                                    SMOTE_ENN.nNeighbors(),
                                    "How many nearest rows of all classes decide whether a row stays."),
                            withDefault(
                                    "kindSel",
                                    choice(SmoteEnn.KindSel.class),
                                    word(SMOTE_ENN.kindSel()),
                                    "A row stays if all, or the most (mode), of these rows are of its class."),
                            OVERSAMPLED),
                    "class-weight",
                    new Group(withDefault(
                            "classWeight",
                            new OneOf(List.of(
                                    new Choice(List.of(new ClassWeight.Balanced().toString())),
                                    new MapOf(CLASS, NumberRange.aboveUpTo(0, 1_000_000), "classes", 1, 10))),
                            new ClassWeight.Balanced().toString(),
                            "What the loss of a training row is multiplied by: balanced, rows / (classes * rows of its"
                                    + " class), or a weight for each class such as {8: 20}, 1 where none is given.")),
                    "threshold",
                    new Group()));

    /** Metrics of as many classes as there are digits. */
    private static final List<MetricExpression> METRICS = MetricExpression.all(LabeledImages.MAX_CLASSES);

    private static final Choice METRIC = new Choice(
            METRICS.stream().map(MetricExpression::toString).toList(),
            "a metric: one of "
                    + METRICS.stream()
                            .map(MetricExpression::toString)
                            .filter(name -> name.matches("[a-z0-9-]+"))
                            .collect(Collectors.joining(", "))
                    + ", or recall[8], min(recall) and likewise precision and f1");

    private static final List<String> LIMITS = List.of("atLeast", "atMost");

    private static final Group GATE = new Group(
            List.of(
                    required("metric", METRIC, "What is judged, measured on the test images."),
                    required("variant", VARIANT_NAME, "The variant that is judged."),
                    optional("atLeast", limit(), "Passes if the metric is this or more."),
                    optional("atMost", limit(), "Passes if the metric is this or less."),
                    optional(
                            "notBelow",
                            VARIANT_NAME,
                            "Passes if the metric is not below that of this variant; accepted: that of the accepted"
                                    + " results."),
                    optional("margin", NumberRange.fromTo(0, 1_000_000), "How far below it may be. Default 0."),
                    optional(
                            "better",
                            VARIANT_NAME,
                            "Passes if the metric is better than that of this variant, or of the accepted results; needs"
                                    + " five seeds a side."),
                    withDefault(
                            "confidence",
                            new OneOf(List.of(NumberRange.between(0.5, 1), new Choice(List.of("none")))),
                            Confidence.DEFAULT_LEVEL.doubleValue(),
                            "How sure a verdict must be: a pass or a fail is wrong with a probability of at most one less"
                                    + " this. none: the measured values are compared as they are."),
                    optional(
                            "speaksOf",
                            choice(SpeaksOf.class),
                            "What the verdict speaks of: the trained models (models), the recipe's average over seeds"
                                    + " (recipe), or the model that a further seed would give (next). By default models"
                                    + " for one seed, recipe for several."),
                    withDefault(
                            "onInconclusive",
                            choice(OnInconclusive.class),
                            word(OnInconclusive.WARN),
                            "What happens where what was measured supports neither pass nor fail.")),
            List.of("atLeast", "atMost", "notBelow", "better"),
            Map.of("margin", "notBelow"),
            limitRanges());

    private static final List<Field> RUN_FIELDS = List.of(
            required("dataset", DATASET, "The images."),
            emptyByDefault("split", SPLIT, "Which rows validate."),
            withDefault(
                    "seeds",
                    SEEDS,
                    integers(List.of(1)),
                    "The seeds with each of which every variant is trained: a list, or a number n for 1 to n."),
            emptyByDefault(
                    "model", MODEL, "The perceptron: 784 pixels in, hidden layers, softmax over the classes out."),
            emptyByDefault("training", TRAINING, "How it is trained."),
            withDefault(
                    "balancing", BALANCING, object("method", "none"), "What is done about classes of unequal size."));

    /** What a variant may override. */
    static final Group RUN = group(RUN_FIELDS);

    private static final Group VARIANT = group(
            RUN_FIELDS,
            optional(
                    "startFrom",
                    VARIANT_NAME,
                    "Trains on from this variant's weights of the same seed. Must be acknowledged as warm-start."));

    private static final Field NAME =
            required("name", EXPERIMENT_NAME, "The experiment's name: that of its file, without .yaml.");

    private static final Field DESCRIPTION = withDefault(
            "description",
            new Text("a text of at most 2000 characters", null, 2000),
            "",
            "The question that the experiment answers.");

    private static final Field ACKNOWLEDGE = withDefault(
            "acknowledge",
            new ListOf(
                    choice(Acknowledgement.class), "of " + String.join(", ", words(Acknowledgement.class)), 0, 2, true),
            JsonNodeFactory.instance.arrayNode(),
            "The unsound practices that this experiment uses knowingly; every output warns of them.");

    private static final Field REPRODUCIBILITY = withDefault(
            "reproducibility",
            choice(Reproducibility.class),
            word(Reproducibility.FAST),
            "On which machines the same bits come out. fast: those with the same kind of processor, by its fastest kernels;"
                    + " portable: all x86-64 machines with AVX2, by kernels that they all have.");

    private static final Field VARIANTS = withDefault(
            "variants",
            new MapOf(SAFE_NAME, new Partial(VARIANT, true), "variants", 1, MAX_VARIANTS),
            JsonNodeFactory.instance.objectNode().set(DEFAULT_VARIANT, JsonNodeFactory.instance.objectNode()),
            "The variants that are compared. Each overrides any part of the above. Default where there is no matrix: baseline.");

    private static final FieldPaths PATHS = FieldPaths.of(RUN);

    /** Seeds are crossed with everything as it is. */
    static final Group AXES = PATHS.group(
            Set.of("seeds"),
            value -> new OneOf(List.of(
                    new ListOf(value, "values", 1, MAX_VALUES, true),
                    new MapOf(SAFE_NAME, value, "named values", 1, MAX_VALUES))));

    private static final Group CELLS = PATHS.group(Set.of("seeds"), value -> FieldPaths.orName(value, SAFE_NAME));

    private static final Group ADDED = PATHS.group(Set.of(), value -> FieldPaths.orName(value, SAFE_NAME));

    static final List<String> TABLE_METRICS =
            List.of("accuracy", "balanced-accuracy", "macro-f1", "min(recall)", "log-loss", "ece");

    /** What a matrix says beside its cells. */
    static final Group MATRIX = new Group(
            required(
                    "axes",
                    AXES,
                    "The fields that are crossed, each by its path, such as dataset.imbalance.ratio, with its values: a list,"
                            + " or a mapping that gives each a short name. A value overrides what the base has there."),
            optional(
                    "exclude",
                    new ListOf(CELLS, "mappings from axis to value", 1, MAX_CELLS, true),
                    "Cells that are left out: those that have all of the values of any item here."),
            optional(
                    "include",
                    new ListOf(ADDED, "mappings from field to value", 1, MAX_CELLS, true),
                    "An item whose values of axes some cells have overrides its other fields in them; one whose values no"
                            + " cell has adds a cell, and names a value of every axis."),
            withDefault(
                    "metrics",
                    new ListOf(METRIC, "metrics", 1, METRICS.size(), true),
                    strings(TABLE_METRICS),
                    "The metrics that are shown, each in a table of the axes."));

    private static final Field MATRIX_FIELD = optional(
            "matrix",
            MATRIX,
            "Crosses fields into a variant for each combination of their values, beside those under variants; its name is"
                    + " made of its values, such as ratio-10-smote.");

    private static final Field GATES = withDefault(
            "gates",
            new ListOf(GATE, "gates", 0, 1000, false),
            JsonNodeFactory.instance.arrayNode(),
            "What must hold for the build to pass.");

    private static final Field FAMILY_WISE = withDefault(
            "familyWise",
            new Truth(),
            false,
            "Whether the chance of any wrong failure among all gates is held to one less their confidence, by Holm's"
                    + " method, rather than that of each.");

    /** What is said of the experiment as a whole. */
    static final Group FRAME = new Group(NAME, DESCRIPTION, ACKNOWLEDGE, REPRODUCIBILITY, FAMILY_WISE, GATES);

    /** The whole file. */
    static final Group EXPERIMENT = new Group(Stream.of(
                    Stream.of(NAME, DESCRIPTION, ACKNOWLEDGE, REPRODUCIBILITY),
                    RUN_FIELDS.stream(),
                    Stream.of(VARIANTS, MATRIX_FIELD, FAMILY_WISE, GATES))
            .flatMap(fields -> fields)
            .toList());

    private ExperimentContract() {}

    /** Wide; what a metric can be at all is checked beside it. */
    private static NumberRange limit() {
        return NumberRange.fromTo(-1_000_000, 1_000_000);
    }

    /** A limit that a metric can never cross says nothing, and is most often a percentage. */
    private static List<ConditionalRange> limitRanges() {
        return METRICS.stream()
                .collect(Collectors.groupingBy(MetricExpression::range, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new ConditionalRange(
                        "metric",
                        entry.getValue().stream()
                                .map(MetricExpression::toString)
                                .toList(),
                        LIMITS,
                        new NumberRange(
                                entry.getKey().lowest(),
                                false,
                                entry.getKey().highest().orElse(limit().most()),
                                false)))
                .toList();
    }

    /** Every class keeps a row at least, as where rows are thinned. */
    private static OneOf strategy(SamplingStrategy.Classes refused) {
        return new OneOf(List.of(
                new Choice(Arrays.stream(SamplingStrategy.Classes.values())
                        .filter(classes -> classes != refused)
                        .map(SamplingStrategy.Classes::toString)
                        .toList()),
                NumberRange.aboveUpTo(0, 1),
                new MapOf(CLASS, new IntegerRange(1, SamplingStrategy.MAX_ROWS), "classes", 1, 10)));
    }

    private static Field neighbors(String name, int defaultValue, String description) {
        return withDefault(name, new IntegerRange(1, MAX_ROWS), defaultValue, description);
    }

    private static IntegerRange rows(int most) {
        return new IntegerRange(FEWEST_ROWS, most);
    }

    private static Group group(List<Field> fields, Field... more) {
        List<Field> all = new ArrayList<>(fields);
        all.addAll(0, Arrays.asList(more));
        return new Group(List.copyOf(all));
    }

    private static Map<String, Group> kinds(Object... namesAndGroups) {
        Map<String, Group> kinds = new LinkedHashMap<>();
        for (int i = 0; i < namesAndGroups.length; i += 2) {
            kinds.put((String) namesAndGroups[i], (Group) namesAndGroups[i + 1]);
        }
        return kinds;
    }

    private static Choice choice(Class<? extends Enum<?>> type) {
        return new Choice(words(type));
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(ExperimentContract::word)
                .toList();
    }

    /** The name of an enum's constant in JSON. */
    static String word(Enum<?> constant) {
        try {
            return constant.getDeclaringClass()
                    .getField(constant.name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (NoSuchFieldException e) {
            throw new AssertionError("an enum has a field for each of its constants", e);
        }
    }

    private static JsonNode integers(List<Integer> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static JsonNode strings(List<String> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }
}
