package io.github.mnistlab.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run does, in the order in which it does it. */
public enum RunPhase {
    /** Reading and verifying the data set; choosing, splitting and thinning its rows. */
    @JsonProperty("load")
    LOAD,
    /** Balancing the training rows. */
    @JsonProperty("balance")
    BALANCE,
    /** Training, validation included. */
    @JsonProperty("train")
    TRAIN,
    /** Predicting the test rows, once. */
    @JsonProperty("predict")
    PREDICT
}
