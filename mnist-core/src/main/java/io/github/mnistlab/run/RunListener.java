package io.github.mnistlab.run;

import io.github.mnistlab.model.TrainingListener;

/** Hears what a run does while it does it. Called from the thread that computes: answer soon. */
public interface RunListener extends TrainingListener {

    /** A phase of the run begins. */
    void phaseStarted(RunPhase phase);
}
