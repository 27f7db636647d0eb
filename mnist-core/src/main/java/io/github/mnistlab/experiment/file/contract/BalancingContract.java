package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.balance.Adasyn;
import io.github.mnistlab.balance.BorderlineSmote;
import io.github.mnistlab.balance.ClassWeight;
import io.github.mnistlab.balance.SamplingStrategy;
import io.github.mnistlab.balance.Shrinkage;
import io.github.mnistlab.balance.Smote;
import io.github.mnistlab.balance.SmoteEnn;
import io.github.mnistlab.balance.SmoteNc;
import io.github.mnistlab.balance.SmoteTomek;
import io.github.mnistlab.balance.SvmSmote;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.experiment.file.type.Group.Field;
import io.github.mnistlab.experiment.file.type.Kinds;
import io.github.mnistlab.experiment.file.type.Kinds.Kind;
import io.github.mnistlab.experiment.file.type.MapOf;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.type.ScalarType.IntegerRange;
import io.github.mnistlab.experiment.file.type.ScalarType.NumberRange;
import java.util.Arrays;
import java.util.List;

/** What an experiment file can do about classes of unequal size. */
final class BalancingContract {
    private static final Field OVERSAMPLED = withDefault(
            "samplingStrategy",
            strategy(SamplingStrategy.Classes.MAJORITY),
            SamplingStrategy.Classes.AUTO,
            "Which classes are filled up, and how far. auto: all but the largest, to its size.");

    private static final Field UNDERSAMPLED = withDefault(
            "samplingStrategy",
            strategy(SamplingStrategy.Classes.MINORITY),
            SamplingStrategy.Classes.AUTO,
            "Which classes are cut down, and how far. auto: all but the smallest, to its size.");

    private static final Smote SMOTE = new Smote();

    private static final BorderlineSmote BORDERLINE_SMOTE = new BorderlineSmote();

    private static final SmoteEnn SMOTE_ENN = new SmoteEnn();

    private static final SvmSmote SVM_SMOTE = new SvmSmote();

    private static final NumberRange BANDWIDTHS = NumberRange.fromTo(0, 1000);

    static final Kinds BALANCING = new Kinds(
            "method",
            "none; random-over repeats rows, random-under leaves rows out; smote, borderline-smote,"
                    + " svm-smote and adasyn make new rows, smote-nc of categorical columns too; smote-tomek and"
                    + " smote-enn then leave out rows among other classes'; class-weight weighs rows in the loss;"
                    + " threshold divides test probabilities by the classes' shares of training rows.",
            Kind.of("none"),
            Kind.of(
                    "random-over",
                    OVERSAMPLED,
                    withDefault(
                            "shrinkage",
                            new OneOf(BANDWIDTHS, MapOf.byClass(BANDWIDTHS)),
                            Shrinkage.NONE.factor(),
                            "Gaussian noise of added rows, as a factor of Silverman's bandwidth: one number, or one for"
                                    + " each class that is filled up, such as {8: 0.5}.")),
            Kind.of("random-under", UNDERSAMPLED),
            Kind.of("smote", partners(SMOTE.kNeighbors()), OVERSAMPLED),
            Kind.of(
                    "borderline-smote",
                    partners(BORDERLINE_SMOTE.kNeighbors()),
                    neighbors(
                            "mNeighbors",
                            BORDERLINE_SMOTE.mNeighbors(),
                            "How many nearest rows of all classes decide whether a row is at the border, where new rows"
                                    + " start."),
                    withDefault(
                            "kind",
                            Choice.of(BorderlineSmote.Kind.class),
                            BORDERLINE_SMOTE.kind(),
                            "borderline-1: partners are of the same class; borderline-2: some are of other classes."),
                    OVERSAMPLED),
            Kind.of(
                    "adasyn",
                    neighbors(
                            "nNeighbors",
                            new Adasyn().nNeighbors(),
                            "How many nearest rows of all classes decide how many new rows start from a row, and among"
                                    + " how many of its class the partner is drawn."),
                    OVERSAMPLED),
            Kind.of(
                    "svm-smote",
                    partners(SVM_SMOTE.kNeighbors()),
                    neighbors(
                            "mNeighbors",
                            SVM_SMOTE.mNeighbors(),
                            "How many nearest rows of all classes decide whether a support vector is noise, in danger or"
                                    + " safe."),
                    withDefault(
                            "outStep",
                            NumberRange.fromTo(0, 1),
                            SVM_SMOTE.outStep(),
                            "How far new rows lie beyond safe support vectors at most, in distances to the partner."),
                    OVERSAMPLED),
            Kind.of("smote-nc", partners(new SmoteNc().kNeighbors()), OVERSAMPLED),
            Kind.of("smote-tomek", partners(new SmoteTomek().kNeighbors()), OVERSAMPLED),
            Kind.of(
                    "smote-enn",
                    partners(SMOTE_ENN.kNeighbors()),
                    neighbors(
                            "nNeighbors",
                            SMOTE_ENN.nNeighbors(),
                            "How many nearest rows of all classes decide whether a row stays."),
                    withDefault(
                            "kindSel",
                            Choice.of(SmoteEnn.KindSel.class),
                            SMOTE_ENN.kindSel(),
                            "A row stays if all, or most (mode), of these rows are of its class."),
                    OVERSAMPLED),
            Kind.of(
                    "class-weight",
                    withDefault(
                            "classWeight",
                            new OneOf(
                                    new Choice(List.of(new ClassWeight.Balanced().toString())),
                                    MapOf.byClass(NumberRange.aboveUpTo(0, 1_000_000))),
                            new ClassWeight().classWeight(),
                            "The factor of a training row's loss: balanced, rows / (classes * rows of its class), or one"
                                    + " for each class, such as {8: 20}, 1 where none is given.")),
            Kind.of("threshold"));

    private BalancingContract() {}

    /** Every class keeps a row at least, as where rows are thinned. */
    private static OneOf strategy(SamplingStrategy.Classes refused) {
        return new OneOf(
                new Choice(Arrays.stream(SamplingStrategy.Classes.values())
                        .filter(classes -> classes != refused)
                        .map(SamplingStrategy.Classes::toString)
                        .toList()),
                NumberRange.aboveUpTo(0, 1),
                MapOf.byClass(new IntegerRange(1, SamplingStrategy.MAX_ROWS)));
    }

    private static Field partners(int count) {
        return neighbors("kNeighbors", count, "Among how many nearest rows of the same class the partner is drawn.");
    }

    private static Field neighbors(String name, int count, String description) {
        return withDefault(name, new IntegerRange(1, Examples.MAX_ROWS), count, description);
    }
}
