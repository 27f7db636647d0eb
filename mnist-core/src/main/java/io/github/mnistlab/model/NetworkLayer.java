package io.github.mnistlab.model;

/** A dense layer that computes, whatever its weights are kept as. */
public interface NetworkLayer {
    /** How many numbers go in. */
    int inputs();

    /** How many units it has. */
    int outputs();

    /** What its units make of their pre-activations. */
    UnitFunction function();

    /**
     * The pre-activations of the units, biases included.
     *
     * @param input {@code inputs()} values
     * @return {@code outputs()} values, the caller's
     */
    double[] preActivations(double[] input);
}
