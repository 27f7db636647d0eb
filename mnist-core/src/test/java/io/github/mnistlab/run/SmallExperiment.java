package io.github.mnistlab.run;

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
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.external.onnx.OnnxRuntime;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.execution.JudgedRun;
import io.github.mnistlab.run.execution.RunExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An experiment on generated digits that was really trained, or judged, in this process, and stored.
 *
 * @param prepared what was run
 * @param result what came out
 * @param directory where it lies: that of the result store
 */
public record SmallExperiment(PreparedExperiment prepared, ExperimentResult result, Path directory) {
    /**
     * Trains, or judges, every run of a file.
     *
     * @param folder an empty one, for files and results
     */
    public static SmallExperiment train(String name, String yaml, Path folder)
            throws IOException, InvalidExperimentException {
        ExperimentFile file =
                ExperimentReader.read(Files.writeString(folder.resolve(name + ".yaml"), yaml), name + ".yaml");
        DataStore noMnist = new DataStore(
                DatasetCatalog.standard(), null, folder.resolve("cache"), true, DownloadSettings.standard());
        Map<RunSpec, DataFiles> files = new DatasetResolver(
                        noMnist,
                        new GeneratedDigitsStore(folder.resolve("digits")),
                        new PictureFolders(folder.resolve("pictures")),
                        DownloadListener.none())
                .resolve(file);
        PreparedExperiment prepared = PreparedExperiment.of(
                file.spec(),
                files,
                JudgedFiles.resolve(file, files),
                new Computation("code", new TreeMap<>(), "backend", new TreeMap<>(), "judging", null),
                Map.of());
        RunExecution execution = new RunExecution();
        Map<RunId, FinishedRun> done = new HashMap<>();
        for (PlannedRun run : prepared.plan().runs()) {
            Path directory = Files.createDirectories(
                    folder.resolve("runs").resolve(run.id().toString()));
            if (run.spec() instanceof RunSpec.Judged judged) {
                JudgedRun judgedRun = new JudgedRun(
                        judged, files.get(judged), prepared.judged().get(run.id()), directory);
                done.put(run.id(), new FinishedRun(judgedRun.execute(OnnxRuntime.none()), directory));
                continue;
            }
            RunRequest request = new RunRequest(
                    run.id().seed(),
                    run.spec().trained().orElseThrow(),
                    files.get(run.spec()).examples().orElseThrow(),
                    Optional.empty(),
                    directory,
                    run.id().toString(),
                    Optional.empty());
            done.put(run.id(), new FinishedRun(execution.execute(request, event -> {}), directory));
        }
        Path results = Files.createDirectories(folder.resolve("results"));
        ResultStore store = new ResultStore(results, new Provenance("0.1.0", null, null));
        Instant time = Instant.parse("2026-05-01T10:00:00Z");
        ExperimentResult result =
                store.save(prepared, done, Map.of(), KeepModels.BEST, List.of(), time, time.plusSeconds(60));
        return new SmallExperiment(prepared, result, results);
    }

    /** The folder of its results. */
    public Path folder() {
        return directory.resolve(result.name());
    }
}
