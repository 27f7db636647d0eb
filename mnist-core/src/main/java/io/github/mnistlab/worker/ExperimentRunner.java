package io.github.mnistlab.worker;

import io.github.mnistlab.experiment.FinishedRun;
import io.github.mnistlab.experiment.KeepModels;
import io.github.mnistlab.experiment.PlannedRun;
import io.github.mnistlab.experiment.PreparedExperiment;
import io.github.mnistlab.experiment.ResultStore;
import io.github.mnistlab.experiment.RunId;
import io.github.mnistlab.experiment.RunRequest;
import io.github.mnistlab.model.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs experiments: all their runs through one executor, then each experiment's results into its folder. */
public final class ExperimentRunner {
    private final RunExecutor executor;
    private final ResultStore store;
    private final Path workDirectory;
    private final KeepModels keepModels;
    private final CheckpointFolder checkpoints;

    /**
     * @param store takes the results
     * @param workDirectory where runs leave their files until all are there; on the store's file system
     * @param checkpoints where runs are kept until their results are taken, so that a build that was ended goes on at the
     *     next call; null for nowhere
     */
    public ExperimentRunner(
            RunExecutor executor,
            ResultStore store,
            Path workDirectory,
            KeepModels keepModels,
            CheckpointFolder checkpoints) {
        this.executor = executor;
        this.store = store;
        this.workDirectory = workDirectory;
        this.keepModels = keepModels;
        this.checkpoints = checkpoints;
    }

    /**
     * Runs experiments whose names differ.
     *
     * @return how each ended, by name
     */
    public Map<String, ExperimentOutcome> run(List<PreparedExperiment> experiments, RunObserver observer)
            throws IOException, InterruptedException {
        Instant started = Instant.now();
        if (checkpoints != null) {
            checkpoints.tidy(started);
        }
        List<ScheduledRun> runs = new ArrayList<>();
        for (PreparedExperiment experiment : experiments) {
            runs.addAll(schedule(experiment));
        }
        RunCollector collector = new RunCollector(observer);
        executor.execute(runs, collector);
        Instant finished = Instant.now();

        Map<String, ExperimentOutcome> ends = new LinkedHashMap<>();
        for (PreparedExperiment experiment : experiments) {
            ends.put(experiment.spec().name(), conclude(experiment, collector, started, finished));
        }
        return ends;
    }

    private List<ScheduledRun> schedule(PreparedExperiment experiment) throws IOException {
        String name = experiment.spec().name();
        Set<RunId> parents = experiment.plan().runs().stream()
                .map(PlannedRun::parent)
                .filter(parent -> parent != null)
                .collect(Collectors.toSet());
        List<ScheduledRun> runs = new ArrayList<>();
        for (PlannedRun run : experiment.plan().runs()) {
            boolean saveModel = keepModels != KeepModels.NONE || parents.contains(run.id());
            Path startFrom =
                    run.parent() == null ? null : directory(name, run.parent()).resolve(RunRequest.MODEL);
            Path directory = directory(name, run.id());
            ResultStore.deleteTree(directory);
            Files.createDirectories(directory);
            String key = experiment.keys().get(run.id());
            RunRequest request = new RunRequest(
                    run.id().seed(),
                    run.spec(),
                    experiment.files().get(run.spec()),
                    startFrom,
                    saveModel,
                    directory,
                    key,
                    checkpoints == null ? null : checkpoints.file(key));
            RunRef parent = run.parent() == null ? null : new RunRef(name, run.parent());
            runs.add(new ScheduledRun(new RunRef(name, run.id()), request, parent));
        }
        return runs;
    }

    private Path directory(String experiment, RunId run) {
        return workDirectory.resolve(experiment).resolve(run.variant() + "-" + run.seed());
    }

    private ExperimentOutcome conclude(
            PreparedExperiment experiment, RunCollector collector, Instant started, Instant finished)
            throws IOException {
        String name = experiment.spec().name();
        Map<RunId, String> failures = new LinkedHashMap<>();
        Map<RunId, FinishedRun> done = new HashMap<>();
        for (PlannedRun run : experiment.plan().runs()) {
            RunRef ref = new RunRef(name, run.id());
            if (collector.outcomes().containsKey(ref)) {
                done.put(run.id(), new FinishedRun(collector.outcomes().get(ref), directory(name, run.id())));
            } else {
                failures.put(run.id(), collector.failures().getOrDefault(ref, "it was never run"));
            }
        }
        if (!failures.isEmpty()) {
            return new ExperimentOutcome.Failed(failures);
        }
        ExperimentOutcome end =
                new ExperimentOutcome.Completed(store.save(experiment, done, keepModels, started, finished));
        ResultStore.deleteTree(workDirectory.resolve(name));
        if (checkpoints != null) {
            experiment.keys().values().forEach(checkpoints::discard);
        }
        return end;
    }
}
