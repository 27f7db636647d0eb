package io.github.mnistlab.run.cache;

import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunPhase;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs as a cache is given them. */
final class CachedRuns {
    private CachedRuns() {}

    static RunIdentity identity(int epochs) {
        return new RunIdentity(CanonicalJson.tree(
                Map.of("training", Map.of("epochs", epochs, "rate", 0.1), "seed", 1, "code", Sha256.of("code"))));
    }

    /** With files in a folder that is made if need be. */
    static FinishedRun run(String parameters, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(RunRequest.PREDICTIONS), "predictions of " + parameters);
        Files.writeString(directory.resolve(RunRequest.MODEL), "model of " + parameters);
        String digest = Sha256.of(parameters);
        RunOutcome outcome = new RunOutcome(
                List.of(new EpochRecord(1, 0.5, 0.5, null, null, 0.001, digest, 1)),
                1,
                digest,
                Sha256.of("predictions of " + parameters),
                Sha256.of("split"),
                List.of(5, 5),
                List.of(5, 5),
                List.of(new SyntheticExample(1, 7, 2, 0.1, null)),
                0,
                10,
                "2026-05-01T10:00:01Z",
                "2026-05-01T10:01:12Z",
                new TreeMap<>(Map.of(RunPhase.TRAIN, 1.0)),
                null,
                SampleResults.ENVIRONMENT);
        return new FinishedRun(outcome, directory);
    }
}
