package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.mnistlab.data.Examples;
import io.github.mnistlab.data.RandomStreams;
import java.util.List;

/**
 * A remedy for classes of unequal size: the choice behind {@code balancing.method} in an experiment.
 *
 * <p>Balancing acts in one of three places: on the training rows, on the weights of their losses, or on the probabilities
 * of the trained model. Each place is a sealed interface of its own between this one and its methods. Whoever trains
 * passes rows, weights and probabilities through all three places, and need not know where a method acts: where it does
 * not, it changes nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BalancingSpec.None.class, name = "none"),
    @JsonSubTypes.Type(value = Adasyn.class, name = "adasyn"),
    @JsonSubTypes.Type(value = BorderlineSmote.class, name = "borderline-smote"),
    @JsonSubTypes.Type(value = ClassWeight.class, name = "class-weight"),
    @JsonSubTypes.Type(value = RandomOver.class, name = "random-over"),
    @JsonSubTypes.Type(value = RandomUnder.class, name = "random-under"),
    @JsonSubTypes.Type(value = Smote.class, name = "smote"),
    @JsonSubTypes.Type(value = SmoteEnn.class, name = "smote-enn"),
    @JsonSubTypes.Type(value = SmoteNc.class, name = "smote-nc"),
    @JsonSubTypes.Type(value = SmoteTomek.class, name = "smote-tomek"),
    @JsonSubTypes.Type(value = SvmSmote.class, name = "svm-smote"),
    @JsonSubTypes.Type(value = Threshold.class, name = "threshold")
})
public sealed interface BalancingSpec permits BalancingSpec.None, RowBalancing, LossBalancing, ProbabilityBalancing {

    /**
     * The rows to train on.
     *
     * @param training those there are, after the split and thinning
     * @param random the run's, where draws come from
     * @return the same rows, unless the method acts on rows
     * @throws NotApplicableException if the method cannot be applied to these rows
     */
    default BalancedRows balance(Examples training, RandomStreams random) {
        return new BalancedRows(training, List.of());
    }

    /**
     * The weights of the losses of training rows.
     *
     * @param counts how many training rows each class has, at the class's index
     * @return a weight for each class; none unless the method acts on losses
     * @throws NotApplicableException if the method cannot be applied to these counts
     */
    default List<Double> lossWeights(int[] counts) {
        return List.of();
    }

    /**
     * The probabilities that count, from those of the trained model.
     *
     * @param probabilities of any number of rows, row after row; not changed
     * @param counts how many training rows each class has, at the class's index
     * @return as many, the same ones unless the method acts on probabilities
     * @throws NotApplicableException if the method cannot be applied to these counts
     */
    default float[] correct(float[] probabilities, int[] counts) {
        return probabilities;
    }

    /** Nothing is done: every class keeps the rows that it has. */
    @JsonAutoDetect
    record None() implements BalancingSpec {}
}
