package io.github.mnistlab.lock;

import io.github.mnistlab.run.PreparedExperiment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was accepted of experiments.
 *
 * @param byName locks by their experiment's name; those without a lock are left out
 */
public record Locks(Map<String, Lock> byName) {
    /** Of an experiment, if anything was. */
    public Optional<Lock> of(PreparedExperiment experiment) {
        return Optional.ofNullable(byName.get(experiment.spec().name()));
    }

    /** What gates against {@code accepted} are held to. */
    public Optional<AcceptedResults> reference(PreparedExperiment experiment) {
        return of(experiment).map(lock -> new LockedReference(lock, experiment));
    }

    /** The digest of each accepted run's parameters, by the run's key. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        byName.values()
                .forEach(lock -> lock.latest().runs().forEach(run -> parameters.put(run.key(), run.parameters())));
        return parameters;
    }
}
