package io.github.mnistlab.run;

import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An experiment ready to run: what is to be run, on which data, and what identifies each run's result.
 *
 * @param spec the experiment
 * @param plan its runs
 * @param files the data set of each specification in the plan
 * @param judged the model of each run that judges one
 * @param computation what will compute the runs
 * @param environment the variables of the processes that execute them, with their values, which are told to nobody else
 * @param identities what determines each run's bits
 * @param slices by which its test rows are told apart, if it names any
 */
public record PreparedExperiment(
        ExperimentSpec spec,
        Plan plan,
        Map<RunSpec, DataFiles> files,
        Map<RunId, JudgedFile> judged,
        Computation computation,
        Map<String, String> environment,
        Map<RunId, RunIdentity> identities,
        Optional<TestSlices> slices) {
    /** Copies the variables. */
    public PreparedExperiment {
        environment = Map.copyOf(environment);
    }

    /**
     * Plans an experiment on data and models that have been found.
     *
     * @param environment the variables that the computation has as far as they are public
     */
    public static PreparedExperiment of(
            ExperimentSpec spec,
            Map<RunSpec, ? extends DataFiles> files,
            Map<RunId, JudgedFile> judged,
            Computation computation,
            Map<String, String> environment) {
        Plan plan = Plan.of(spec);
        return new PreparedExperiment(
                spec,
                plan,
                Map.copyOf(files),
                judged,
                computation,
                environment,
                RunIdentity.of(plan, files, judged, computation),
                Optional.empty());
    }

    /** Likewise, where all models are trained and all variables are public. */
    public static PreparedExperiment of(
            ExperimentSpec spec, Map<RunSpec, ? extends DataFiles> files, Computation computation) {
        return of(spec, files, Map.of(), computation, computation.environment());
    }

    /** The same with slices. */
    public PreparedExperiment withSlices(Optional<TestSlices> some) {
        return new PreparedExperiment(spec, plan, files, judged, computation, environment, identities, some);
    }

    /** What the data of a run call their classes; none of a run without data of its own. */
    public List<String> classNames(RunSpec run) {
        DataFiles data = files.get(run);
        return data == null ? List.of() : data.digests().namesOfClasses();
    }

    /** Tells no variable's value. */
    @Override
    public String toString() {
        return spec.name() + ", " + plan.runs().size() + " runs, " + computation;
    }
}
