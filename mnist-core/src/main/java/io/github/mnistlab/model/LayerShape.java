package io.github.mnistlab.model;

import io.github.mnistlab.data.LabeledImages;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** A dense layer as far as its predictions go; the last one of a network is its softmax. */
record LayerShape(int inputs, int outputs, IActivation activation) {

    /** Keras 3's slope of a leaky ReLU. */
    private static final double LEAKY_RELU_SLOPE = 0.2;

    long parameters() {
        return (inputs + 1L) * outputs;
    }

    static List<LayerShape> of(ModelSpec spec, int classes) {
        List<LayerShape> layers = new ArrayList<>();
        int inputs = LabeledImages.PIXELS;
        for (int units : spec.hidden()) {
            layers.add(new LayerShape(inputs, units, activation(spec.activation())));
            inputs = units;
        }
        layers.add(new LayerShape(inputs, classes, new ActivationSoftmax()));
        return List.copyOf(layers);
    }

    private static IActivation activation(Activation activation) {
        return switch (activation) {
            case RELU -> new ActivationReLU();
            case LEAKY_RELU -> new ActivationLReLU(LEAKY_RELU_SLOPE);
            case ELU -> new ActivationELU();
            case SELU -> new ActivationSELU();
            case GELU -> new ActivationGELU();
            case SWISH -> new ActivationSwish();
            case TANH -> new ActivationTanH();
            case SIGMOID -> new ActivationSigmoid();
            case SOFTPLUS -> new ActivationSoftPlus();
        };
    }
}
