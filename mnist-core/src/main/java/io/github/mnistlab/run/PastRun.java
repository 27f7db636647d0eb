package io.github.mnistlab.run;

/**
 * A run that was trained before.
 *
 * @param identity what it was
 * @param outcome what came out, its times among it
 */
public record PastRun(RunIdentity identity, RunOutcome outcome) {}
