package io.github.mnistlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.balance.SyntheticExample;
import io.github.mnistlab.data.FileTree;
import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.json.CanonicalJson;
import io.github.mnistlab.model.EpochRecord;
import io.github.mnistlab.result.SampleResults;
import io.github.mnistlab.run.RunCache.Kept;
import io.github.mnistlab.run.RunCache.Lookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCacheFolderTest {
    private static final long LARGE = 1 << 20;

    @TempDir
    Path folder;

    private Path into;

    @BeforeEach
    void makeFolder() throws IOException {
        into = Files.createDirectory(folder.resolve("into"));
    }

    @Test
    void givesBackWhatWasKept() throws IOException {
        FinishedRun run = run("parameters");
        assertThat(cache(LARGE).keep(identity(10), run)).isEqualTo(new Kept.Stored());

        Lookup found = cache(LARGE).find(identity(10), into);

        assertThat(found).isEqualTo(found(run));
        assertThat(into.resolve(RunRequest.PREDICTIONS)).hasContent("predictions of parameters");
        assertThat(into.resolve(RunRequest.MODEL)).hasContent("model of parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {RunRequest.PREDICTIONS, RunRequest.MODEL, RunCacheEntry.FILE})
    void aDamagedEntryIsDroppedAndCanBeMadeAgain(String file) throws IOException {
        FinishedRun run = run("parameters");
        cache(LARGE).keep(identity(10), run);
        Path damaged = entry(identity(10)).resolve(file);
        String text = Files.readString(damaged);
        Files.writeString(damaged, text.replaceFirst("para", "pare").replaceFirst("0.5", "0.6"));
        assertThat(damaged).content().isNotEqualTo(text);

        assertThat(cache(LARGE).find(identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow())
                                .contains("damaged and has been removed", file));
        assertThat(entry(identity(10))).doesNotExist();
        cache(LARGE).keep(identity(10), run);
        assertThat(cache(LARGE).find(identity(10), into)).isEqualTo(found(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {RunRequest.PREDICTIONS, RunCacheEntry.FILE})
    void anEntryThatLacksAFileOrIsCutShortIsDropped(String file) throws IOException {
        cache(LARGE).keep(identity(10), run("parameters"));
        Files.delete(entry(identity(10)).resolve(file));
        assertThat(cache(LARGE).find(identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow()).contains(file + " is missing"));

        cache(LARGE).keep(identity(10), run("parameters"));
        Files.writeString(entry(identity(10)).resolve(file), "");
        assertThat(cache(LARGE).find(identity(10), into)).isInstanceOf(Lookup.Missing.class);
        assertThat(entry(identity(10))).doesNotExist();
    }

    @Test
    void anEntryThatCannotBeReadNowStays() throws IOException {
        FinishedRun run = run("parameters");
        cache(LARGE).keep(identity(10), run);
        for (String file : List.of(RunCacheEntry.FILE, RunRequest.PREDICTIONS)) {
            Path whole = entry(identity(10)).resolve(file);
            Path aside = Files.move(whole, folder.resolve("aside"));
            // To read a folder as a file fails as a disk in trouble does.
            Files.createDirectory(whole);
            Files.createFile(whole.resolve("in it"));
            assertThatThrownBy(() -> cache(LARGE).find(identity(10), into)).isInstanceOf(IOException.class);

            Files.delete(whole.resolve("in it"));
            Files.delete(whole);
            Files.move(aside, whole);
            FileTree.delete(into);
            Files.createDirectories(into);
            assertThat(cache(LARGE).find(identity(10), into)).isEqualTo(found(run));
        }
    }

    @Test
    void anEntryUnderAnotherRunsNameIsDropped() throws IOException {
        cache(LARGE).keep(identity(10), run("parameters"));
        Files.move(entry(identity(10)), entry(identity(12)));

        assertThat(cache(LARGE).find(identity(12), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow()).contains("damaged"));
    }

    @Test
    void anotherResultOfTheSameRunIsToldAndTakesItsPlace() throws IOException {
        FinishedRun first = run("parameters");
        FinishedRun second = run("other parameters", folder.resolve("second"));
        cache(LARGE).keep(identity(10), first);

        assertThat(cache(LARGE).keep(identity(10), run("parameters"))).isEqualTo(new Kept.Stored());
        assertThat(cache(LARGE).keep(identity(10), second)).isEqualTo(new Kept.Disagreed(first.outcome()));
        assertThat(cache(LARGE).find(identity(10), into))
                .isEqualTo(new Lookup.Found(second.outcome(), Optional.of(Sha256.of("parameters"))));
    }

    @Test
    void theRunsUsedTheLongestTimeAgoGoFirst() throws IOException {
        for (int epochs = 1; epochs <= 4; epochs++) {
            cache(LARGE).keep(identity(epochs), run("parameters " + epochs));
            age(identity(epochs), 100 - epochs);
        }
        cache(LARGE).find(identity(1), into);
        long size = 0;
        for (String file : List.of(RunCacheEntry.FILE, RunRequest.PREDICTIONS, RunRequest.MODEL)) {
            size += Files.size(entry(identity(1)).resolve(file));
        }

        cache(3 * size + size / 2).keep(identity(5), run("parameters 5"));

        assertThat(List.of(1, 4, 5))
                .allSatisfy(epochs -> assertThat(entry(identity(epochs))).exists());
        assertThat(List.of(2, 3))
                .allSatisfy(epochs -> assertThat(entry(identity(epochs))).doesNotExist());
    }

    @Test
    void whatAKilledBuildLeftGoesInTime() throws IOException {
        Path left = Files.createDirectories(cacheFolder().resolve(".new-left"));
        Path recent = Files.createDirectories(cacheFolder().resolve(".new-recent"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(200_000)));

        cache(LARGE).keep(identity(10), run("parameters"));

        assertThat(left).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void severalBuildsMayShareIt() throws Exception {
        ExecutorService builds = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int build = 0; build < 4; build++) {
                Path own = Files.createDirectory(folder.resolve("build-" + build));
                int number = build;
                work.add(() -> {
                    for (int i = 0; i < 200; i++) {
                        RunIdentity identity = identity(i % 5);
                        // Two of the four disagree with the others, so that entries come and go all the time.
                        FinishedRun run = run("parameters " + i % 5 + (number < 2 ? "" : " differently"), own);
                        if (cache(LARGE).find(identity, own) instanceof Lookup.Found found) {
                            assertThat(Sha256.of(own.resolve(RunRequest.PREDICTIONS)))
                                    .isEqualTo(found.outcome().predictionDigest());
                        }
                        run = run("parameters " + i % 5 + (number < 2 ? "" : " differently"), own);
                        cache(LARGE).keep(identity, run);
                    }
                    return null;
                });
            }
            for (Future<Void> future : builds.invokeAll(work)) {
                future.get();
            }
        } finally {
            builds.shutdownNow();
        }
        try (Stream<Path> left = Files.list(cacheFolder())) {
            assertThat(left).hasSize(5);
        }
    }

    @Test
    void predictionsThatAreNotTheRunsAreNotKept() throws IOException {
        FinishedRun run = run("parameters");
        Files.writeString(run.directory().resolve(RunRequest.PREDICTIONS), "others");

        assertThatThrownBy(() -> cache(LARGE).keep(identity(10), run)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"trainingLoss\" : 0.5=>\"trainingLoss\" : \"NaN\"", "\"epochs\" : 10=>\"epochs\" : NaN"})
    void anEntryWithNumbersThatAreNoneIsDropped(String change) throws IOException {
        cache(LARGE).keep(identity(10), run("parameters"));
        Path entry = entry(identity(10)).resolve(RunCacheEntry.FILE);
        String[] parts = change.split("=>", -1);
        Files.writeString(entry, Files.readString(entry).replace(parts[0], parts[1]));

        assertThat(cache(LARGE).find(identity(11), into)).isInstanceOf(Lookup.Missing.class);
        assertThat(cache(LARGE).find(identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow()).contains("damaged"));
        assertThat(entry).doesNotExist();
    }

    @Test
    void aRunThatCannotBeKeptLeavesTheCacheAsItWas() throws IOException {
        FinishedRun run = run("parameters");
        Files.delete(run.directory().resolve(RunRequest.MODEL));

        assertThatThrownBy(() -> cache(LARGE).keep(identity(10), run)).isInstanceOf(IOException.class);

        assertThat(cacheFolder()).isEmptyDirectory();
    }

    @Test
    void aBuildThatTrainsAgainKeepsWhatItTrains() throws IOException {
        cache(LARGE).keep(identity(10), run("parameters"));
        RunCache again = cache(LARGE).withoutLookup();

        assertThat(again.find(identity(10), into)).isInstanceOf(Lookup.Missing.class);
        assertThat(again.keep(identity(10), run("other"))).isInstanceOf(Kept.Disagreed.class);
    }

    private static Lookup found(FinishedRun run) {
        return new Lookup.Found(run.outcome(), Optional.empty());
    }

    private RunCacheFolder cache(long limit) {
        return new RunCacheFolder(cacheFolder(), limit);
    }

    private Path cacheFolder() {
        return folder.resolve("cache").resolve("runs");
    }

    private Path entry(RunIdentity identity) {
        return cacheFolder().resolve(identity.key());
    }

    private void age(RunIdentity identity, int minutes) throws IOException {
        Files.setLastModifiedTime(
                entry(identity).resolve(RunCacheEntry.FILE),
                FileTime.from(Instant.now().minusSeconds(60L * minutes)));
    }

    private static RunIdentity identity(int epochs) {
        return new RunIdentity(CanonicalJson.tree(
                Map.of("training", Map.of("epochs", epochs, "rate", 0.1), "seed", 1, "code", Sha256.of("code"))));
    }

    private FinishedRun run(String parameters) throws IOException {
        return run(parameters, folder.resolve("run"));
    }

    private static FinishedRun run(String parameters, Path directory) throws IOException {
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
