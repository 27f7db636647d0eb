package io.github.mnistlab.model;

import io.github.mnistlab.model.UnitFunction.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A dense layer as far as its predictions go. After a network's last one comes the softmax, which is not said here: its
 * own function is the identity.
 *
 * @param normalized whether its pre-activations are batch-normalised before the function; then each unit has four parameters
 *     more, which follow the layer's own: all scales, all shifts, all means and all variances
 */
public record LayerShape(int inputs, int outputs, UnitFunction function, boolean normalized) {
    /** What is added to a variance before its root is taken; PyTorch's and Deeplearning4j's. */
    public static final double NORMALIZATION_EPSILON = 1e-5;

    /** Keras 3's slope of a leaky ReLU. */
    private static final double LEAKY_RELU_SLOPE = 0.2;

    /** A layer that is not normalised. */
    public LayerShape(int inputs, int outputs, UnitFunction function) {
        this(inputs, outputs, function, false);
    }

    public long parameters() {
        return (inputs + 1L) * outputs + (normalized ? 4L * outputs : 0);
    }

    public static List<LayerShape> of(ModelSpec spec, int features, int classes) {
        List<LayerShape> layers = new ArrayList<>();
        int inputs = features;
        for (int units : spec.hidden()) {
            layers.add(new LayerShape(inputs, units, function(spec.activation()), spec.batchNormalization()));
            inputs = units;
        }
        layers.add(new LayerShape(inputs, classes, new UnitFunction(Kind.IDENTITY)));
        return List.copyOf(layers);
    }

    private static UnitFunction function(Activation activation) {
        return switch (activation) {
            case RELU -> new UnitFunction(Kind.RELU);
            case LEAKY_RELU -> new UnitFunction(Kind.LEAKY_RELU, LEAKY_RELU_SLOPE);
            case ELU -> new UnitFunction(Kind.ELU, 1);
            case SELU -> new UnitFunction(Kind.SELU);
            case GELU -> new UnitFunction(Kind.GELU);
            case SWISH -> new UnitFunction(Kind.SWISH);
            case TANH -> new UnitFunction(Kind.TANH);
            case SIGMOID -> new UnitFunction(Kind.SIGMOID);
            case SOFTPLUS -> new UnitFunction(Kind.SOFTPLUS);
        };
    }
}
