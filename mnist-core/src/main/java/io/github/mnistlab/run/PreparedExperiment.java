package io.github.mnistlab.run;

import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import java.util.Map;

/**
 * An experiment ready to run: what is to be run, on which data, and what identifies each run's result.
 *
 * @param spec the experiment
 * @param plan its runs
 * @param files the data set of each specification in the plan
 * @param judged the model of each run that judges one
 * @param computation what will compute the runs
 * @param identities what determines each run's bits
 */
public record PreparedExperiment(
        ExperimentSpec spec,
        Plan plan,
        Map<RunSpec, DataFiles> files,
        Map<RunId, JudgedFile> judged,
        Computation computation,
        Map<RunId, RunIdentity> identities) {

    /** Plans an experiment on data and models that have been found. */
    public static PreparedExperiment of(
            ExperimentSpec spec,
            Map<RunSpec, ? extends DataFiles> files,
            Map<RunId, JudgedFile> judged,
            Computation computation) {
        Plan plan = Plan.of(spec);
        return new PreparedExperiment(
                spec, plan, Map.copyOf(files), judged, computation, RunIdentity.of(plan, files, judged, computation));
    }

    /** Likewise, where all models are trained. */
    public static PreparedExperiment of(
            ExperimentSpec spec, Map<RunSpec, ? extends DataFiles> files, Computation computation) {
        return of(spec, files, Map.of(), computation);
    }
}
