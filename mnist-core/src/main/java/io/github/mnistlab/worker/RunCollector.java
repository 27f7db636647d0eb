package io.github.mnistlab.worker;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.EnvironmentDifferences;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Keeps how each run ended, has those kept that were trained, and passes everything on. */
final class RunCollector implements RunObserver {
    private final RunObserver next;
    private final BiConsumer<RunRef, RunOutcome> onTrained;
    private final Predicate<RunRef> mayBeInapplicable;
    private final Map<RunRef, RunOutcome> outcomes = new LinkedHashMap<>();
    private final Map<RunRef, String> failures = new LinkedHashMap<>();
    private final Map<RunRef, String> inapplicable = new LinkedHashMap<>();

    private final Map<RunRef, String> disagreements = new LinkedHashMap<>();

    /**
     * @param onTrained called for each run that was trained, before anybody else hears of it
     * @param mayBeInapplicable whether a run that is not applicable is one of a matrix; any other has failed
     */
    RunCollector(RunObserver next, BiConsumer<RunRef, RunOutcome> onTrained, Predicate<RunRef> mayBeInapplicable) {
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
        next.irreproducible(run, message);
    }

    @Override
    public void scheduled(RunRef run, String reason) {
        next.scheduled(run, reason);
    }

    @Override
    public void reused(RunRef run, RunOutcome outcome) {
        outcomes.put(run, outcome);
        next.reused(run, outcome);
    }

    @Override
    public void sameAs(RunRef run, RunRef other) {
        next.sameAs(run, other);
    }

    @Override
    public void irreproducible(RunRef run, String message) {
        next.irreproducible(run, message);
    }

    @Override
    public void phaseStarted(RunRef run, RunPhase phase) {
        next.phaseStarted(run, phase);
    }

    @Override
    public void progress(RunRef run, int epoch, int rowsDone, int rows) {
        next.progress(run, epoch, rowsDone, rows);
    }

    @Override
    public void resumed(RunRef run, int epoch) {
        next.resumed(run, epoch);
    }

    @Override
    public void sharesCores(RunRef run, int cores) {
        next.sharesCores(run, cores);
    }

    @Override
    public void warned(RunRef run, String message) {
        next.warned(run, message);
    }

    @Override
    public void epochEnded(RunRef run, EpochRecord epoch) {
        next.epochEnded(run, epoch);
    }

    @Override
    public void finished(RunRef run, RunOutcome outcome) {
        outcomes.put(run, outcome);
        onTrained.accept(run, outcome);
        next.finished(run, outcome);
    }

    @Override
    public void notApplicable(RunRef run, String reason, Path log) {
        String failure = reason + WorkerProcess.moreIn(log);
        inapplicable.put(run, reason);
        failures.put(run, failure);
        if (mayBeInapplicable.test(run)) {
            next.notApplicable(run, reason, log);
        } else {
            next.failed(run, failure);
        }
    }

    @Override
    public void failed(RunRef run, String reason) {
        failures.put(run, reason);
        next.failed(run, reason);
    }
}
