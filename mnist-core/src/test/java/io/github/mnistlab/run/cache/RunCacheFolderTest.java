package io.github.mnistlab.run.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.data.Sha256;
import io.github.mnistlab.disk.FileTree;
import io.github.mnistlab.run.FinishedRun;
import io.github.mnistlab.run.PastRun;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.RunCache.Kept;
import io.github.mnistlab.run.RunCache.Lookup;
import io.github.mnistlab.run.RunIdentity;
import io.github.mnistlab.run.RunOutcome;
import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThat(cache(LARGE).keep(CachedRuns.identity(10), run)).isEqualTo(new Kept.Stored());

        Lookup found = cache(LARGE).find(CachedRuns.identity(10), into);

        assertThat(found).isEqualTo(found(run));
        assertThat(into.resolve(RunRequest.PREDICTIONS)).hasContent("predictions of parameters");
        assertThat(into.resolve(RunRequest.MODEL)).hasContent("model of parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {RunRequest.PREDICTIONS, RunRequest.MODEL, RunCacheEntry.FILE})
    void aDamagedEntryIsDroppedAndCanBeMadeAgain(String file) throws IOException {
        FinishedRun run = run("parameters");
        cache(LARGE).keep(CachedRuns.identity(10), run);
        Path damaged = entry(CachedRuns.identity(10)).resolve(file);
        String text = Files.readString(damaged);
        Files.writeString(damaged, text.replaceFirst("para", "pare").replaceFirst("0.5", "0.6"));
        assertThat(damaged).content().isNotEqualTo(text);

        assertThat(cache(LARGE).find(CachedRuns.identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow())
                                .contains("damaged and has been removed", file));
        assertThat(entry(CachedRuns.identity(10))).doesNotExist();
        cache(LARGE).keep(CachedRuns.identity(10), run);
        assertThat(cache(LARGE).find(CachedRuns.identity(10), into)).isEqualTo(found(run));
    }

    @ParameterizedTest
    @ValueSource(strings = {RunRequest.PREDICTIONS, RunCacheEntry.FILE})
    void anEntryThatLacksAFileOrIsCutShortIsDropped(String file) throws IOException {
        cache(LARGE).keep(CachedRuns.identity(10), run("parameters"));
        Files.delete(entry(CachedRuns.identity(10)).resolve(file));
        assertThat(cache(LARGE).find(CachedRuns.identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow()).contains(file + " is missing"));

        cache(LARGE).keep(CachedRuns.identity(10), run("parameters"));
        Files.writeString(entry(CachedRuns.identity(10)).resolve(file), "");
        assertThat(cache(LARGE).find(CachedRuns.identity(10), into)).isInstanceOf(Lookup.Missing.class);
        assertThat(entry(CachedRuns.identity(10))).doesNotExist();
    }

    @Test
    void anEntryThatCannotBeReadNowStays() throws IOException {
        FinishedRun run = run("parameters");
        cache(LARGE).keep(CachedRuns.identity(10), run);
        for (String file : List.of(RunCacheEntry.FILE, RunRequest.PREDICTIONS)) {
            Path whole = entry(CachedRuns.identity(10)).resolve(file);
            Path aside = Files.move(whole, folder.resolve("aside"));
            // To read a folder as a file fails as a disk in trouble does.
            Files.createDirectory(whole);
            Files.createFile(whole.resolve("in it"));
            assertThatThrownBy(() -> cache(LARGE).find(CachedRuns.identity(10), into))
                    .isInstanceOf(IOException.class);

            Files.delete(whole.resolve("in it"));
            Files.delete(whole);
            Files.move(aside, whole);
            FileTree.delete(into);
            Files.createDirectories(into);
            assertThat(cache(LARGE).find(CachedRuns.identity(10), into)).isEqualTo(found(run));
        }
    }

    @Test
    void anEntryUnderAnotherRunsNameIsDropped() throws IOException {
        cache(LARGE).keep(CachedRuns.identity(10), run("parameters"));
        Files.move(entry(CachedRuns.identity(10)), entry(CachedRuns.identity(12)));

        assertThat(cache(LARGE).find(CachedRuns.identity(12), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow()).contains("damaged"));
    }

    @Test
    void anotherResultOfTheSameRunIsToldAndTakesItsPlace() throws IOException {
        FinishedRun first = run("parameters");
        FinishedRun second = CachedRuns.run("other parameters", folder.resolve("second"));
        cache(LARGE).keep(CachedRuns.identity(10), first);

        assertThat(cache(LARGE).keep(CachedRuns.identity(10), run("parameters")))
                .isEqualTo(new Kept.Stored());
        assertThat(cache(LARGE).keep(CachedRuns.identity(10), second)).isEqualTo(new Kept.Disagreed(first.outcome()));
        assertThat(cache(LARGE).find(CachedRuns.identity(10), into))
                .isEqualTo(new Lookup.Found(second.outcome(), Optional.of(Sha256.of("parameters"))));
    }

    @Test
    void saysWhatItHas() throws IOException {
        assertThat(cache(LARGE).past()).isEmpty();
        FinishedRun run = run("parameters");
        cache(LARGE).keep(CachedRuns.identity(1), run);

        assertThat(cache(LARGE).has(CachedRuns.identity(1))).isTrue();
        assertThat(cache(LARGE).has(CachedRuns.identity(2))).isFalse();
        assertThat(cache(LARGE).past()).containsExactly(new PastRun(CachedRuns.identity(1), run.outcome()));
        // A damaged one explains nothing, and is in nobody's way.
        cache(LARGE).keep(CachedRuns.identity(2), run);
        Files.writeString(entry(CachedRuns.identity(2)).resolve(RunCacheEntry.FILE), "{}");
        assertThat(cache(LARGE).past()).hasSize(1);
    }

    @Test
    void anEntryWithAnotherNumberIsDropped() throws IOException {
        cache(LARGE).keep(CachedRuns.identity(10), run("parameters"));
        Path entry = entry(CachedRuns.identity(10)).resolve(RunCacheEntry.FILE);
        String text = Files.readString(entry);
        Files.writeString(entry, text.replace("\"trainingLoss\" : 0.5", "\"trainingLoss\" : 0.25"));
        assertThat(entry).content().isNotEqualTo(text);

        assertThat(cache(LARGE).find(CachedRuns.identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow())
                                .contains("damaged and has been removed: " + RunCacheEntry.FILE + " has the digest"));
    }

    @Test
    void anEntryWithThePredictionsOfAnotherRunIsDropped() throws IOException {
        RunOutcome outcome = run("parameters").outcome();
        Path other = CachedRuns.run("other", entry(CachedRuns.identity(10))).directory();
        Map<String, String> digests = Map.of(
                RunRequest.PREDICTIONS, Sha256.of(other.resolve(RunRequest.PREDICTIONS)),
                RunRequest.MODEL, Sha256.of(other.resolve(RunRequest.MODEL)));
        RunCacheEntry.of(CachedRuns.identity(10), outcome, digests, null).write(other);

        assertThat(cache(LARGE).find(CachedRuns.identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing ->
                                assertThat(missing.reason().orElseThrow()).contains("damaged", RunRequest.PREDICTIONS));
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
                        RunIdentity identity = CachedRuns.identity(i % 5);
                        // Two of the four disagree with the others, so that entries come and go all the time.
                        FinishedRun run =
                                CachedRuns.run("parameters " + i % 5 + (number < 2 ? "" : " differently"), own);
                        if (cache(LARGE).find(identity, own) instanceof Lookup.Found found) {
                            assertThat(Sha256.of(own.resolve(RunRequest.PREDICTIONS)))
                                    .isEqualTo(found.outcome().predictionDigest());
                        }
                        run = CachedRuns.run("parameters " + i % 5 + (number < 2 ? "" : " differently"), own);
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

        assertThatThrownBy(() -> cache(LARGE).keep(CachedRuns.identity(10), run))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"trainingLoss\" : 0.5=>\"trainingLoss\" : \"NaN\"", "\"epochs\" : 10=>\"epochs\" : NaN"})
    void anEntryWithNumbersThatAreNoneIsDropped(String change) throws IOException {
        cache(LARGE).keep(CachedRuns.identity(10), run("parameters"));
        Path entry = entry(CachedRuns.identity(10)).resolve(RunCacheEntry.FILE);
        String[] parts = change.split("=>", -1);
        Files.writeString(entry, Files.readString(entry).replace(parts[0], parts[1]));

        assertThat(cache(LARGE).find(CachedRuns.identity(11), into)).isInstanceOf(Lookup.Missing.class);
        assertThat(cache(LARGE).find(CachedRuns.identity(10), into))
                .isInstanceOfSatisfying(
                        Lookup.Missing.class,
                        missing -> assertThat(missing.reason().orElseThrow()).contains("damaged"));
        assertThat(entry).doesNotExist();
    }

    @Test
    void aRunThatCannotBeKeptLeavesTheCacheAsItWas() throws IOException {
        FinishedRun run = run("parameters");
        Files.delete(run.directory().resolve(RunRequest.MODEL));

        assertThatThrownBy(() -> cache(LARGE).keep(CachedRuns.identity(10), run))
                .isInstanceOf(IOException.class);

        assertThat(cacheFolder()).isEmptyDirectory();
    }

    @Test
    void aBuildThatTrainsAgainKeepsWhatItTrains() throws IOException {
        cache(LARGE).keep(CachedRuns.identity(10), run("parameters"));
        RunCache again = cache(LARGE).withoutLookup();

        assertThat(again.find(CachedRuns.identity(10), into)).isInstanceOf(Lookup.Missing.class);
        assertThat(again.has(CachedRuns.identity(10))).isFalse();
        assertThat(again.past()).hasSize(1);
        assertThat(again.keep(CachedRuns.identity(10), run("other"))).isInstanceOf(Kept.Disagreed.class);
    }

    @Test
    void aBuildWithoutACacheKnowsNothing() throws IOException {
        RunCache none = RunCache.none();

        assertThat(none.keep(CachedRuns.identity(10), run("parameters"))).isEqualTo(new Kept.Nowhere());
        assertThat(none.find(CachedRuns.identity(10), into))
                .isEqualTo(new Lookup.Missing(Optional.of("the run cache is not used")));
        assertThat(none.has(CachedRuns.identity(10))).isFalse();
        assertThat(none.past()).isEmpty();
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

    private FinishedRun run(String parameters) throws IOException {
        return CachedRuns.run(parameters, folder.resolve("run"));
    }
}
