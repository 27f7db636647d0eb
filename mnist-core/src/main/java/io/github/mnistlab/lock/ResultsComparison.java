package io.github.mnistlab.lock;

import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.SliceResult;
import io.github.mnistlab.result.TestPredictions;
import io.github.mnistlab.run.EnvironmentDifferences;
import io.github.mnistlab.run.InapplicableRun;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.Staleness;
import io.github.mnistlab.run.TestImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An experiment's results as they were accepted and as they are now, or were at a later time.
 *
 * @param changes what is different in specification and data, as {@code training.epochs: 10 -> 12 (baseline-1)}
 * @param environment what is different in code, kernels, libraries and machine, as {@code processor: A -> B}
 * @param runs those that are among both, in the order of the plan
 * @param applicability the runs that could be in one of the two only, in sentences, by run
 */
public record ResultsComparison(
        List<String> changes, List<String> environment, List<RunComparison> runs, Map<RunId, String> applicability) {
    /** Copies. */
    public ResultsComparison {
        changes = List.copyOf(changes);
        environment = List.copyOf(environment);
        runs = List.copyOf(runs);
        applicability = Collections.unmodifiableMap(new LinkedHashMap<>(applicability));
    }

    /**
     * Compares.
     *
     * @param predictions of the results as they are now
     */
    public static ResultsComparison of(LockedResults before, ExperimentResult now, TestPredictions predictions) {
        return of(before, LockedResults.of(now, predictions, null));
    }

    /** Compares what was accepted at one time with what was accepted at another. */
    public static ResultsComparison of(LockedResults before, LockedResults now) {
        Map<RunId, LockedRun> earlier =
                before.runs().stream().collect(Collectors.toMap(LockedRun::id, Function.identity()));
        Set<String> environment = new LinkedHashSet<>(RunIdentity.differences(
                CanonicalJson.tree(before.computation()), CanonicalJson.tree(now.computation())));
        List<RunComparison> runs = new ArrayList<>();
        for (LockedRun run : now.runs()) {
            LockedRun same = earlier.get(run.id());
            if (same != null) {
                environment.addAll(EnvironmentDifferences.between(
                        before.environments().get(same.environment()),
                        now.environments().get(run.environment())));
                boolean sameImages = TestImages.of(
                                before.specification(), before.data(), run.id().variant())
                        .equals(TestImages.of(
                                now.specification(), now.data(), run.id().variant()));
                runs.add(RunComparison.of(same, run, sameImages));
            }
        }
        List<String> changes = new ArrayList<>(
                Staleness.of(before.identitiesWithoutComputation(), now.identitiesWithoutComputation()));
        SliceResult.change(Optional.ofNullable(before.slices()), Optional.ofNullable(now.slices()))
                .ifPresent(changes::add);
        return new ResultsComparison(changes, List.copyOf(environment), runs, applicability(before, now));
    }

    private static Map<RunId, String> applicability(LockedResults before, LockedResults now) {
        Set<RunId> were =
                before.notApplicable().stream().map(InapplicableRun::id).collect(Collectors.toSet());
        Set<RunId> had = before.runs().stream().map(LockedRun::id).collect(Collectors.toSet());
        Map<RunId, String> changes = new LinkedHashMap<>();
        now.runs().stream()
                .map(LockedRun::id)
                .filter(were::contains)
                .forEach(run -> changes.put(run, run + " was not applicable, and is now"));
        now.notApplicable().stream()
                .filter(run -> had.contains(run.id()))
                .forEach(run -> changes.put(run.id(), run.id() + " is no longer applicable: " + run.reason()));
        return changes;
    }

    /** Whether every bit of every run that was accepted is the same. */
    public boolean identical() {
        return applicability.isEmpty() && runs.stream().allMatch(RunComparison::identical);
    }
}
