package io.github.mnistlab.worker;

import io.github.mnistlab.experiment.RunOutcome;
import io.github.mnistlab.experiment.RunPhase;
import io.github.mnistlab.model.EpochRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps how each run ended, and passes everything on. */
final class RunCollector implements RunObserver {
    private final RunObserver next;
    private final Map<RunRef, RunOutcome> outcomes = new LinkedHashMap<>();
    private final Map<RunRef, String> failures = new LinkedHashMap<>();

    RunCollector(RunObserver next) {
        this.next = next;
    }

    Map<RunRef, RunOutcome> outcomes() {
        return outcomes;
    }

    Map<RunRef, String> failures() {
        return failures;
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
        next.finished(run, outcome);
    }

    @Override
    public void failed(RunRef run, String reason) {
        failures.put(run, reason);
        next.failed(run, reason);
    }
}
