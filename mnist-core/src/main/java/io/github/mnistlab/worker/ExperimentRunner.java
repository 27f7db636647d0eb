package io.github.mnistlab.worker;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.file.ExampleFiles;
import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.EarlierRuns;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.RunEvent;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunListener;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRef;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.execution.EnsembleRun;
import io.github.mnistlab.run.execution.JudgedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs experiments: takes what is known from the cache, judges and joins here what is only judged or joined, sends the rest
 * through one executor, each run once however many experiments or variants ask for it, then puts each experiment's results into its folder.
 */
public final class ExperimentRunner {
    private final RunExecutor executor;
    private final RunCache cache;
    private final ResultStore store;
    private final Path workDirectory;
    private final KeepModels keepModels;
    private final Optional<CheckpointFolder> checkpoints;
    private final Map<String, String> accepted;
    private final EarlierRuns earlier;
    private final OnnxRuntime onnx;

    /**
     * @param cache gives and takes finished runs
     * @param store takes the results
     * @param workDirectory where runs leave their files until all are there; this call's alone
     * @param checkpoints where runs are kept until their results are taken, so that a build that was ended goes on at the
     *     next call; empty for nowhere
     * @param accepted the digest of the parameters that a run is known to have from elsewhere, by its key; it is
     *     told where it has others now
     * @param earlier what the experiments had before, to say why a run must be trained
     * @param onnx computes ONNX models that are only judged
     */
    public ExperimentRunner(
            RunExecutor executor,
            RunCache cache,
            ResultStore store,
            Path workDirectory,
            KeepModels keepModels,
            Optional<CheckpointFolder> checkpoints,
            Map<String, String> accepted,
            EarlierRuns earlier,
            OnnxRuntime onnx) {
        this.executor = executor;
        this.cache = cache;
        this.store = store;
        this.workDirectory = workDirectory;
        this.keepModels = keepModels;
        this.checkpoints = checkpoints;
        this.accepted = accepted;
        this.earlier = earlier;
        this.onnx = onnx;
    }

    /**
     * Runs experiments whose names differ.
     *
     * @return how each ended, by name
     */
    public Map<String, ExperimentOutcome> run(List<PreparedExperiment> experiments, RunListener listener)
            throws IOException, InterruptedException {
        Instant started = Instant.now();
        checkpoints.ifPresent(folder -> folder.tidy(started));
        Execution execution = new Execution(listener);
        for (PreparedExperiment experiment : experiments) {
            execution.add(experiment);
        }
        execution.judge();
        if (!execution.scheduled.isEmpty()) {
            executor.execute(execution.scheduled, execution.collector);
        }
        execution.join();
        Instant finished = Instant.now();

        Map<String, ExperimentOutcome> ends = new LinkedHashMap<>();
        for (PreparedExperiment experiment : experiments) {
            ends.put(experiment.spec().name(), execution.conclude(experiment, started, finished));
        }
        return ends;
    }

    private Path directory(RunRef run) {
        return workDirectory
                .resolve(run.experiment())
                .resolve(run.run().variant() + "-" + run.run().seed());
    }

    /** A run that needs no worker. */
    @FunctionalInterface
    private interface InThisProcess {
        RunOutcome execute() throws IOException;
    }

    /** The runs of one call. */
    private final class Execution {
        private final RunCollector collector;
        private final List<ScheduledRun> scheduled = new ArrayList<>();
        private final Map<RunRef, JudgedRun> judged = new LinkedHashMap<>();

        /** The members of each ensemble that is to be joined. */
        private final Map<RunRef, List<RunRef>> ensembles = new LinkedHashMap<>();

        /** The one run that stands for all those of its key. */
        private final Map<String, RunRef> firstOfKey = new HashMap<>();

        private final Map<RunRef, RunIdentity> identities = new HashMap<>();

        /** Runs of matrices, in which not every method can be applied everywhere. */
        private final Set<RunRef> cells = new HashSet<>();

        Execution(RunListener listener) {
            this.collector = new RunCollector(listener, this::keep, cells::contains);
        }

