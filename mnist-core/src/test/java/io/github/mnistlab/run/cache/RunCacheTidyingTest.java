package io.github.mnistlab.run.cache;

import static io.github.mnistlab.run.cache.CachedRuns.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistlab.run.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from a cache that is full, and what stays. */
class RunCacheTidyingTest {
    private static final long LARGE = 1 << 20;

    @TempDir
    Path folder;

    private Path cache;

    @BeforeEach
    void nameCache() {
        cache = folder.resolve("cache");
    }

    @Test
    void theRunsUsedTheLongestTimeAgoGoFirst() throws IOException {
        for (int epochs = 1; epochs <= 4; epochs++) {
            keep(LARGE, epochs);
            age(epochs, 100 - epochs);
        }
        new RunCacheFolder(cache, LARGE).find(identity(1), Files.createDirectory(folder.resolve("into")));
        long size = sizeOf(1);

        keep(3 * size + size / 2, 5);

        assertThat(List.of(1, 4, 5))
                .allSatisfy(epochs -> assertThat(entry(epochs)).exists());
        assertThat(List.of(2, 3)).allSatisfy(epochs -> assertThat(entry(epochs)).doesNotExist());
    }

    @Test
    void aCacheThatIsJustFullKeepsAll() throws IOException {
        keep(LARGE, 1);
        long size = sizeOf(1);
        keep(LARGE, 2);

        keep(2 * size, 2);
        assertThat(entry(1)).exists();
        keep(2 * size - 1, 2);
        assertThat(entry(1)).doesNotExist();
        assertThat(entry(2)).exists();
    }

    @Test
    void toKeepARunOnceMoreIsToUseIt() throws IOException {
        keep(LARGE, 1);
        keep(LARGE, 2);
        age(1, 100);
        age(2, 50);

        keep(LARGE, 1);

        assertThat(new RunCacheFolder(cache, LARGE).past())
                .extracting(past -> past.identity().key())
                .containsExactly(identity(1).key(), identity(2).key());
    }

    @Test
    void whatAnotherBuildIsWritingIsLeftAlone() throws IOException {
        Path other = Files.createDirectories(cache.resolve(".new-other"));
        Files.write(other.resolve(RunRequest.MODEL), new byte[(int) LARGE]);
        keep(LARGE, 1);

        assertThat(other.resolve(RunRequest.MODEL)).exists();
        assertThat(entry(1)).exists();
    }

    @Test
    void aFileThatIsNoEntryIsLeftAloneAndInNobodysWay() throws IOException {
        keep(LARGE, 1);
        Path file = Files.writeString(cache.resolve("README"), "What this is.");

        keep(1, 2);

        assertThat(file).exists();
        assertThat(entry(1)).doesNotExist();
        assertThat(new RunCacheFolder(cache, LARGE).past()).hasSize(1);
    }

    @Test
    void anEntryThatWasMadeLongAgoIsNoLeftover() throws IOException {
        keep(LARGE, 1);
        Files.setLastModifiedTime(entry(1), FileTime.from(Instant.now().minusSeconds(200_000)));

        keep(LARGE, 2);

        assertThat(entry(1)).exists();
    }

    @Test
    void whatAKilledBuildLeftGoesInTime() throws IOException {
        Path left = Files.createDirectories(cache.resolve(".new-left"));
        Path recent = Files.createDirectories(cache.resolve(".new-recent"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(200_000)));

        keep(LARGE, 10);

        assertThat(left).doesNotExist();
        assertThat(recent).exists();
    }

    private long sizeOf(int epochs) throws IOException {
        long size = 0;
        for (String file : List.of(RunCacheEntry.FILE, RunRequest.PREDICTIONS, RunRequest.MODEL)) {
            size += Files.size(entry(epochs).resolve(file));
        }
        return size;
    }

    private void age(int epochs, int minutes) throws IOException {
        Files.setLastModifiedTime(
                entry(epochs).resolve(RunCacheEntry.FILE),
                FileTime.from(Instant.now().minusSeconds(60L * minutes)));
    }

    private void keep(long limit, int epochs) throws IOException {
        new RunCacheFolder(cache, limit).keep(identity(epochs), CachedRuns.run("parameters", folder.resolve("run")));
    }

    private Path entry(int epochs) {
        return cache.resolve(identity(epochs).key());
    }
}
