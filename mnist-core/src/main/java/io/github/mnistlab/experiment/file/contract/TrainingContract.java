package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.nullable;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.Kinds;
import io.github.mnistlab.experiment.file.type.Kinds.Kind;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.type.ScalarType.IntegerRange;
import io.github.mnistlab.experiment.file.type.ScalarType.NumberRange;
import io.github.mnistlab.experiment.file.type.ScalarType.Truth;
import io.github.mnistlab.model.Activation;
import io.github.mnistlab.model.AveragingSpec;
import io.github.mnistlab.model.EarlyStoppingSpec;
import io.github.mnistlab.model.Initializer;
import io.github.mnistlab.model.LearningRateSchedule;
import io.github.mnistlab.model.ModelSpec;
import io.github.mnistlab.model.OptimizerSpec;
import io.github.mnistlab.model.TrainingSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The perceptron of an experiment file, and how it is trained. */
final class TrainingContract {
    private static final NumberRange SHARE_BELOW_ONE = NumberRange.fromBelow(0, 1);

    private static final NumberRange FACTOR = NumberRange.aboveUpTo(0, 1);

    private static final IntegerRange EPOCHS = new IntegerRange(1, TrainingSpec.MAX_EPOCHS);

    private static final Kind TRAINED = Kind.of(
            RunSpec.TRAINED,
            withDefault(
                    "hidden",
                    new ListOf(new IntegerRange(1, ModelSpec.MAX_UNITS), "integers", 0, ModelSpec.MAX_LAYERS, false),
                    ModelSpec.DEFAULT.hidden(),
                    "Units of each hidden layer, first to last."),
            withDefault(
                    "activation",
                    Choice.of(Activation.class),
                    ModelSpec.DEFAULT.activation(),
                    "What a hidden unit makes of its weighted sum."),
            withDefault(
                    "initializer",
                    Choice.of(Initializer.class),
                    ModelSpec.DEFAULT.initializer(),
                    "How initial weights are drawn."),
            withDefault(
                    "dropout",
                    new OneOf(new ListOf(SHARE_BELOW_ONE, "shares", 1, ModelSpec.MAX_LAYERS, false), SHARE_BELOW_ONE),
                    0.0,
                    "The share of each hidden layer's units that a step leaves out; a list has one for each."),
            withDefault(
                    "inputDropout",
                    SHARE_BELOW_ONE,
                    ModelSpec.DEFAULT.inputDropout(),
                    "The share of pixels that a training step leaves out of each row."),
            withDefault(
                    "inputNoise",
                    NumberRange.fromTo(0, ModelSpec.MAX_INPUT_NOISE),
                    ModelSpec.DEFAULT.inputNoise(),
                    "Standard deviation of the noise that each step adds to every pixel, from 0 (paper) to 1 (ink)."),
            withDefault(
                    "batchNormalization",
                    new Truth(),
                    ModelSpec.DEFAULT.batchNormalization(),
                    "Whether hidden layers' weighted sums are normalised in each batch."),
            withDefault(
                    "maxNorm",
                    NumberRange.fromTo(0, ModelSpec.MAX_MAX_NORM),
                    ModelSpec.DEFAULT.maxNorm(),
                    "The largest Euclidean norm of the weights into each hidden unit; 0 for any."),
            withDefault(
                    "l2",
                    NumberRange.fromTo(0, ModelSpec.MAX_L2),
                    ModelSpec.DEFAULT.l2(),
                    "The loss grows by this times the sum of the squared weights."));

    static final Kinds MODEL = new Kinds(
                    "source",
                    "trained (here), or made elsewhere and only judged here: predictions (what it predicted),"
                            + " onnx or deeplearning4j (a saved network).",
                    TRAINED,
                    JudgedContract.PREDICTIONS,
                    JudgedContract.ONNX,
                    JudgedContract.DEEPLEARNING4J)
            .orFirst();

    private static final Kinds OPTIMIZER = new Kinds(
                    "type",
                    "Its settings have Keras's defaults.",
                    new Kind("adam", new Group(adam(OptimizerSpec.Adam.DEFAULT))),
                    new Kind(
                            "adamw",
                            new Group(Stream.concat(
                                            adam(OptimizerSpec.AdamW.DEFAULT.withoutDecay()).stream(),
                                            Stream.of(
                                                    withDefault(
                                                            "weightDecay",
                                                            NumberRange.fromTo(0, 1),
                                                            OptimizerSpec.AdamW.DEFAULT.weightDecay(),
                                                            "Each step makes weights smaller by themselves times this and the learning rate.")))
                                    .toList())),
                    Kind.of("sgd", learningRate(OptimizerSpec.Sgd.DEFAULT)),
                    Kind.of(
                            "nesterov",
                            learningRate(OptimizerSpec.Nesterov.DEFAULT),
                            withDefault(
                                    "momentum",
                                    SHARE_BELOW_ONE,
                                    OptimizerSpec.Nesterov.DEFAULT.momentum(),
                                    "The share of the last step that goes on.")))
            .orFirst();

