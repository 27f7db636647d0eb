package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How sure a gate's verdict must be. */
public enum Confidence {
    /** The measured values are compared as they are, whatever chance had to do with them. */
    @JsonProperty("none")
    NONE
}
