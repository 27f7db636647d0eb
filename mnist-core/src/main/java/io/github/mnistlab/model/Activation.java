package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A hidden unit's function of its pre-activation {@code x}. Definitions and constants are those of Keras 3, but for GELU. */
public enum Activation {
    /** max(x, 0). */
    @JsonProperty("relu")
    RELU,
    /** x where positive, else 0.2 x. */
    @JsonProperty("leaky-relu")
    LEAKY_RELU,
    /** x where positive, else exp(x) − 1. */
    @JsonProperty("elu")
    ELU,
    /** Klambauer et al. 2017: 1.0507 times x where positive, else 1.0507 · 1.6733 (exp(x) − 1). */
    @JsonProperty("selu")
    SELU,
    /**
     * Hendrycks and Gimpel 2016 in the approximation x · sigmoid(1.702 x), the one that Deeplearning4j computes rightly.
     * Keras's differs from it by at most 0.021.
     */
    @JsonProperty("gelu")
    GELU,
    /** x · sigmoid(x), also called SiLU. */
    @JsonProperty("swish")
    SWISH,
    /** The hyperbolic tangent. */
    @JsonProperty("tanh")
    TANH,
    /** 1 / (1 + exp(−x)). */
    @JsonProperty("sigmoid")
    SIGMOID,
    /** ln(1 + exp(x)). */
    @JsonProperty("softplus")
    SOFTPLUS
}
