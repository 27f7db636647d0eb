package io.github.mnistlab.worker;

import io.github.mnistlab.run.EnvironmentDifferences;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Keeps how each run ended, has those kept that were trained, and passes everything on. */
final class RunCollector implements RunListener {
    private final RunListener next;
    private final BiFunction<RunRef, RunOutcome, Optional<String>> onTrained;
    private final Predicate<RunRef> mayBeInapplicable;
    private final Map<RunRef, RunOutcome> outcomes = new LinkedHashMap<>();
    private final Map<RunRef, String> failures = new LinkedHashMap<>();
    private final Map<RunRef, String> inapplicable = new LinkedHashMap<>();

    private final Map<RunRef, String> disagreements = new LinkedHashMap<>();

    /**
     * @param onTrained called for each run that was trained, before anybody else hears of it; says why it is worth nothing, if
     *     so
     * @param mayBeInapplicable whether a run that is not applicable is one of a matrix; any other has failed
     */
    RunCollector(
            RunListener next,
            BiFunction<RunRef, RunOutcome, Optional<String>> onTrained,
            Predicate<RunRef> mayBeInapplicable) {
        this.next = next;
        this.onTrained = onTrained;
        this.mayBeInapplicable = mayBeInapplicable;
    }

    Map<RunRef, RunOutcome> outcomes() {
        return outcomes;
    }

    /** Why runs failed; those that are not applicable are here too, for whoever takes that for a failure. */
    Map<RunRef, String> failures() {
        return failures;
    }

    /** Why runs are not applicable. */
    Map<RunRef, String> inapplicable() {
        return inapplicable;
    }

    /** What is to be said, wherever its results are shown, of a run that gave another result than before. */
    Map<RunRef, String> disagreements() {
        return disagreements;
    }

    /** A run was trained again under the same identity, and its result is another one. */
    void disagreed(RunRef run, RunOutcome before, RunOutcome now) {
        List<String> environment = EnvironmentDifferences.between(before.environment(), now.environment());
        String reason = environment.isEmpty()
                ? "One of the two was computed wrongly, or this machine does not compute the same twice."
                : "It was computed elsewhere then: " + String.join(", ", environment) + ".";
        boolean sameModel = before.parameterDigest().equals(now.parameterDigest());
        disagreed(
                run,
                String.format(
                        Locale.ROOT,
                        "trained again from the same specification and data, by the same code, it gave other %s (%.8s, and"
                                + " %.8s before). %s",
                        sameModel ? "predictions" : "parameters",
                        sameModel ? now.predictionDigest() : now.parameterDigest(),
                        sameModel ? before.predictionDigest() : before.parameterDigest(),
                        reason));
    }

    /**
     * Another result of the run is on record.
     *
     * @param where such as {@code in the experiment's lock}
     * @param parameters their digest there
     */
    void disagreed(RunRef run, String where, String parameters, RunOutcome now) {
        disagreed(
                run,
                String.format(
                        Locale.ROOT,
                        "from the same specification and data, by the same code, %s it had other parameters (%.8s, and %.8s"
                                + " here).",
                        where,
                        parameters,
                        now.parameterDigest()));
    }

    private void disagreed(RunRef run, String message) {
        disagreements.put(run, message);
        next.happened(run, new RunEvent.Irreproducible(message));
    }

    @Override
    public void happened(RunRef run, RunEvent event) {
        if (event instanceof RunEvent.Reused reused) {
            outcomes.put(run, reused.outcome());
        } else if (event instanceof RunEvent.Finished finished) {
            Optional<String> fault = onTrained.apply(run, finished.outcome());
            if (fault.isPresent()) {
                failures.put(run, fault.get());
                next.happened(run, new RunEvent.Failed(fault.get()));
                return;
            }
            outcomes.put(run, finished.outcome());
        } else if (event instanceof RunEvent.Failed failed) {
            failures.put(run, failed.reason());
        } else if (event instanceof RunEvent.NotApplicable none) {
            String failure = none.reason() + WorkerProcess.moreIn(none.log());
            inapplicable.put(run, none.reason());
            failures.put(run, failure);
            if (!mayBeInapplicable.test(run)) {
                next.happened(run, new RunEvent.Failed(failure));
                return;
            }
        }
        next.happened(run, event);
    }
}
