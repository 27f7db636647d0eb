package io.github.mnistlab.model.file;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.ProbabilityBalancing;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.model.DenseLayer;
import io.github.mnistlab.model.FlatParameters;
import io.github.mnistlab.model.LayerShape;
import io.github.mnistlab.model.NetworkLayer;
import io.github.mnistlab.model.ScaledGrey;
import io.github.mnistlab.model.UnitFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A perceptron that predicts in plain Java, without Deeplearning4j: for a few pictures in a process that has no native
 * library. Its probabilities are Deeplearning4j's but for rounding, and the same to the bit on every machine.
 */
public final class PlainNetwork {
    private final List<NetworkLayer> layers;

    /**
     * @param layers first to last; after the last comes the softmax
     * @throws IllegalArgumentException if they do not fit each other
     */
    public PlainNetwork(List<? extends NetworkLayer> layers) {
        this.layers = List.copyOf(layers);
        int inputs = features();
        for (NetworkLayer layer : this.layers) {
            if (layer.inputs() != inputs) {
                throw new IllegalArgumentException(
                        "a layer must take " + inputs + " inputs, but takes " + layer.inputs());
            }
            inputs = layer.outputs();
        }
    }

    /**
     * Reads a model file. It is trusted in nothing, as by {@link ModelFile}.
     *
     * @param file a Deeplearning4j model file: a perceptron of dense layers with biases from any number of features to a softmax over
     *     2 to 256 classes, in float32
     * @throws ModelFileException if it is anything else, or damaged, or made to harm
     * @throws IOException if it cannot be read
     */
    public static PlainNetwork read(Path file) throws IOException {
        return of(StoredNetwork.read(file, OptionalInt.empty()));
    }

    /**
     * Reads a model file that is to take so many features.
     *
     * @param features that the first layer must take
     * @throws IOException likewise
     */
    public static PlainNetwork read(Path file, int features) throws IOException {
        return of(StoredNetwork.read(file, OptionalInt.of(features)));
    }

    private static PlainNetwork of(StoredNetwork stored) {
        List<DenseLayer> layers = new ArrayList<>();
        int offset = 0;
        for (LayerShape shape : stored.layers()) {
            float[] weights = new float[shape.inputs() * shape.outputs()];
            for (int unit = 0; unit < shape.outputs(); unit++) {
                for (int input = 0; input < shape.inputs(); input++) {
                    weights[input * shape.outputs() + unit] = stored.parameters()[offset++];
                }
            }
            float[] biases = new float[shape.outputs()];
            System.arraycopy(stored.parameters(), offset, biases, 0, biases.length);
            offset += biases.length;
            if (shape.normalized()) {
                fold(stored.parameters(), offset, weights, biases);
                offset += 4 * biases.length;
            }
            layers.add(new DenseLayer(shape.inputs(), shape.outputs(), weights, biases, shape.function()));
        }
        return new PlainNetwork(layers);
    }

    /**
     * Takes a batch normalisation into the weights and biases before it: at prediction it is a factor and a summand a unit.
     *
     * @param parameters of which the normalisation's begin at {@code offset}
     */
    private static void fold(float[] parameters, int offset, float[] weights, float[] biases) {
        int units = biases.length;
        for (int unit = 0; unit < units; unit++) {
            double shift = parameters[offset + units + unit];
            double mean = parameters[offset + 2 * units + unit];
            double variance = parameters[offset + 3 * units + unit];
            double factor = parameters[offset + unit] / Math.sqrt(variance + LayerShape.NORMALIZATION_EPSILON);
            for (int i = unit; i < weights.length; i += units) {
                weights[i] = (float) (weights[i] * factor);
            }
            biases[unit] = (float) ((biases[unit] - mean) * factor + shift);
        }
    }

