package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.report.PlanReport;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ModelFormat;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.EarlierRuns;
import io.github.mnistlab.run.PlanEstimate;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.worker.ExperimentOutcome;
import io.github.mnistlab.worker.ExperimentRunner;
import io.github.mnistlab.worker.Failure;
import io.github.mnistlab.worker.LocalWorkers;
import io.github.mnistlab.worker.OnnxProcess;
import io.github.mnistlab.worker.RunExecutor;
import io.github.mnistlab.worker.ScheduledRun;
import io.github.mnistlab.worker.WorkerJvm;
import io.github.mnistlab.worker.WorkerSettings;
import io.github.mnistlab.worker.cluster.ClusterRuns;
import io.github.mnistlab.worker.cluster.ClusterSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** The runs of experiments, executed by workers. */
final class Runs {
    private final LabSettings settings;
    private final LabListener listener;

    Runs(LabSettings settings, LabListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * What is done with runs beside executing them.
     *
     * @param cache gives and takes finished ones
     * @param checkpoints where they are kept that are not over yet, and gone on from
     * @param accepted the digest of the parameters that runs are known to have, by key
     * @param earlier what the experiments had before
     * @param directory takes the results
     * @param keepModels which models stay beside the results
     * @param formats in which forms
     */
    record Keeping(
            RunCache cache,
            Optional<CheckpointFolder> checkpoints,
            Map<String, String> accepted,
            EarlierRuns earlier,
            Path directory,
            KeepModels keepModels,
            Set<ModelFormat> formats) {

        /** What is done with runs whose results serve this call alone, in a folder beside the experiments' results. */
        static Keeping aside(Storage storage, Path directory) {
            return new Keeping(
                    storage.runs(),
                    Optional.of(storage.checkpoints()),
                    Map.of(),
                    EarlierRuns.NONE,
                    directory,
                    KeepModels.NONE,
                    Set.of());
        }
    }

    /**
     * How the experiments ended.
     *
     * @param results of those whose runs all came to an end, by name
     * @param failures of the others, a sentence for each run that failed
     */
    record Ends(Map<String, ExperimentResult> results, List<String> failures) {}

    /** Executes the runs that the cache does not know, and stores the results. */
    Ends execute(Preparation.Ready ready, Keeping keeping) throws InterruptedException {
        List<PreparedExperiment> experiments = ready.experiments();
        int runs = experiments.stream()
                .mapToInt(experiment -> experiment.plan().runs().size())
                .sum();
        announce(experiments, keeping.cache(), runs);
        Path output = settings.outputDirectory();
        OutputFolder folder = new OutputFolder(settings, listener);
        try {
            Path logs = Files.createDirectories(output.resolve("logs"));
            Path work = folder.freshWork();
            ExperimentRunner runner = new ExperimentRunner(
                    // Only where something is to be trained: a cluster's own libraries are looked for then.
                    (scheduled, events) ->
                            executor(scheduled, ready.classpath(), logs).execute(scheduled, events),
                    keeping.cache(),
                    new ResultStore(keeping.directory(), settings.origin().provenance(listener), keeping.formats()),
                    work,
                    keeping.keepModels(),
                    keeping.checkpoints(),
                    keeping.accepted(),
                    keeping.earlier(),
                    onnx(ready.onnxRuntime(), work, logs));
            return ends(runner.run(experiments, listener.runs(runs)));
        } catch (IOException e) {
            throw new LabException.Storage("Cannot write results to " + output + ": " + IoReason.of(e), e);
        } finally {
            folder.discardWork();
        }
    }

    private void announce(List<PreparedExperiment> experiments, RunCache cache, int runs) {
        if (experiments.stream().noneMatch(experiment -> Preparation.trains(experiment.spec()))) {
            info(count(experiments.size(), "experiment") + ", " + count(runs, "run") + ", nothing to train");
            announceWarnings(experiments);
            return;
        }
        int side = Math.min(runs, settings.workers().most());
        PlanEstimate.Estimator estimator = new PlanEstimate.Estimator(cache);
        experiments.forEach(estimator::add);
        boolean here = settings.workers().workplace() instanceof Workplace.ThisMachine;
        String where = settings.workers().workplace() instanceof Workplace.Cluster cluster
                ? cluster.master()
                : count(side, "worker");
        String backend = experiments.stream()
                .filter(experiment -> Preparation.trains(experiment.spec()))
                .map(experiment -> experiment.computation().backend())
                .findFirst()
                .orElseThrow();
        info(count(experiments.size(), "experiment") + ", " + count(runs, "run") + " on " + where + " (" + backend
                + ")");
        if (here) {
            info(PlanReport.estimate(estimator.estimate(), side));
        }
        announceWarnings(experiments);
    }

    private void announceWarnings(List<PreparedExperiment> experiments) {
        experiments.forEach(experiment ->
                experiment.spec().warnings().forEach(warning -> listener.line(LabListener.Level.WARNING, warning)));
    }

    private RunExecutor executor(List<ScheduledRun> scheduled, List<Path> classpath, Path logs) {
        Workers workers = settings.workers();
        List<String> options = WorkerJvm.options(
                workers.memory(),
                workers.jvmOptions(),
                settings.storage().cacheDirectory(),
                scheduled.stream().allMatch(run -> run.seconds() <= PlannedRun.BRIEF_SECONDS));
        if (workers.workplace() instanceof Workplace.Cluster cluster) {
            Workplace.SparkJars jars = cluster.jars().find(classpath);
            List<String> ofDriver = new ArrayList<>(ClusterRuns.jvmOptions(cluster.master()));
            ofDriver.addAll(options);
            return new ClusterRuns(
                    workerSettings(jars.driver(), ofDriver, logs),
                    new ClusterSettings(
                            cluster.master(),
                            cluster.sparkConf(),
                            jars.executors(),
                            cluster.dataDirectory(),
                            cluster.checkpointDirectory(),
                            cluster.timeoutSeconds()));
        }
        int cores = Runtime.getRuntime().availableProcessors();
        Semaphore slots = ((Workplace.ThisMachine) workers.workplace()).slots().apply(Math.max(cores, workers.count()));
        return new LocalWorkers(workerSettings(classpath, options, logs), workers.most(), slots);
    }

    private OnnxRuntime onnx(List<Path> runtime, Path work, Path logs) throws IOException {
        return runtime.isEmpty()
                ? OnnxRuntime.none()
                : OnnxProcess.of(runtime, settings.workers().timeout(), work, logs);
    }

    private WorkerSettings workerSettings(List<Path> classpath, List<String> options, Path logs) {
        return WorkerSettings.onThisJava(classpath, options, settings.workers().timeout(), logs);
    }

    private static Ends ends(Map<String, ExperimentOutcome> outcomes) {
        Map<String, ExperimentResult> results = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof ExperimentOutcome.Completed completed) {
                results.put(name, completed.result());
            } else if (outcome instanceof ExperimentOutcome.Failed failed) {
                failed.failures().forEach((run, reason) -> failures.add(name + " " + run + ": " + reason));
            }
        });
        return new Ends(results, failures);
    }

    /** @throws LabException.FailedRuns if a run failed */
    void requireNoFailures(Ends ends) {
        List<String> failures = ends.failures();
        if (!failures.isEmpty()) {
            boolean memory = failures.stream().anyMatch(failure -> failure.contains("OutOfMemoryError"));
            throw new LabException.FailedRuns(
                    count(failures.size(), "run") + " failed:\n  " + String.join("\n  ", failures)
                            + (memory
                                    ? "\n  Workers may have more memory: it is "
                                            + settings.workers().memory() + " now; try "
                                            + settings.hints().workerMemory("8g")
                                    : "")
                            + (failures.stream().anyMatch(Failure::isOfNoexec)
                                    ? "\n  They lie in the cache; name another folder for it with "
                                            + settings.hints().setting("cacheDirectory")
                                    : ""),
                    failures);
        }
    }

    private void info(String text) {
        listener.line(LabListener.Level.INFO, text);
    }

    /** {@code 1 run}, {@code 2 runs}. */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
