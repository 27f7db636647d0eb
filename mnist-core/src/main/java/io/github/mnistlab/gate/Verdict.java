package io.github.mnistlab.gate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.mnistlab.experiment.Gate;

/**
 * What became of a gate.
 *
 * @param experiment the experiment's name
 * @param gate the gate, with the place where it stands
 * @param status how it was judged
 * @param requirement what the gate asks for, as {@code accuracy of smote at least 0.975}
 * @param measured what was measured, exactly where it can be said so, as {@code 0.9741 (9,741 of 10,000)}
 * @param shortfall by how much the gate is missed, in images where it counts images; empty unless it is
 */
public record Verdict(
        String experiment, Gate gate, VerdictStatus status, String requirement, String measured, String shortfall) {

    /** Whether it must not pass unnoticed. */
    @JsonIgnore
    public boolean failsBuild() {
        return status == VerdictStatus.FAIL;
    }

    /** All of it in one sentence, without the place. */
    @JsonIgnore
    public String sentence() {
        String end = shortfall.isEmpty() ? "" : "; " + shortfall;
        return requirement + ": " + measured + end;
    }
}
