package io.github.mnistlab.result;

import io.github.mnistlab.balance.BalancingSpec;
import io.github.mnistlab.balance.RowBalancing;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.run.RunOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Warnings of balancing that did nothing in any run of a variant, so that nothing of it shows in the results. */
final class IdleBalancing {
    private final ExperimentSpec spec;
    private final List<RunResult> runs;

    private IdleBalancing(ExperimentSpec spec, List<RunResult> runs) {
        this.spec = spec;
        this.runs = runs;
    }

    /** A sentence for each such variant. */
    static List<String> warnings(ExperimentSpec spec, List<RunResult> runs) {
        return new IdleBalancing(spec, runs).warnings();
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Variant variant : spec.variants()) {
            List<RunResult> its = runsOf(variant.name());
            variant.spec().trained().map(RunSpec.Trained::balancing).ifPresent(balancing -> {
                if (!its.isEmpty() && its.stream().allMatch(run -> isIdle(balancing, run.outcome()))) {
                    warnings.add(sentence(variant.name(), balancing, its));
                }
            });
        }
        return warnings;
    }

    private List<RunResult> runsOf(String variant) {
        return runs.stream().filter(run -> run.id().variant().equals(variant)).toList();
    }

    /** Where as many rows of each class are left, and none of them was made, they are those that there were. */
    private static boolean isIdle(BalancingSpec balancing, RunOutcome outcome) {
        if (balancing instanceof RowBalancing) {
            return outcome.balancedCounts().equals(outcome.trainingCounts()) && outcome.syntheticExamples() == null;
        }
        List<Double> weights = balancing.lossWeights(
                outcome.trainingCounts().stream().mapToInt(Integer::intValue).toArray());
        return !weights.isEmpty() && weights.stream().allMatch(weight -> weight == 1);
    }

    private String sentence(String variant, BalancingSpec balancing, List<RunResult> its) {
        return "The balancing of " + variant + " changed nothing: it "
                + (balancing instanceof RowBalancing ? "added and left out no row" : "gave every class the weight 1")
                + (its.size() == 1 ? " in its run" : " in any of its " + its.size() + " runs")
                + twin(variant, its)
                        .map(other -> ", and the networks are identical to those of " + other)
                        .orElse("; the networks are identical to those that are trained without it")
                + ".";
    }

    /** Another variant whose networks have the same parameters, seed by seed. */
    private Optional<String> twin(String variant, List<RunResult> its) {
        return spec.variants().stream()
                .map(Variant::name)
                .filter(other -> !other.equals(variant))
                .filter(other -> {
                    Map<Long, String> parameters = new HashMap<>();
                    runsOf(other)
                            .forEach(run -> parameters.put(
                                    run.id().seed(), run.outcome().parameterDigest()));
                    return its.stream()
                            .allMatch(run -> run.outcome()
                                    .parameterDigest()
                                    .equals(parameters.get(run.id().seed())));
                })
                .findFirst();
    }
}
