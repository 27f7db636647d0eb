package io.github.mnistlab.model;

import io.github.mnistlab.data.LabeledImages;
import java.util.List;

/**
 * A multilayer perceptron: 784 pixels in, dense hidden layers of one activation, softmax over the classes out.
 *
 * @param hidden units of each hidden layer, first to last: 0 to {@value #MAX_LAYERS} layers of 1 to {@value #MAX_UNITS}
 *     units. None makes it a softmax regression
 * @param activation of the hidden layers
 * @param initializer of the weights of every layer
 * @param dropout the share of each hidden layer's units that a training step leaves out, at least 0 and below 1 (Keras's
 *     meaning: those kept are scaled up by 1 / (1 − dropout), and predictions drop nothing)
 * @param l2 the loss grows by {@code l2} times the sum of the squares of all weights, biases left out (Keras's {@code
 *     kernel_regularizer}; no half in it): 0 to 1,000
 */
public record ModelSpec(
        List<Integer> hidden, Activation activation, Initializer initializer, double dropout, double l2) {

    /** The largest factor of the squared weights. */
    public static final int MAX_L2 = 1000;

    /** The most hidden layers. */
    public static final int MAX_LAYERS = 16;

    /** The most units of a hidden layer. */
    public static final int MAX_UNITS = 65_536;

    /** The most parameters, so that they fit into one array of at most 1 GiB. */
    public static final int MAX_PARAMETERS = 1 << 28;

    /** 784-1025-512-256-10, ReLU, Glorot uniform, neither dropout nor L2. */
    public static final ModelSpec DEFAULT =
            new ModelSpec(List.of(1025, 512, 256), Activation.RELU, Initializer.GLOROT_UNIFORM, 0, 0);

    /** @throws IllegalArgumentException if a value is out of range; the message says which, and the range */
    public ModelSpec {
        if (hidden == null || activation == null || initializer == null) {
            throw new IllegalArgumentException("hidden, activation and initializer must be given, but are " + hidden
                    + ", " + activation + " and " + initializer);
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
        long parameters = parameters(hidden, LabeledImages.MAX_CLASSES);
        if (parameters > MAX_PARAMETERS) {
            throw new IllegalArgumentException("hidden must make at most " + MAX_PARAMETERS + " parameters, but "
                    + hidden + " makes " + parameters + " for " + LabeledImages.MAX_CLASSES + " classes");
        }
        Require.atLeastZeroBelowOne("dropout", dropout);
        Require.atLeastZero("l2", l2, MAX_L2);
    }

    /** How many weights and biases the network has for a number of classes. */
    public int parameters(int classes) {
        return Math.toIntExact(parameters(hidden, classes));
    }

    private static long parameters(List<Integer> hidden, int classes) {
        long parameters = 0;
        long inputs = LabeledImages.PIXELS;
        for (int units : hidden) {
            parameters += (inputs + 1) * units;
            inputs = units;
        }
        return parameters + (inputs + 1) * classes;
    }

    /**
     * Whether several threads can share the steps of its training on a CPU. With dropout, Deeplearning4j computes
     * them, in one thread.
     */
    public boolean canShareSteps() {
        return dropout == 0;
    }
}
