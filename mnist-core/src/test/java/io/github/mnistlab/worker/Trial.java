package io.github.mnistlab.worker;

import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.data.file.DownloadListener;
import io.github.mnistlab.data.file.DownloadSettings;
import io.github.mnistlab.data.folder.PictureFolders;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.lab.QuickWorkers;
import io.github.mnistlab.model.Processor;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.EarlierRuns;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.RunListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** An experiment run with real workers in a folder of the test's, on generated digits. */
public final class Trial {
    private static final Duration STALL_TIMEOUT = Duration.ofMinutes(2);

    private final Path folder;
    private final NativeKernels kernels = NativeKernels.fastestFor(Processor.detect());
    private List<Path> classpath = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    private List<String> jvmOptions = List.of();
    private Duration stallTimeout = STALL_TIMEOUT;
    private Optional<CheckpointFolder> checkpoints = Optional.empty();
    private Map<String, String> accepted = Map.of();
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    private RunCache cache = RunCache.none();

    public Trial(Path folder) {
        this.folder = folder;
    }

    Trial withClasspath(List<Path> entries) {
        classpath = entries;
        return this;
    }

    Trial withJvmOptions(String... options) {
        jvmOptions = List.of(options);
        return this;
    }

    Trial withAccepted(Map<String, String> parametersByKey) {
        accepted = parametersByKey;
        return this;
    }

    Trial withCache(RunCache cacheOfRuns) {
        cache = cacheOfRuns;
        return this;
    }

    Trial withStallTimeout(Duration timeout) {
        stallTimeout = timeout;
        return this;
    }

    Trial withJava(Path command) {
        java = command;
        return this;
    }

    /** Without this, runs are not kept. */
    Trial withCheckpoints(Path directory) {
        checkpoints = Optional.of(new CheckpointFolder(directory));
        return this;
    }

    /** Runs the experiment that a YAML text describes; its name must be {@code trial}. */
    ExperimentOutcome run(String yaml, int workers, RunListener listener) throws Exception {
        PreparedExperiment experiment = prepare(yaml);
        LocalWorkers executor = new LocalWorkers(settings(), workers, new Semaphore(workers));
        ExperimentRunner runner = new ExperimentRunner(
                executor,
                cache,
                new ResultStore(folder.resolve("results"), new Provenance("test", null, null)),
                folder.resolve("work"),
                KeepModels.ALL,
                checkpoints,
                accepted,
                EarlierRuns.NONE,
                OnnxRuntime.none());
        return runner.run(List.of(experiment), listener).get("trial");
    }

    public PreparedExperiment prepare(String yaml) throws Exception {
        Path file = folder.resolve("trial.yaml");
        Files.writeString(file, yaml);
        ExperimentFile experiment = ExperimentReader.read(file);
        DataStore noMnist = new DataStore(
                DatasetCatalog.standard(), null, folder.resolve("cache"), true, DownloadSettings.standard());
        Map<RunSpec, DataFiles> files = new DatasetResolver(
                        noMnist,
                        new GeneratedDigitsStore(folder.resolve("digits")),
                        new PictureFolders(folder.resolve("pictures")),
                        DownloadListener.none())
                .resolve(experiment);
        return PreparedExperiment.of(
                experiment.spec(),
                files,
                new Computation("code", new TreeMap<>(), kernels.backend(), kernels.environment()));
    }

    private WorkerSettings settings() throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC"));
        options.addAll(QuickWorkers.jvmOptions());
        options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        options.addAll(jvmOptions);
        return new WorkerSettings(
                java, classpath, options, stallTimeout, Files.createDirectories(folder.resolve("logs")));
    }
}
