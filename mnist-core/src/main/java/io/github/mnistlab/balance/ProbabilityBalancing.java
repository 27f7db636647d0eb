package io.github.mnistlab.balance;

/** Balancing that acts on the probabilities of the trained model: training is as without it. */
public sealed interface ProbabilityBalancing extends BalancingSpec permits Threshold {

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if a class has no training row
     */
    @Override
    float[] correct(float[] probabilities, int[] counts);
}
