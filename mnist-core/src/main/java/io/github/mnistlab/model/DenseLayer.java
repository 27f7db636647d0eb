package io.github.mnistlab.model;

/**
 * A dense layer with float32 weights. Arrays are shared, not copied: whoever holds one never writes it.
 *
 * @param inputs how many numbers go in
 * @param outputs how many units it has
 * @param weights {@code inputs * outputs} of them, those from one input together
 * @param biases one a unit
 * @param function what the units make of their pre-activations
 */
@SuppressWarnings("ArrayRecordComponent") // only carried; two layers are never compared
public record DenseLayer(int inputs, int outputs, float[] weights, float[] biases, UnitFunction function)
        implements NetworkLayer {

    /** @throws IllegalArgumentException if lengths disagree */
    public DenseLayer {
        if (weights.length != (long) inputs * outputs || biases.length != outputs) {
            throw new IllegalArgumentException(inputs + " inputs and " + outputs + " units have "
                    + (long) inputs * outputs + " weights and " + outputs + " biases, but there are " + weights.length
                    + " and " + biases.length);
        }
    }

    @Override
    public double[] preActivations(double[] input) {
        double[] preActivations = new double[outputs];
        for (int i = 0; i < inputs; i++) {
            double value = input[i];
            // Most pixels are paper, and half of what a ReLU gives.
            if (value != 0) {
                int row = i * outputs;
                for (int unit = 0; unit < outputs; unit++) {
                    preActivations[unit] += value * weights[row + unit];
                }
            }
        }
        for (int unit = 0; unit < outputs; unit++) {
            preActivations[unit] += biases[unit];
        }
        return preActivations;
    }
}