        void add(PreparedExperiment experiment) throws IOException {
            for (PlannedRun run : experiment.plan().runs()) {
                RunRef ref = new RunRef(experiment.spec().name(), run.id());
                RunIdentity identity = experiment.identities().get(run.id());
                identities.put(ref, identity);
                if (experiment.spec().variant(run.id().variant()).isFromMatrix()) {
                    cells.add(ref);
                }
                RunRef first = firstOfKey.putIfAbsent(identity.key(), ref);
                if (first != null) {
                    collector.happened(ref, new RunEvent.SameAs(first));
                    continue;
                }
                FileTree.delete(directory(ref));
                Files.createDirectories(directory(ref));
                RunCache.Lookup lookup = find(identity, directory(ref));
                if (lookup instanceof RunCache.Lookup.Found found) {
                    collector.happened(ref, new RunEvent.Reused(found.outcome()));
                    found.disagreed()
                            .ifPresent(other -> collector.disagreed(ref, "at an earlier time", other, found.outcome()));
                } else if (lookup instanceof RunCache.Lookup.Missing missing) {
                    if (run.spec() instanceof RunSpec.Judged spec) {
                        judged.put(ref, judgedRun(experiment, run.id(), spec, directory(ref)));
                        continue;
                    }
                    if (run.spec().ensemble().isPresent()) {
                        ensembles.put(
                                ref,
                                experiment.plan().membersOf(run).stream()
                                        .map(member -> first(new RunRef(ref.experiment(), member)))
                                        .toList());
                        continue;
                    }
                    RunSpec.Trained spec = (RunSpec.Trained) run.spec();
                    String reason = missing.reason().orElseGet(() -> earlier.reason(ref.experiment(), identity));
                    collector.happened(
                            ref, new RunEvent.Scheduled(reason, spec.training().epochs()));
                    scheduled.add(schedule(experiment, run, spec));
                }
            }
        }

        private static JudgedRun judgedRun(
                PreparedExperiment experiment, RunId run, RunSpec.Judged spec, Path directory) {
            return new JudgedRun(
                    spec, experiment.files().get(spec), experiment.judged().get(run), directory);
        }

        /** On this machine, wherever models are trained: a file is read, or ONNX Runtime asked. */
        void judge() {
            judged.forEach((ref, run) -> execute(ref, RunPhase.LOAD, () -> run.execute(onnx)));
        }

        /** In this process too, once all the members are there. */
        void join() {
            ensembles.forEach((ref, members) -> {
                List<FinishedRun> done = members.stream()
                        .filter(collector.outcomes()::containsKey)
                        .map(member -> new FinishedRun(collector.outcomes().get(member), directory(member)))
                        .toList();
                if (done.size() == members.size()) {
                    execute(ref, RunPhase.PREDICT, new EnsembleRun(done, directory(ref))::execute);
                } else {
                    collector.happened(
                            ref,
                            new RunEvent.Failed((members.size() - done.size()) + " of the " + members.size()
                                    + " models that it joins are not there"));
                }
            });
        }

        private void execute(RunRef ref, RunPhase phase, InThisProcess run) {
            collector.happened(ref, new RunEvent.PhaseStarted(phase));
            RunEvent end;
            try {
                end = new RunEvent.Finished(run.execute());
            } catch (DataException e) {
                end = new RunEvent.Failed(e.getMessage());
            } catch (IOException e) {
                end = new RunEvent.Failed("its predictions could not be written: " + IoReason.of(e));
            }
            collector.happened(ref, end);
        }

        /** A cache that is broken costs time, not the build. */
        private RunCache.Lookup find(RunIdentity identity, Path into) {
            try {
                return cache.find(identity, into);
            } catch (IOException e) {
                return new RunCache.Lookup.Missing(Optional.of("the run cache cannot be read: " + IoReason.of(e)));
            }
        }

