package io.github.mnistlab.model.step;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/** What a hidden layer's units make of their pre-activations in a pass, and how gradients go back through it. */
interface HiddenUnits {

    /** Computes the units' values from their pre-activations, which are where the values will be unless they are kept. */
    void activate();

    /** Turns the gradients of the loss with respect to the units' values into those with respect to their pre-activations. The values are lost. */
    void toPreActivationGradients();

    /**
     * @param values of the units, {@code [rows, units]}
     * @param preActivations of the same form, for what needs them on the way back; {@link #needsPreActivations} says whether
     * @param gradients of the same form
     */
    static HiddenUnits of(IActivation activation, INDArray values, INDArray preActivations, INDArray gradients) {
        return needsPreActivations(activation)
                ? new Any(activation, values, preActivations, gradients)
                : new Rectified(values, gradients);
    }

    static boolean needsPreActivations(IActivation activation) {
        return !(activation instanceof ActivationReLU);
    }

    /** ReLU, whose derivative its values tell. Deeplearning4j's own operation for the derivative takes ten times as long. */
    final class Rectified implements HiddenUnits {
        private final INDArray values;
        private final INDArray gradients;
        // Made once, for each has a scalar outside the Java heap.
        private final Op rectify;
        private final Op derivative;

        Rectified(INDArray values, INDArray gradients) {
            this.values = values;
            this.gradients = gradients;
            this.rectify = new RectifiedLinear(values, values, 0);
            this.derivative = new Step(values, values, 0);
        }

        @Override
        public void activate() {
            Nd4j.getExecutioner().exec(rectify);
        }

        @Override
        public void toPreActivationGradients() {
            Nd4j.getExecutioner().exec(derivative);
            gradients.muli(values);
        }
    }

    /** Deeplearning4j's activations, by its own operations. They write where they read. */
    record Any(IActivation activation, INDArray values, INDArray preActivations, INDArray gradients)
            implements HiddenUnits {
        @Override
        public void activate() {
            values.assign(preActivations);
            put(activation.getActivation(values, true), values);
        }

        @Override
        public void toPreActivationGradients() {
            put(activation.backprop(preActivations, gradients).getFirst(), gradients);
        }

        private static void put(INDArray result, INDArray where) {
            if (result != where) {
                where.assign(result);
            }
        }
    }
}
