package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** An unsound practice that an experiment may use only if it says so. */
public enum Acknowledgement {
    /** Training goes on from another variant's weights, so that the two cannot be compared as if trained alike. */
    @JsonProperty("warm-start")
    WARM_START,
    /** The test images serve as validation rows, so that they no longer tell of images never seen. */
    @JsonProperty("validation-on-test")
    VALIDATION_ON_TEST
}
