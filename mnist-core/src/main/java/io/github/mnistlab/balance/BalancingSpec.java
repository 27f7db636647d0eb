package io.github.mnistlab.balance;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What is done about classes of unequal size: the choice behind {@code balancing.method} in an experiment.
 *
 * <p>Balancing acts in one of three places: on the training rows, on the weights of their losses, or on the probabilities
 * of the trained model. Each place is a sealed interface of its own between this one and its methods, so that whoever
 * trains asks only for the place it serves ({@code spec instanceof RowBalancing rows}) and need not know the methods.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BalancingSpec.None.class, name = "none"),
    @JsonSubTypes.Type(value = Adasyn.class, name = "adasyn"),
    @JsonSubTypes.Type(value = BorderlineSmote.class, name = "borderline-smote"),
    @JsonSubTypes.Type(value = RandomOver.class, name = "random-over"),
    @JsonSubTypes.Type(value = RandomUnder.class, name = "random-under"),
    @JsonSubTypes.Type(value = Smote.class, name = "smote"),
    @JsonSubTypes.Type(value = SmoteEnn.class, name = "smote-enn"),
    @JsonSubTypes.Type(value = SmoteTomek.class, name = "smote-tomek")
})
public sealed interface BalancingSpec permits BalancingSpec.None, RowBalancing {

    /** Nothing is done: every class keeps the rows that it has. */
    @JsonAutoDetect
    record None() implements BalancingSpec {}
}
