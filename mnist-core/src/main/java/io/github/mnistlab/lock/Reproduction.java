package io.github.mnistlab.lock;

import io.github.mnistlab.run.RunId;
import java.util.List;

/** How training an accepted experiment again came out. */
public sealed interface Reproduction {

    /** The same to the bit: every parameter of every epoch, every probability, every metric. */
    record Identical() implements Reproduction {}

    /**
     * Not the same, but neither is what computed it.
     *
     * @param environment what is different in code, kernels, libraries and machine
     */
    record OtherEnvironment(List<String> environment) implements Reproduction {}

    /**
     * Not the same, though the same code on the same machine computed it: there is a defect.
     *
     * @param run the first run that is different
     * @param place where, for people: the first epoch at whose end the parameters are not the same, or what else
     */
    record Irreproducible(RunId run, String place) implements Reproduction {}

    /** Judges a comparison of results whose specification and data are the same. */
    public static Reproduction of(ResultsComparison comparison) {
        if (!comparison.changes().isEmpty()) {
            throw new IllegalArgumentException(
                    "only the same specification and data can be reproduced, but changed " + comparison.changes());
        }
        if (comparison.identical()) {
            return new Identical();
        }
        if (!comparison.environment().isEmpty()) {
            return new OtherEnvironment(comparison.environment());
        }
        if (!comparison.applicability().isEmpty()) {
            return new Irreproducible(
                    comparison.applicability().keySet().iterator().next(), "the rows that balancing can be applied to");
        }
        RunComparison first = comparison.runs().stream()
                .filter(run -> !run.identical())
                .findFirst()
                .orElseThrow();
        return new Irreproducible(first.id(), place(first));
    }

    private static String place(RunComparison run) {
        if (run.firstDifferentEpoch().isPresent()) {
            return "the parameters at the end of epoch "
                    + run.firstDifferentEpoch().getAsInt();
        }
        if (!run.sameModel()) {
            return "the parameters of the model";
        }
        return run.sameProbabilities() ? "the metrics" : "the test probabilities";
    }
}
