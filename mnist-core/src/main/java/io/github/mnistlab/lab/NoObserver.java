package io.github.mnistlab.lab;

import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.worker.RunObserver;
import io.github.mnistlab.worker.RunRef;
import java.nio.file.Path;

/** An observer of runs that hears nothing. */
final class NoObserver implements RunObserver {
    @Override
    public void scheduled(RunRef run, String reason) {}

    @Override
    public void reused(RunRef run, RunOutcome outcome) {}

    @Override
    public void sameAs(RunRef run, RunRef other) {}

    @Override
    public void irreproducible(RunRef run, String message) {}

    @Override
    public void phaseStarted(RunRef run, RunPhase phase) {}

    @Override
    public void progress(RunRef run, int epoch, int rowsDone, int rows) {}

    @Override
    public void resumed(RunRef run, int epoch) {}

    @Override
    public void sharesCores(RunRef run, int cores) {}

    @Override
    public void warned(RunRef run, String message) {}

    @Override
    public void epochEnded(RunRef run, EpochRecord epoch) {}

    @Override
    public void finished(RunRef run, RunOutcome outcome) {}

    @Override
    public void notApplicable(RunRef run, String reason, Path log) {}

    @Override
    public void failed(RunRef run, String reason) {}
}
