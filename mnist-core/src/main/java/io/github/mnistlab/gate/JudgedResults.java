package io.github.mnistlab.gate;

import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import java.util.List;

/**
 * Results, and what gates say of them.
 *
 * @param result what was trained
 * @param locked the same as a lock has it
 * @param verdicts of the experiment's gates on it
 */
public record JudgedResults(ExperimentResult result, LockedResults locked, List<Verdict> verdicts) {}
