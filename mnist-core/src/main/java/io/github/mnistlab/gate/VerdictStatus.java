package io.github.mnistlab.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a gate was judged. */
public enum VerdictStatus {
    /** The gate holds. */
    @JsonProperty("pass")
    PASS("pass"),
    /** The gate is missed. */
    @JsonProperty("fail")
    FAIL("FAIL"),
    /** What was measured supports neither. */
    @JsonProperty("inconclusive")
    INCONCLUSIVE("inconclusive"),
    /** What the gate is held against does not exist yet. */
    @JsonProperty("not-judged")
    NOT_JUDGED("not judged");

    private final String label;

    VerdictStatus(String label) {
        this.label = label;
    }

    /** For people. */
    @Override
    public String toString() {
        return label;
    }
}
