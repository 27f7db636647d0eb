package io.github.mnistlab.run;

import java.nio.file.Path;

/**
 * A run that has just ended.
 *
 * @param outcome what came out
 * @param directory where it left its files
 */
public record FinishedRun(RunOutcome outcome, Path directory) {}
