package io.github.mnistlab.balance;

import java.util.List;

/** Balancing that acts on the weights of the training rows' losses: rows of rare classes count for more. */
public sealed interface LossBalancing extends BalancingSpec permits ClassWeight {

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if fewer than two classes have rows, or a class without any is given a weight
     */
    @Override
    List<Double> lossWeights(int[] counts);
}
