package io.github.mnistlab.worker;

import io.github.mnistlab.experiment.RunRequest;

/**
 * A run to be executed, and what must have finished before it.
 *
 * @param ref which run
 * @param request what to execute
 * @param parent the run whose model it starts from, or null
 */
public record ScheduledRun(RunRef ref, RunRequest request, RunRef parent) {}