        private ScheduledRun schedule(PreparedExperiment experiment, PlannedRun run, RunSpec.Trained spec) {
            RunRef ref = new RunRef(experiment.spec().name(), run.id());
            String key = identities.get(ref).key();
            Optional<ScheduledRun.Parent> parent = Optional.ofNullable(run.parent())
                    .map(id -> first(new RunRef(ref.experiment(), id)))
                    .map(from -> new ScheduledRun.Parent(from, directory(from).resolve(RunRequest.MODEL)));
            ExampleFiles files = experiment.files().get(spec).examples().orElseThrow();
            RunRequest request = new RunRequest(
                    run.id().seed(),
                    spec,
                    files,
                    Optional.empty(),
                    directory(ref),
                    key,
                    checkpoints.map(folder -> folder.file(key)));
            ScheduledRun scheduled = new ScheduledRun(
                    ref,
                    request,
                    experiment.environment(),
                    parent,
                    NativeKernels.isOfCpu(experiment.computation().backend()),
                    files.bytes().orElse(run.roughImageBytes(files.features(), files.classes())),
                    run.roughSeconds(files.features(), files.classes()));
            return parent.map(from -> collector.outcomes().get(from.run()))
                    .map(known -> scheduled.after(known.parameterDigest()))
                    .orElse(scheduled);
        }

        private RunRef first(RunRef run) {
            return firstOfKey.get(identities.get(run).key());
        }

        /**
         * Keeps a run as soon as it is over, so that a build that is killed later has not trained it in vain.
         *
         * @return why it is worth nothing, if so
         */
        private Optional<String> keep(RunRef run, RunOutcome outcome) {
            FinishedRun finished = new FinishedRun(outcome, directory(run));
            Optional<String> fault = finished.fault();
            if (fault.isPresent()) {
                return fault;
            }
            try {
                RunCache.Kept kept = cache.keep(identities.get(run), finished);
                String key = identities.get(run).key();
                if (kept instanceof RunCache.Kept.Disagreed disagreed) {
                    collector.disagreed(run, disagreed.before(), outcome);
                } else if (!accepted.getOrDefault(key, outcome.parameterDigest())
                        .equals(outcome.parameterDigest())) {
                    collector.disagreed(run, "in the experiment's lock", accepted.get(key), outcome);
                }
                if (!(kept instanceof RunCache.Kept.Nowhere)) {
                    // Now, not when all are over: whoever writes a file looks through its folder.
                    discardCheckpoint(identities.get(run));
                }
            } catch (IOException e) {
                collector.happened(
                        run, new RunEvent.Warned("its result could not be kept in the run cache: " + IoReason.of(e)));
            }
            return Optional.empty();
        }

        /** Not before its result is safe. */
        private void discardCheckpoint(RunIdentity run) {
            checkpoints.ifPresent(folder -> folder.discard(run.key()));
        }

        ExperimentOutcome conclude(PreparedExperiment experiment, Instant started, Instant finished)
                throws IOException {
            String name = experiment.spec().name();
            Map<RunId, String> failures = new LinkedHashMap<>();
            Map<RunId, FinishedRun> done = new HashMap<>();
            Map<RunId, String> inapplicable = new LinkedHashMap<>();
            List<String> warnings = new ArrayList<>();
            for (PlannedRun run : experiment.plan().runs()) {
                RunRef ref = first(new RunRef(name, run.id()));
                if (collector.outcomes().containsKey(ref)) {
                    done.put(run.id(), new FinishedRun(collector.outcomes().get(ref), directory(ref)));
                } else if (collector.inapplicable().containsKey(ref) && cells.contains(new RunRef(name, run.id()))) {
                    inapplicable.put(run.id(), collector.inapplicable().get(ref));
                } else {
                    failures.put(run.id(), collector.failures().getOrDefault(ref, "it was never run"));
                }
                if (collector.disagreements().containsKey(ref)) {
                    warnings.add(run.id() + ": " + collector.disagreements().get(ref));
                }
            }
            if (done.isEmpty()) {
                // Results without any run would be none.
                failures.putAll(inapplicable);
            }
            if (!failures.isEmpty()) {
                return new ExperimentOutcome.Failed(failures);
            }
            ExperimentOutcome end = new ExperimentOutcome.Completed(
                    store.save(experiment, done, inapplicable, keepModels, warnings, started, finished));
            experiment.identities().values().forEach(this::discardCheckpoint);
            return end;
        }
    }
}
