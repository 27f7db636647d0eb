package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.nullable;
import static io.github.mnistlab.experiment.file.type.Group.Field.optional;
import static io.github.mnistlab.experiment.file.type.Group.Field.required;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.ListOf;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.Partial;
import io.github.mnistlab.experiment.file.type.ScalarType.IntegerRange;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an experiment file says of its runs, and what a variant may override of it. */
public final class RunContract {
    public static final int MAX_SEEDS = 1000;

    private static final OneOf SEEDS = new OneOf(
            new ListOf(new IntegerRange(0, DatasetContract.MAX_SAFE_INTEGER), "integers", 1, MAX_SEEDS, true),
            new IntegerRange(1, MAX_SEEDS));

    public static final Group RUN = new Group(
            required("dataset", DatasetContract.DATASET, "The rows: images, or a table."),
            withDefault("split", DatasetContract.SPLIT, Map.of(), "Which rows validate."),
            withDefault(
                    "seeds",
                    SEEDS,
                    List.of(1),
                    "The seeds that every variant is trained with: a list, or a number n for 1 to n."),
            withDefault(
                    "model",
                    TrainingContract.MODEL,
                    Map.of(),
                    "The perceptron: features, hidden layers, softmax over the classes; or a model from elsewhere."),
            withDefault("training", TrainingContract.TRAINING, Map.of(), "How it is trained."),
            withDefault(
                    "balancing",
                    BalancingContract.BALANCING,
                    Map.of("method", "none"),
                    "What is done about classes of unequal size."),
            nullable(
                    "augmentation",
                    AugmentationContract.AUGMENTATION,
                    "How training images are distorted, after balancing, anew in each epoch. Left out: not at all."),
            nullable(
                    "preparation",
                    PreparationContract.PREPARATION,
                    "How a table's numbers are prepared, as its training rows have them. Left out: scaling"
                            + " standard."));

    /** A variant's overrides; nothing, where it is the base itself. */
    static final Partial VARIANT = new Partial(
            new Group(Stream.concat(
                            RUN.fields().stream(),
                            Stream.of(
                                    optional(
                                            "startFrom",
                                            NameForms.VARIANT,
                                            "Trains on from this variant's weights of the same seed; to be acknowledged as warm-start."),
                                    optional(
                                            EnsembleContract.NAME,
                                            EnsembleContract.ENSEMBLE,
                                            "Its probabilities are the mean of other variants'. Has no other field beside.")))
                    .toList()),
            true);

    private RunContract() {}
}
