package io.github.mnistlab.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a gate does where what was measured supports neither pass nor fail. */
public enum OnInconclusive {
    /** It is reported, and the build goes on. */
    @JsonProperty("warn")
    WARN,
    /** It fails the build, as a missed gate does. */
    @JsonProperty("fail")
    FAIL
}
