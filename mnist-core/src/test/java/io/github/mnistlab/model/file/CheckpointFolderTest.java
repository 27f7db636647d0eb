package io.github.mnistlab.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void tidyingRemovesWhatWasGivenUpAndNothingElse() throws IOException {
        file("a.checkpoint", Duration.ofDays(29));
        file("b.checkpoint", Duration.ofDays(31));
        file(".a.checkpoint-1.part", Duration.ofHours(23));
        file(".b.checkpoint-2.part", Duration.ofHours(25));
        file("of the user", Duration.ofDays(1000));

        new CheckpointFolder(folder).tidy(NOW);

        assertThat(names()).containsExactly(".a.checkpoint-1.part", "a.checkpoint", "of the user");
    }

    @Test
    void aFolderThatIsNotThereIsTidy() {
        CheckpointFolder none = new CheckpointFolder(folder.resolve("none"));
        none.tidy(NOW);
        none.discard("a");
        assertThat(none.directory()).doesNotExist();
    }

    @Test
    void discardingRemovesOneCheckpoint() throws IOException {
        CheckpointFolder checkpoints = new CheckpointFolder(folder);
        file("a.checkpoint", Duration.ZERO);
        file("b.checkpoint", Duration.ZERO);
        file(".a.checkpoint-1.part", Duration.ZERO);
        file(".a.checkpoint-2.part", Duration.ZERO);
        file(".b.checkpoint-3.part", Duration.ZERO);
        checkpoints.discard("a");
        assertThat(names()).containsExactly(".b.checkpoint-3.part", "b.checkpoint");
        assertThat(checkpoints.file("b")).exists();
    }

    private void file(String name, Duration age) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
