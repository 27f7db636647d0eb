package io.github.mnistlab.fuzz;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunRequest;
import io.github.mnistlab.run.cache.RunCacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes a run out of the cache whose entry is damaged; the cache removes it, and answers that there is none. */
final class CacheEntryReader {
    private static final List<String> FILES = List.of(RunRequest.PREDICTIONS, RunRequest.MODEL);

    private final RunCacheFolder cache;
    private final RunIdentity identity;
    private final Path run;
    private final Path into;
    private final Path entry;

    CacheEntryReader(Path folder, RunIdentity identity) throws IOException {
        this.cache = new RunCacheFolder(folder.resolve("cache"), Long.MAX_VALUE);
        this.identity = identity;
        this.run = Files.createDirectories(folder.resolve("run"));
        this.into = Files.createDirectories(folder.resolve("into"));
        for (String file : FILES) {
            Files.writeString(run.resolve(file), file);
        }
        cache.keep(identity, new FinishedRun(SampleResults.outcome(0.5, 10, Sha256.of(RunRequest.PREDICTIONS)), run));
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            this.entry = files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Target target() throws IOException {
        return new Target(
                "cache-entry", "entry.json", List.of(Files.readAllBytes(entry)), bytes -> bytes, Set.of(), this::read);
    }

    private void read(Path damaged) throws IOException {
        if (!Files.exists(entry)) {
            Files.createDirectories(entry.getParent());
            for (String file : FILES) {
                Files.copy(run.resolve(file), entry.resolveSibling(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.copy(damaged, entry, StandardCopyOption.REPLACE_EXISTING);
        cache.find(identity, into);
    }
}
