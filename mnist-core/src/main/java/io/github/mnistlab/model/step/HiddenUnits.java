package io.github.mnistlab.model.step;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A hidden layer's units of any of Deeplearning4j's activations, by its own operations. They write where they read.
 *
 * @param values of the units, {@code [rows, units]}
 * @param preActivations of the same form
 * @param gradients of the same form
 */
record HiddenUnits(IActivation activation, INDArray values, INDArray preActivations, INDArray gradients) {

    /** Computes the units' values from their pre-activations, which stay. */
    void activate() {
        values.assign(preActivations);
        put(activation.getActivation(values, true), values);
    }

    /** Turns the gradients of the loss with respect to the units' values into those with respect to their pre-activations. */
    void toPreActivationGradients() {
        put(activation.backprop(preActivations, gradients).getFirst(), gradients);
    }

    private static void put(INDArray result, INDArray where) {
        if (result != where) {
            where.assign(result);
        }
    }
}
