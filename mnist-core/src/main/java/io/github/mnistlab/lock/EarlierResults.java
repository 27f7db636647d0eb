package io.github.mnistlab.lock;

import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.EarlierRuns;
import io.github.mnistlab.run.RunIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of an experiment's stored results; without any, those of its lock. Reads each once. */
public final class EarlierResults implements EarlierRuns {
    private final ResultStore stored;
    private final Locks locks;
    private final Map<String, List<RunIdentity>> read = new HashMap<>();

    /**
     * @param outputDirectory where results are stored
     * @param locks what was accepted
     */
    public EarlierResults(Path outputDirectory, Locks locks) {
        this.stored = ResultStore.reading(outputDirectory);
        this.locks = locks;
    }

    @Override
    public List<RunIdentity> of(String experiment) {
        return read.computeIfAbsent(
                experiment, name -> stored(name).or(() -> locked(name)).orElse(List.of()));
    }

    private Optional<List<RunIdentity>> stored(String experiment) {
        try {
            return stored.load(experiment)
                    .map(result -> List.copyOf(result.identities().values()));
        } catch (IOException e) {
            // Damaged, or of another version: it explains nothing, and is replaced in the end.
            return Optional.empty();
        }
    }

    private Optional<List<RunIdentity>> locked(String experiment) {
        return Optional.ofNullable(locks.byName().get(experiment))
                .map(Lock::latest)
                .map(results -> List.copyOf(results.identities().values()));
    }
}