    private static final Kinds SCHEDULE = new Kinds(
                    "type",
                    "How the learning rate changes from epoch to epoch.",
                    Kind.of("constant"),
                    Kind.of(
                            "step",
                            withDefault(
                                    "factor",
                                    FACTOR,
                                    LearningRateSchedule.Step.DEFAULT.factor(),
                                    "The rate is multiplied by this now and then."),
                            withDefault(
                                    "every",
                                    EPOCHS,
                                    LearningRateSchedule.Step.DEFAULT.every(),
                                    "After how many epochs each time.")),
                    Kind.of(
                            "exponential",
                            withDefault(
                                    "decay",
                                    FACTOR,
                                    LearningRateSchedule.Exponential.DEFAULT.decay(),
                                    "The rate is multiplied by this after every epoch.")),
                    Kind.of(
                            "cosine",
                            withDefault(
                                    "minimum",
                                    NumberRange.fromTo(0, 1),
                                    LearningRateSchedule.Cosine.DEFAULT.minimum(),
                                    "The lowest rate, as a share of the first one.")),
                    Kind.of(
                            "one-cycle",
                            withDefault(
                                    "peak",
                                    NumberRange.between(0, 1),
                                    LearningRateSchedule.OneCycle.DEFAULT.peak(),
                                    "After which share of all steps the rate is the optimizer's, its highest."),
                            withDefault(
                                    "start",
                                    FACTOR,
                                    LearningRateSchedule.OneCycle.DEFAULT.start(),
                                    "The first step's rate, as a share of the highest."),
                            withDefault(
                                    "end",
                                    NumberRange.fromTo(0, 1),
                                    LearningRateSchedule.OneCycle.DEFAULT.end(),
                                    "The last step's rate, as a share of the highest.")))
            .orFirst();

    private static final Kinds AVERAGING = new Kinds(
            "type",
            "The mean that is taken.",
            Kind.of(
                    "ema",
                    withDefault(
                            "decay",
                            SHARE_BELOW_ONE,
                            AveragingSpec.Ema.DEFAULT.decay(),
                            "What each step keeps of the average.")),
            Kind.of(
                    "swa",
                    withDefault(
                            "start",
                            SHARE_BELOW_ONE,
                            AveragingSpec.Swa.DEFAULT.start(),
                            "The share of all epochs after which the ends of epochs are averaged.")));

    private static final Group EARLY_STOPPING = new Group(
            withDefault(
                    "monitor",
                    Choice.of(EarlyStoppingSpec.Monitor.class),
                    EarlyStoppingSpec.DEFAULT.monitor(),
                    "The quantity that is watched."),
            withDefault(
                    "patience",
                    new IntegerRange(0, TrainingSpec.MAX_EPOCHS),
                    EarlyStoppingSpec.DEFAULT.patience(),
                    "After how many epochs in a row without improvement training ends."),
            withDefault(
                    "minDelta",
                    NumberRange.fromTo(0, EarlyStoppingSpec.MAX_MIN_DELTA),
                    EarlyStoppingSpec.DEFAULT.minDelta(),
                    "An improvement must be more than this."),
            withDefault(
                    "restoreBest",
                    new Truth(),
                    EarlyStoppingSpec.DEFAULT.restoreBest(),
                    "Whether the model is that of the best epoch."));

    static final Group TRAINING = new Group(
            withDefault(
                    "epochs", EPOCHS, TrainingSpec.DEFAULT.epochs(), "How often every training row is seen, at most."),
            withDefault(
                    "batchSize",
                    new IntegerRange(1, TrainingSpec.MAX_BATCH_SIZE),
                    TrainingSpec.DEFAULT.batchSize(),
                    "Rows a step."),
            withDefault("optimizer", OPTIMIZER, Map.of(), "The rule that turns gradients into steps."),
            withDefault(
                    "learningRateSchedule", SCHEDULE, Map.of(), "How the learning rate changes from epoch to epoch."),
            withDefault(
                    "warmUp",
                    NumberRange.fromTo(0, TrainingSpec.MAX_EPOCHS),
                    TrainingSpec.DEFAULT.warmUp(),
                    "Over so many epochs the learning rate rises, step by step, to the schedule's."),
            withDefault(
                    "labelSmoothing",
                    SHARE_BELOW_ONE,
                    TrainingSpec.DEFAULT.labelSmoothing(),
                    "The share of each label that is given to all classes alike."),
            withDefault(
                    "gradientClipping",
                    NumberRange.fromTo(0, TrainingSpec.MAX_GRADIENT),
                    TrainingSpec.DEFAULT.gradientClipping(),
                    "Where each number of a step's gradient is cut off, to either side; 0 for nowhere."),
            nullable(
                    "averaging",
                    AVERAGING,
                    "A mean over time that validates, and becomes the model, in place of the last parameters."
                            + " Left out: none."),
            nullable(
                    "earlyStopping",
                    EARLY_STOPPING,
                    "Ends training when it no longer helps. Left out: it never does."));

    private TrainingContract() {}

    private static List<Field> adam(OptimizerSpec.Adam defaults) {
        return List.of(
                learningRate(defaults),
                withDefault("beta1", SHARE_BELOW_ONE, defaults.beta1(), "Decay of the mean of gradients."),
                withDefault("beta2", SHARE_BELOW_ONE, defaults.beta2(), "Decay of the mean of squared gradients."),
                withDefault("epsilon", FACTOR, defaults.epsilon(), "Keeps the division by the mean square finite."));
    }

    private static Field learningRate(OptimizerSpec defaults) {
        return withDefault(
                "learningRate",
                NumberRange.aboveUpTo(0, OptimizerSpec.MAX_LEARNING_RATE),
                defaults.learningRate(),
                "The size of steps, before the schedule.");
    }
}
