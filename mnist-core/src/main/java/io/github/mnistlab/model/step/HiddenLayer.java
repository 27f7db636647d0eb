package io.github.mnistlab.model.step;

import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.LayerShape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The units of a hidden layer: what happens between the product that gives their pre-activations and the next layer's, and
 * what happens to gradients on the way back.
 */
final class HiddenLayer implements AutoCloseable {
    private final int units;
    private final IActivation activation;
    private final BatchNormalization normalization;
    private final HiddenDropout dropout;
    private final UnitBlocks blocks;
    private final INDArray inputsOfNext;
    private final INDArray keptPreActivations;
    private final INDArray gradients;
    private final FloatBuffer values;
    private final FloatBuffer preActivationValues;
    private final FloatBuffer gradientValues;

    /**
     * @param number of the layer, from 0
     * @param normalization of pre-activations; null for none
     * @param dropped the share of units that each step leaves out
     * @param gradients where the gradients of the loss with respect to the units are on the way back; it stays open
     * @param batchSize the most rows
     */
    HiddenLayer(
            LayerShape shape,
            int number,
            BatchNormalization normalization,
            double dropped,
            INDArray gradients,
            int batchSize,
            UnitBlocks blocks) {
        this.units = shape.outputs();
        this.activation = Dl4jNetworks.activation(shape.function());
        this.normalization = normalization;
        this.dropout = dropped == 0 ? null : new HiddenDropout(new DropoutMask(dropped), number, units, batchSize);
        this.blocks = blocks;
        long numbers = (long) batchSize * units;
        this.inputsOfNext = ColumnMajor.numbers(batchSize + numbers);
        this.keptPreActivations = HiddenUnits.needsPreActivations(activation) ? ColumnMajor.numbers(numbers) : null;
        this.gradients = gradients;
        this.values = inputsOfNext.data().asNioFloat();
        this.preActivationValues =
                keptPreActivations == null ? values : keptPreActivations.data().asNioFloat();
        this.gradientValues = gradients.data().asNioFloat();
    }

    /** The numbers of the next layer's inputs: a column of ones, and then one for each unit. */
    INDArray inputsOfNext() {
        return inputsOfNext;
    }

    /** For batches of one size. */
    final class OfBatch {
        private final int rows;
        private final HiddenUnits hidden;
        private final FloatMatrix preActivations;

        OfBatch(int rows) {
            this.rows = rows;
            boolean kept = keptPreActivations != null;
            this.preActivations = kept
                    ? FloatMatrix.of(keptPreActivations, 0, rows, units)
                    : FloatMatrix.of(inputsOfNext, rows, rows, units);
            this.hidden = HiddenUnits.of(
                    activation,
                    ColumnMajor.view(inputsOfNext, rows, rows, units),
                    kept ? ColumnMajor.view(keptPreActivations, 0, rows, units) : null,
                    ColumnMajor.view(gradients, 0, rows, units));
        }

        /** Where the pre-activations go, {@code [rows, units]}. */
        FloatMatrix preActivations() {
            return preActivations;
        }

        /** Writes the column of ones; passes of other sizes have other numbers there. */
        void writeOnes() {
            float[] ones = new float[rows];
            Arrays.fill(ones, 1);
            values.put(0, ones);
        }

        /**
         * Computes the units' values from their pre-activations.
         *
         * @param dropoutSeed of the epoch
         * @param step its number in the training
         */
        void forward(long dropoutSeed, long step) {
            if (normalization != null) {
                normalization.forward(preActivationValues, keptPreActivations == null ? rows : 0, rows, blocks);
            }
            hidden.activate();
            if (dropout != null) {
                dropout.drop(values, rows, rows, dropoutSeed, step, blocks);
            }
        }

        /** Turns the gradients with respect to the next layer's inputs into those with respect to the pre-activations, and moves its own parameters. */
        void backward(ParameterUpdate update) {
            if (dropout != null) {
                dropout.toUnitGradients(gradientValues, rows, blocks);
            }
            hidden.toPreActivationGradients();
            if (normalization != null) {
                normalization.backward(gradientValues, rows, blocks);
                normalization.move(update);
            }
        }
    }

    @Override
    public void close() {
        inputsOfNext.close();
        if (keptPreActivations != null) {
            keptPreActivations.close();
        }
    }
}
