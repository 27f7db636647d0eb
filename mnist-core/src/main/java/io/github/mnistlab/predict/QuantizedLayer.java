package io.github.mnistlab.predict;

import io.github.mnistlab.model.DenseLayer;
import io.github.mnistlab.model.NetworkLayer;
import io.github.mnistlab.model.UnitFunction;

/**
 * A dense layer whose weights are small whole numbers: a weight is its number times its unit's scale.
 *
 * @param inputs how many numbers go in
 * @param outputs how many units it has
 * @param bytes that a weight takes: 1 for -127 to 127, 2 for -32,767 to 32,767
 * @param weights {@code inputs * outputs} of them, those from one input together
 * @param scales one a unit
 * @param biases one a unit
 * @param function what the units make of their pre-activations
 */
@SuppressWarnings("ArrayRecordComponent") // only carried; two layers are never compared
record QuantizedLayer(
        int inputs, int outputs, int bytes, short[] weights, float[] scales, float[] biases, UnitFunction function)
        implements NetworkLayer {

    /**
     * Layers with at most so many weights, 512 KiB, keep two bytes each: in small networks a single weight matters, and
     * they have the room.
     */
    static final int FEW_WEIGHTS = 1 << 18;

    /**
     * Each weight to the nearest number there is. What that does to a unit's sum on average over typical inputs is taken
     * out of its bias (Nagel et al. 2019, Data-Free Quantization, section 4.2), which halves the error.
     *
     * @param typical the mean of each input
     */
    static QuantizedLayer of(DenseLayer layer, double[] typical) {
        int inputs = layer.inputs();
        int outputs = layer.outputs();
        int bytes = bytes(inputs, outputs);
        int most = bytes == 1 ? Byte.MAX_VALUE : Short.MAX_VALUE;
        float[] scales = new float[outputs];
        for (int i = 0; i < inputs * outputs; i++) {
            scales[i % outputs] = Math.max(scales[i % outputs], Math.abs(layer.weights()[i]) / most);
        }
        short[] weights = new short[inputs * outputs];
        double[] lost = new double[outputs];
        for (int i = 0; i < weights.length; i++) {
            double scale = scales[i % outputs];
            if (scale > 0) {
                weights[i] = (short) Math.max(-most, Math.min(most, Math.rint(layer.weights()[i] / scale)));
            }
            lost[i % outputs] += (layer.weights()[i] - scale * weights[i]) * typical[i / outputs];
        }
        float[] biases = new float[outputs];
        for (int unit = 0; unit < outputs; unit++) {
            biases[unit] = (float) (layer.biases()[unit] + lost[unit]);
        }
        return new QuantizedLayer(inputs, outputs, bytes, weights, scales, biases, layer.function());
    }

    static int bytes(int inputs, int outputs) {
        return (long) inputs * outputs <= FEW_WEIGHTS ? 2 : 1;
    }

    @Override
    public double[] preActivations(double[] input) {
        double[] preActivations = new double[outputs];
        for (int i = 0; i < inputs; i++) {
            double value = input[i];
            if (value != 0) {
                int row = i * outputs;
                for (int unit = 0; unit < outputs; unit++) {
                    preActivations[unit] += value * weights[row + unit];
                }
            }
        }
        for (int unit = 0; unit < outputs; unit++) {
            preActivations[unit] = preActivations[unit] * scales[unit] + biases[unit];
        }
        return preActivations;
    }
}
