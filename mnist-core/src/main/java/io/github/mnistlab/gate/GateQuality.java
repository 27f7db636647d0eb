package io.github.mnistlab.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.mnistlab.evaluate.interval.NormalRuns.Estimate;
import io.github.mnistlab.experiment.Gate;
import java.util.List;

/**
 * What a gate is worth: how often it would block an unchanged recipe, and what it would notice. Under the model that
 * what seeds give is normal; test images are the same for all.
 *
 * @param gate the gate
 * @param requirement what it asks for, for people
 * @param runs of how many seeds it takes the mean
 * @param values what each seed gave: the metric, or the difference that is judged
 * @param mean of the values
 * @param deviation their standard deviation, with its 95 % interval; null where all are the same
 * @param normality the p-value of Shapiro's and Francia's test of the model
 * @param falseAlarms the probability of blocking the recipe as it is; null where nothing can be said
 * @param dropCaught the smallest worsening that is blocked four times in five; null where nothing can be said
 * @param suggestions limits for a chosen rate of false alarms, for other numbers of seeds too
 * @param reason why nothing can be said; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateQuality(
        Gate gate,
        String requirement,
        int runs,
        List<Double> values,
        Double mean,
        Estimate deviation,
        Double normality,
        Estimate falseAlarms,
        Estimate dropCaught,
        List<Suggestion> suggestions,
        String reason) {

    /**
     * A limit for the mean of some seeds.
     *
     * @param runs how many
     * @param gate as it would stand in the file
     */
    public record Suggestion(int runs, String gate) {}

    /** Copies. */
    public GateQuality {
        values = List.copyOf(values);
        suggestions = List.copyOf(suggestions);
    }

    static GateQuality unknown(Gate gate, String requirement, int runs, String reason) {
        return new GateQuality(gate, requirement, runs, List.of(), null, null, null, null, null, List.of(), reason);
    }
}
