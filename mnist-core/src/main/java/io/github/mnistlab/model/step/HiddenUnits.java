package io.github.mnistlab.model.step;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/** What a hidden layer's units make of their weighted sums in a pass, and how the loss's slopes go back through it. */
interface HiddenUnits {

    /** Computes the units' values from their sums, which are where the values will be unless they are kept. */
    void activate();

    /** Turns the slopes of the loss by the units' values into those by their sums. The values are lost. */
    void slopesOfSums();

    /**
     * @param values of the units, {@code [rows, units]}
     * @param sums of the same form, for what needs them on the way back; {@link #needsSums} says whether
     * @param slopes of the same form
     */
    static HiddenUnits of(IActivation activation, INDArray values, INDArray sums, INDArray slopes) {
        return needsSums(activation) ? new Any(activation, values, sums, slopes) : new Rectified(values, slopes);
    }

    static boolean needsSums(IActivation activation) {
        return !(activation instanceof ActivationReLU);
    }

    /** ReLU, whose slope its values tell. Deeplearning4j's own operation for the slope takes ten times as long. */
    final class Rectified implements HiddenUnits {
        private final INDArray values;
        private final INDArray slopes;
        // Made once, for each has a scalar outside the Java heap.
        private final Op rectify;
        private final Op slopeOfValues;

        Rectified(INDArray values, INDArray slopes) {
            this.values = values;
            this.slopes = slopes;
            this.rectify = new RectifiedLinear(values, values, 0);
            this.slopeOfValues = new Step(values, values, 0);
        }

        @Override
        public void activate() {
            Nd4j.getExecutioner().exec(rectify);
        }

        @Override
        public void slopesOfSums() {
            Nd4j.getExecutioner().exec(slopeOfValues);
            slopes.muli(values);
        }
    }

    /** Deeplearning4j's activations, by its own operations. They write where they read. */
    record Any(IActivation activation, INDArray values, INDArray sums, INDArray slopes) implements HiddenUnits {
        @Override
        public void activate() {
            values.assign(sums);
            put(activation.getActivation(values, true), values);
        }

        @Override
        public void slopesOfSums() {
            put(activation.backprop(sums, slopes).getFirst(), slopes);
        }

        private static void put(INDArray result, INDArray where) {
            if (result != where) {
                where.assign(result);
            }
        }
    }
}
