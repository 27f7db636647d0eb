package io.github.mnistlab.gate;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.experiment.Gate;
import java.util.Optional;

/**
 * What became of a gate.
 *
 * @param experiment the experiment's name
 * @param gate the gate, with the place where it stands
 * @param status how it was judged
 * @param failsBuild whether it must not pass unnoticed: it is missed, or inconclusive where that is not enough
 * @param requirement what the gate asks for, as {@code accuracy of smote at least 0.975}
 * @param measured what was measured, exactly where it can be said so, as {@code 0.9741 (9,741 of 10,000)}
 * @param bounds between what it is, how sure that is and of what it speaks, for people; empty where the gate asks for
 *     no confidence
 * @param shortfall by how much the gate is missed, in images where it counts images; empty unless it is
 * @param settledBy why it is not settled and what would settle it; empty unless it is inconclusive or not judged
 * @param evidence what the verdict rests on; null where the gate asks for no confidence, or nothing was judged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        String experiment,
        Gate gate,
        VerdictStatus status,
        boolean failsBuild,
        String requirement,
        String measured,
        String bounds,
        String shortfall,
        String settledBy,
        Evidence evidence) {

    /** What the verdict rests on, where the gate asks for confidence. */
    @JsonIgnore
    public Optional<Evidence> rests() {
        return Optional.ofNullable(evidence);
    }

    /** What was found, in one sentence. */
    @JsonIgnore
    public String finding() {
        StringBuilder text = new StringBuilder(measured);
        for (String part : new String[] {bounds, shortfall, settledBy}) {
            if (!part.isEmpty()) {
                text.append(text.isEmpty() ? "" : "; ").append(part);
            }
        }
        return text.toString();
    }

    /** All of it in one sentence, without the place. */
    @JsonIgnore
    public String sentence() {
        return requirement + ": " + finding();
    }
}
