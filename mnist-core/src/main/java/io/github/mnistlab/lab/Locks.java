package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was accepted of experiments.
 *
 * @param byName locks by their experiment's name; those without a lock are left out
 */
record Locks(Map<String, Lock> byName) {

    /**
     * Reads the locks beside experiments.
     *
     * @throws LabException.Lock if one cannot be read, or is another experiment's; says so of all
     */
    static Locks of(List<ExperimentFile> experiments, Hints hints) {
        Map<String, Lock> locks = new LinkedHashMap<>();
        Problems problems = new Problems();
        for (ExperimentFile experiment : experiments) {
            try {
                of(experiment, hints).ifPresent(lock -> locks.put(lock.experiment(), lock));
            } catch (IOException e) {
                problems.add(IoReason.of(e));
            }
        }
        problems.throwIfAny(LabException.Lock::new);
        return new Locks(locks);
    }

    /** What was accepted of an experiment, if anything was. */
    static Optional<Lock> of(ExperimentFile experiment, Hints hints) throws IOException {
        Path file = LockFile.of(experiment.path());
        Optional<Lock> lock = LockFile.read(file, hints::acceptWithReason, hints::runAndAccept);
        if (lock.isPresent()
                && !lock.get().experiment().equals(experiment.spec().name())) {
            throw new IOException(file + " is the lock of the experiment "
                    + lock.get().experiment() + ", not of " + experiment.spec().name());
        }
        return lock;
    }

    Optional<Lock> of(PreparedExperiment experiment) {
        return Optional.ofNullable(byName.get(experiment.spec().name()));
    }

    /** What gates against {@code accepted} are held to. */
    Optional<AcceptedResults> reference(PreparedExperiment experiment) {
        return of(experiment).map(lock -> new LockedReference(lock, experiment));
    }

    /** The digest of each accepted run's parameters, by the run's key. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        byName.values()
                .forEach(lock -> lock.latest().runs().forEach(run -> parameters.put(run.key(), run.parameters())));
        return parameters;
    }
}
