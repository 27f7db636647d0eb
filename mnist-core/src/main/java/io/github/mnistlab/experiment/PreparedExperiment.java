package io.github.mnistlab.experiment;

import io.github.mnistlab.data.DatasetFiles;
import java.util.Map;

/**
 * An experiment ready to run: what is to be run, on which data, and the key that each run's result will have.
 *
 * @param spec the experiment
 * @param plan its runs
 * @param files the data set of each specification in the plan
 * @param computation what will compute the runs
 * @param keys the key of each run
 */
public record PreparedExperiment(
        ExperimentSpec spec,
        Plan plan,
        Map<RunSpec, DatasetFiles> files,
        Computation computation,
        Map<RunId, String> keys) {

    /** Plans an experiment on data that has been found. */
    public static PreparedExperiment of(
            ExperimentSpec spec, Map<RunSpec, DatasetFiles> files, Computation computation) {
        Plan plan = Plan.of(spec);
        return new PreparedExperiment(spec, plan, files, computation, RunKeys.of(plan, files, computation));
    }
}
