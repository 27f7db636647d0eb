package io.github.mnistlab.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How initial weights are drawn. Biases begin at zero. As in Keras, a "normal" one draws from a normal distribution cut
 * off at two standard deviations and widened so that the variance is the named one.
 */
public enum Initializer {
    /** Glorot and Bengio 2010: uniform, variance 2 / (inputs + outputs). */
    @JsonProperty("glorot-uniform")
    GLOROT_UNIFORM,
    /** Glorot and Bengio 2010: truncated normal, variance 2 / (inputs + outputs). */
    @JsonProperty("glorot-normal")
    GLOROT_NORMAL,
    /** He et al. 2015: uniform, variance 2 / inputs. */
    @JsonProperty("he-uniform")
    HE_UNIFORM,
    /** He et al. 2015: truncated normal, variance 2 / inputs. */
    @JsonProperty("he-normal")
    HE_NORMAL,
    /** LeCun et al. 1998: uniform, variance 1 / inputs. */
    @JsonProperty("lecun-uniform")
    LECUN_UNIFORM,
    /** LeCun et al. 1998: truncated normal, variance 1 / inputs. */
    @JsonProperty("lecun-normal")
    LECUN_NORMAL
}
