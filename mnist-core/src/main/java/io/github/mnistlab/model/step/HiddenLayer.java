package io.github.mnistlab.model.step;

import io.github.mnistlab.model.Dl4jNetworks;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.step.matrix.ColumnMajor;
import io.github.mnistlab.model.step.matrix.FloatMatrix;
import io.github.mnistlab.model.step.update.ParameterUpdate;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The units of a hidden layer: what happens between the product that gives their pre-activations and the next layer's, and
 * what happens to gradients on the way back.
 */
final class HiddenLayer implements AutoCloseable {
    private final int units;
    private final IActivation activation;
    private final boolean rectified;
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
        this.dropout = dropped == 0 ? null : new HiddenDropout(new DropoutMask(dropped), number);
        this.blocks = blocks;
        long numbers = (long) batchSize * units;
        this.inputsOfNext = ColumnMajor.numbers(batchSize + numbers);
        this.rectified = activation instanceof ActivationReLU;
        this.keptPreActivations = rectified ? null : ColumnMajor.numbers(numbers);
        this.gradients = gradients;
        this.values = inputsOfNext.data().asNioFloat();
        this.preActivationValues =
                keptPreActivations == null ? values : keptPreActivations.data().asNioFloat();
        this.gradientValues = gradients.data().asNioFloat();
    }

    /** Whether its units are zero where they are not active. */
    boolean rectifies() {
        return rectified;
    }

    /** The numbers of the next layer's inputs: a column of ones, and then one for each unit. */
    INDArray inputsOfNext() {
        return inputsOfNext;
    }

    /** For batches of one size. */
    final class OfBatch {
        private final int rows;
        private final HiddenUnits any;
        private final FloatMatrix preActivations;

        OfBatch(int rows) {
            this.rows = rows;
            if (!rectified) {
                this.preActivations = FloatMatrix.of(keptPreActivations, 0, rows, units);
                this.any = new HiddenUnits(
                        activation,
                        ColumnMajor.view(inputsOfNext, rows, rows, units),
                        ColumnMajor.view(keptPreActivations, 0, rows, units),
                        ColumnMajor.view(gradients, 0, rows, units));
            } else {
                // ReLU's pre-activations lie where the values will.
                this.preActivations = FloatMatrix.of(inputsOfNext, rows, rows, units);
                this.any = null;
            }
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
            if (dropout != null) {
                dropout.begin(dropoutSeed, step);
            }
            if (rectified) {
                blocks.change(values, rows, rows, units, (stage, first, count) -> {
                    normalize(stage, first, count);
                    Rectifier.activate(stage, count * rows);
                    drop(stage, first, count);
                });
                return;
            }
            if (normalization != null) {
                blocks.change(preActivationValues, 0, rows, units, this::normalize);
            }
            any.activate();
            if (dropout != null) {
                blocks.change(values, rows, rows, units, this::drop);
            }
        }

        private void normalize(float[] stage, int first, int count) {
            if (normalization != null) {
                normalization.forward(stage, first, count, rows);
            }
        }

        /** Of values or of gradients. */
        private void drop(float[] stage, int first, int count) {
            if (dropout != null) {
                dropout.apply(stage, first * rows, count * rows);
            }
        }

        /** Turns the gradients with respect to the next layer's inputs into those with respect to the pre-activations, and moves its own parameters. */
        void backward(ParameterUpdate update) {
            if (rectified) {
                float scale = dropout == null ? 1 : dropout.scale();
                blocks.change(gradientValues, 0, values, rows, rows, units, (stage, others, first, count) -> {
                    Rectifier.toPreActivationGradients(stage, others, count * rows, scale);
                    toInputGradients(stage, first, count);
                });
            } else {
                if (dropout != null) {
                    blocks.change(gradientValues, 0, rows, units, this::drop);
                }
                any.toPreActivationGradients();
                if (normalization != null) {
                    blocks.change(gradientValues, 0, rows, units, this::toInputGradients);
                }
            }
            if (normalization != null) {
                normalization.move(update);
            }
        }

        private void toInputGradients(float[] stage, int first, int count) {
            if (normalization != null) {
                normalization.backward(stage, first, count, rows);
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
