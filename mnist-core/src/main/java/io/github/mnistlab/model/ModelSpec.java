package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron: features in, dense hidden layers of one activation, softmax over the classes out.
 *
 * @param hidden units of each hidden layer, first to last: 0 to {@value #MAX_LAYERS} layers of 1 to {@value #MAX_UNITS}
 *     units. None makes it a softmax regression
 * @param activation of the hidden layers
 * @param initializer of the weights of every layer
 * @param dropout the share of each hidden layer's units that a training step leaves out
 * @param l2 the loss grows by {@code l2} times the sum of the squares of all weights, biases left out (Keras's {@code
 *     kernel_regularizer}; no half in it): 0 to 1,000
 * @param inputDropout the share of features that a training step leaves out of each row, as {@link Dropout} has it: at least 0
 *     and below 1
 * @param batchNormalization whether the pre-activations of each hidden layer are normalised in each batch (Ioffe and Szegedy
 *     2015), by mean and biased variance; predictions use running ones, into which a batch goes with a share of 0.1. The
 *     layer's own biases stay zero then
 * @param maxNorm after each step, the weights into a hidden unit that have a greater Euclidean norm are scaled down to it
 *     (Srebro and Shraibman 2005; Srivastava et al. 2014); 0 to {@value #MAX_MAX_NORM}, 0 for any norm
 * @param inputNoise the standard deviation of nearly Gaussian noise, the sum of four evenly drawn numbers, that each training
 *     step adds to every pixel, of which 0 is paper and 1 is ink; 0 to {@value #MAX_INPUT_NOISE} (Bishop 1995; Keras's {@code
 *     GaussianNoise}). Pixels are left out after it
 */
public record ModelSpec(
        List<Integer> hidden,
        Activation activation,
        Initializer initializer,
        Dropout dropout,
        double l2,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double inputDropout,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean batchNormalization,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double maxNorm,

        @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        double inputNoise) {

    /** The most noise on pixels. */
    public static final int MAX_INPUT_NOISE = 10;

    /** The largest factor of the squared weights. */
    public static final int MAX_L2 = 1000;

    /** The largest norm that can be a limit. */
    public static final int MAX_MAX_NORM = 1000;

    /** The most hidden layers. */
    public static final int MAX_LAYERS = 16;

    /** The most units of a hidden layer. */
    public static final int MAX_UNITS = 65_536;

    /** The most parameters, so that they fit into one array of at most 1 GiB. */
    public static final int MAX_PARAMETERS = 1 << 28;

    /** Hidden layers of 1025, 512 and 256 units, ReLU, Glorot uniform, neither dropout nor L2. */
    public static final ModelSpec DEFAULT =
            new ModelSpec(List.of(1025, 512, 256), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0);

    /** One share of dropout for all hidden layers, and nothing that is off by default. */
    public ModelSpec(List<Integer> hidden, Activation activation, Initializer initializer, double dropout, double l2) {
        this(hidden, activation, initializer, new Dropout(dropout), l2, 0, false, 0);
    }

    /** Without noise on pixels. */
    public ModelSpec(
            List<Integer> hidden,
            Activation activation,
            Initializer initializer,
            Dropout dropout,
            double l2,
            double inputDropout,
            boolean batchNormalization,
            double maxNorm) {
        this(hidden, activation, initializer, dropout, l2, inputDropout, batchNormalization, maxNorm, 0);
    }

    /** @throws IllegalArgumentException if a value is out of range; the message says which, and the range */
    @JsonCreator
    public ModelSpec {
        if (hidden == null || activation == null || initializer == null || dropout == null) {
            throw new IllegalArgumentException("hidden, activation, initializer and dropout must be given, but are "
                    + hidden + ", " + activation + ", " + initializer + " and " + dropout);
        }
        Require.between("number of hidden layers", hidden.size(), 0, MAX_LAYERS);
        for (int layer = 0; layer < hidden.size(); layer++) {
            Integer units = hidden.get(layer);
            if (units == null) {
                throw new IllegalArgumentException("hidden[" + layer + "] must be 1 to " + MAX_UNITS + ", but is null");
            }
            Require.between("hidden[" + layer + "]", units, 1, MAX_UNITS);
        }
        hidden = List.copyOf(hidden);
        long parameters = parameters(hidden, batchNormalization, 1, 2);
        if (parameters > MAX_PARAMETERS) {
            throw new IllegalArgumentException("hidden must make at most " + MAX_PARAMETERS + " parameters, but "
                    + hidden + " makes at least " + parameters);
        }
        if (!dropout.fits(hidden.size())) {
            throw new IllegalArgumentException("dropout must be one share, or one for each of " + hidden.size()
                    + " hidden layers, but is " + dropout.shares());
        }
        Require.atLeastZero("l2", l2, MAX_L2);
        Require.atLeastZeroBelowOne("inputDropout", inputDropout);
        Require.atLeastZero("maxNorm", maxNorm, MAX_MAX_NORM);
        Require.atLeastZero("inputNoise", inputNoise, MAX_INPUT_NOISE);
    }

    /**
     * How many numbers the network is made of: weights, biases, and those of normalisation.
     *
     * @throws IllegalArgumentException if they are more than {@value #MAX_PARAMETERS}
     */
    public int parameters(int features, int classes) {
        long parameters = parameters(hidden, batchNormalization, features, classes);
        if (parameters > MAX_PARAMETERS) {
            throw new IllegalArgumentException("hidden must make at most " + MAX_PARAMETERS + " parameters, but "
                    + hidden + " makes " + parameters + " for " + features + " features and " + classes + " classes");
        }
        return (int) parameters;
    }

    /** How many of them an optimizer moves: all but the running means and variances. */
    public int movedParameters(int features, int classes) {
        int running = batchNormalization
                ? 2 * hidden.stream().mapToInt(Integer::intValue).sum()
                : 0;
        return parameters(features, classes) - running;
    }

    private static long parameters(List<Integer> hidden, boolean normalized, int features, int classes) {
        long parameters = 0;
        long inputs = features;
        for (int units : hidden) {
            parameters += (inputs + (normalized ? 5 : 1)) * units;
            inputs = units;
        }
        return parameters + (inputs + 1) * classes;
    }

    /** The share of each layer's inputs that a training step leaves out: of the features, and of each hidden layer's units. */
    public List<Double> droppedInputs() {
        List<Double> shares = new ArrayList<>(List.of(inputDropout));
        for (int layer = 0; layer < hidden.size(); layer++) {
            shares.add(dropout.of(layer));
        }
        return shares;
    }
}
