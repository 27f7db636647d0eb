package io.github.mnistlab.report.html;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.data.file.DataFiles;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.report.html.figure.Commands;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.result.StoredImages;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.PlannedRun;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What happens to an experiment's runs once they have ended, in a process of its own: all but the training is real. */
final class ManyRuns {
    private static final int TEST_ROWS = 10_000;
    private static final int CLASSES = 10;
    private static final String YAML = """
            name: sample
            dataset: {source: generated-digits, training: 20, test: 10000}
            seeds: 2
            model: {hidden: []}
            matrix:
              axes:
                training.batchSize: [1, 2, 3, 4]
                training.epochs: [1, 2, 3, 4, 5]
            gates:
              - {metric: accuracy, variant: batch-size-1-epochs-1, atLeast: 0.5}
              - {metric: log-loss, variant: batch-size-4-epochs-5, notBelow: batch-size-1-epochs-1, margin: 0.1}
              - {metric: min(recall), variant: batch-size-4-epochs-5, notBelow: accepted, margin: 0.1}
            """;

    private ManyRuns() {}

    /**
     * Stores, accepts, judges, compares and reports.
     *
     * @param arguments the folder that all of it goes into
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        PreparedExperiment experiment = prepare(folder);
        ResultStore store = new ResultStore(folder, new Provenance("test", null, null));
        store.save(
                experiment,
                finish(experiment, folder.resolve("work")),
                Map.of(),
                KeepModels.NONE,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH);
        ExperimentResult result = store.load("sample").orElseThrow();
        StoredPredictions predictions = new StoredPredictions(experiment, store.directoryOf("sample"));
        Path file = folder.resolve("sample.lock.yaml");
        LockFile.write(file, Lock.of("sample", LockedResults.of(result, predictions, null), new TreeMap<>()), "x");
        Lock lock = LockFile.read(file, name -> "", name -> "").orElseThrow();
        Grounds grounds = new Grounds(predictions, Optional.of(new LockedReference(lock, experiment)), false);
        Judgement judgement = new Judgement(
                result,
                Judge.judge(experiment.spec(), result, grounds),
                new Intervals(result, predictions),
                ResultsComparison.of(lock.latest(), result, predictions),
                Calibration.of(experiment.spec(), result, grounds, 0.01));
        ReportFiles.write(judgement, folder, name -> "mvn", Optional.empty());
        ReportPage.write(
                judgement,
                predictions,
                new StoredImages(experiment),
                new Commands("mvn", "mvn"),
                store.directoryOf("sample"),
                "code");
    }

    private static PreparedExperiment prepare(Path folder) {
        ExperimentSpec spec = SampleResults.spec(YAML);
        DatasetFiles digits = new GeneratedDigitsStore(folder.resolve("digits")).files(1, 20, TEST_ROWS);
        Map<RunSpec, DataFiles> files = new HashMap<>();
        spec.variants().forEach(variant -> files.put(variant.spec(), digits));
        return PreparedExperiment.of(spec, files, new Computation("code", new TreeMap<>(), "backend", new TreeMap<>()));
    }

    private static Map<RunId, FinishedRun> finish(PreparedExperiment experiment, Path work) throws IOException {
        Map<RunId, FinishedRun> done = new HashMap<>();
        for (PlannedRun run : experiment.plan().runs()) {
            Path directory = Files.createDirectories(work.resolve(run.id().toString()));
            byte[] predictions = predictions(new Random(run.id().hashCode()));
            Files.write(directory.resolve(RunRequest.PREDICTIONS), predictions);
            done.put(run.id(), new FinishedRun(SampleResults.outcome(1, TEST_ROWS, Sha256.of(predictions)), directory));
        }
        return done;
    }

    /** Probabilities of a classifier that guesses, each time with another confidence. */
    private static byte[] predictions(Random random) {
        ByteBuffer bytes =
                ByteBuffer.allocate(TEST_ROWS * CLASSES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < TEST_ROWS; row++) {
            int guess = random.nextInt(CLASSES);
            float others = random.nextFloat() / CLASSES;
            for (int label = 0; label < CLASSES; label++) {
                bytes.putFloat(label == guess ? 1 - (CLASSES - 1) * others : others);
            }
        }
        return bytes.array();
    }
}
