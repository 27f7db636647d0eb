package io.github.mnistlab.lab;

import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlanEstimate;

/**
 * What training an experiment would do.
 *
 * @param experiment the experiment's name
 * @param plan its runs
 * @param estimate how many of them are known, and how long the others take
 */
public record PlannedExperiment(String experiment, Plan plan, PlanEstimate estimate) {}
