package io.github.mnistlab.model;

import java.util.Objects;

/**
 * What a unit makes of its pre-activation {@code x}, with its constant: the activations of {@link Activation}, and those of
 * other people's model files beside them. The softmax after the last layer is none: it looks at all units at once.
 *
 * @param kind the formula
 * @param constant the slope or the factor in it, finite; 0 if it has none
 */
public record UnitFunction(Kind kind, double constant) {
    /** √(2/π). */
    private static final double PRECISE_GELU_SLOPE = 0.7978845608028654;

    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    /** The formulas. */
    public enum Kind {
        /** x. */
        IDENTITY,
        /** max(x, 0). */
        RELU,
        /** x where positive, else constant · x. */
        LEAKY_RELU,
        /** x where positive, else constant · (exp(x) − 1). */
        ELU,
        /** Klambauer et al. 2017: 1.0507 times x where positive, else 1.0507 · 1.6733 (exp(x) − 1). */
        SELU,
        /** Hendrycks and Gimpel 2016 in their approximation x · sigmoid(1.702 x). */
        GELU,
        /**
         * x / 2 · (1 + tanh(√(2/π) (x + (0.044715 x)³))): what Deeplearning4j computes where a file asks for its "precise"
         * GELU. Hendrycks and Gimpel 2016 do not cube the factor; but a network was trained with what was computed.
         */
        PRECISE_GELU,
        /** x · sigmoid(x). */
        SWISH,
        /** The hyperbolic tangent. */
        TANH,
        /** 1 / (1 + exp(−x)). */
        SIGMOID,
        /** ln(1 + exp(x)). */
        SOFTPLUS
    }

    /** @throws IllegalArgumentException if the constant is not finite */
    public UnitFunction {
        Objects.requireNonNull(kind, "kind must be given");
        if (!Double.isFinite(constant)) {
            throw new IllegalArgumentException("constant must be finite, but is " + constant);
        }
    }

    /** A formula without a constant. */
    public UnitFunction(Kind kind) {
        this(kind, 0);
    }

    /**
     * The unit's value, the same to the bit on every machine.
     *
     * @param x the pre-activation: the weighted sum of the inputs, and the bias
     */
    public double of(double x) {
        return switch (kind) {
            case IDENTITY -> x;
            case RELU -> x > 0 ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : constant * x;
            case ELU -> x > 0 ? x : constant * StrictMath.expm1(x);
            case SELU -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * StrictMath.expm1(x));
            case GELU -> x * sigmoid(1.702 * x);
            case PRECISE_GELU -> {
                double scaled = 0.044715 * x;
                yield x / 2 * (1 + StrictMath.tanh(PRECISE_GELU_SLOPE * (x + scaled * scaled * scaled)));
            }
            case SWISH -> x * sigmoid(x);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> sigmoid(x);
            case SOFTPLUS -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