    /**
     * The network that gives at once what a balancing makes of this one's probabilities. A correction that multiplies
     * them by a factor a class, and makes them sum to 1 again, adds the factor's logarithm to the bias of the class.
     *
     * @param balancing with or without such a correction
     * @param counts the training rows of each class
     * @return this one if nothing is corrected
     * @throws io.github.mnistlab.balance.NotApplicableException if a class has no row, but needs one
     */
    public PlainNetwork corrected(BalancingSpec balancing, int[] counts) {
        if (!(balancing instanceof ProbabilityBalancing)) {
            return this;
        }
        int last = layers.size() - 1;
        if (!(layers.get(last) instanceof DenseLayer output) || counts.length != output.outputs()) {
            throw new IllegalArgumentException("a float32 network of " + counts.length
                    + " classes can be corrected, but" + " this one is " + describe());
        }
        float[] equal = new float[counts.length];
        Arrays.fill(equal, 1f / counts.length);
        float[] factors = balancing.correct(equal, counts);
        float[] biases = output.biases().clone();
        for (int unit = 0; unit < biases.length; unit++) {
            biases[unit] += (float) StrictMath.log(factors[unit]);
        }
        List<NetworkLayer> corrected = new ArrayList<>(layers);
        corrected.set(
                last, new DenseLayer(output.inputs(), output.outputs(), output.weights(), biases, output.function()));
        return new PlainNetwork(corrected);
    }

    /** First to last. */
    public List<NetworkLayer> layers() {
        return layers;
    }

    /**
     * The digest of a model's parameters, as runs tell it.
     *
     * @param file as {@link #read} takes it
     * @throws IOException likewise
     */
    public static String parameterDigest(Path file) throws IOException {
        return FlatParameters.digest(
                StoredNetwork.read(file, OptionalInt.empty()).parameters());
    }

    /** How many features it takes. */
    public int features() {
        return layers.get(0).inputs();
    }

    /** How many classes it tells apart. */
    public int classes() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** Its layers' widths, such as {@code 784-128-10}. */
    public String describe() {
        return features() + layers.stream().map(layer -> "-" + layer.outputs()).collect(Collectors.joining());
    }

    /**
     * The softmax probabilities of images.
     *
     * @param pixels {@link #features()} bytes an image, each of which becomes a number from 0 to 1
     * @return {@code pixels.length / features() * classes()} values, image after image
     * @throws IllegalArgumentException if there are bytes left over
     */
    public double[] predict(byte[] pixels) {
        if (pixels.length % features() != 0) {
            throw new IllegalArgumentException("pixels must be a multiple of " + features()
                    + " bytes, the size of an image, but are " + pixels.length);
        }
        int rows = pixels.length / features();
        double[] probabilities = new double[Math.multiplyExact(rows, classes())];
        for (int row = 0; row < rows; row++) {
            double[] values = logits(image(pixels, row));
            softmax(values);
            System.arraycopy(values, 0, probabilities, row * values.length, values.length);
        }
        return probabilities;
    }

    /**
     * The softmax probabilities of a row of a prepared table.
     *
     * @throws IllegalArgumentException if it has another number of features than the network takes
     */
    public double[] predict(LabeledTable prepared, int row) {
        if (prepared.features() != features()) {
            throw new IllegalArgumentException(
                    "a row must have " + features() + " features, but has " + prepared.features());
        }
        float[] numbers = new float[features()];
        prepared.copyRow(row, numbers, 0);
        double[] values = new double[numbers.length];
        Arrays.setAll(values, i -> numbers[i]);
        values = logits(values);
        softmax(values);
        return values;
    }

    /**
     * What goes into each layer, on average.
     *
     * @param pixels images, as for {@link #predict}; at least one
     * @return for each layer, first to last, a mean an input
     */
    public List<double[]> meanInputs(byte[] pixels) {
        int rows = pixels.length / features();
        List<double[]> means =
                layers.stream().map(layer -> new double[layer.inputs()]).toList();
        for (int row = 0; row < rows; row++) {
            double[] values = image(pixels, row);
            for (int layer = 0; layer < layers.size(); layer++) {
                double[] mean = means.get(layer);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += values[i] / rows;
                }
                if (layer + 1 < layers.size()) {
                    values = through(layers.get(layer), values);
                }
            }
        }
        return means;
    }

    private double[] image(byte[] pixels, int row) {
        double[] values = new double[features()];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = ScaledGrey.of(pixels[row * values.length + pixel]);
        }
        return values;
    }

    /** What goes into the softmax. */
    private double[] logits(double[] input) {
        double[] values = input;
        for (NetworkLayer layer : layers) {
            values = through(layer, values);
        }
        return values;
    }

    private static double[] through(NetworkLayer layer, double[] input) {
        double[] values = layer.preActivations(input);
        UnitFunction function = layer.function();
        for (int unit = 0; unit < values.length; unit++) {
            values[unit] = function.of(values[unit]);
        }
        return values;
    }

    private static void softmax(double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            highest = Math.max(highest, value);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = StrictMath.exp(values[i] - highest);
            sum += values[i];
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
    }
}
