package io.github.mnistlab.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a loss of power takes what was not forced to the disk, and nothing else. */
class UnsyncedDiskTest {
    @TempDir
    Path real;

    private Path folder;
    private UnsyncedDisk disk;

    @BeforeEach
    void writeWhatWasThereBefore() throws IOException {
        Files.writeString(real.resolve("old"), "old");
        Faults faults = Faults.none(real);
        folder = FaultyFiles.through(real, faults);
        disk = faults.disk();
    }

    @Test
    void contentThatWasNotForcedIsLost() throws IOException {
        Files.writeString(folder.resolve("new"), "new");
        Files.writeString(folder.resolve("old"), "changed");
        Files.writeString(folder.resolve("kept"), "kept");
        force("kept", StandardOpenOption.WRITE);

        disk.loseContent();

        assertThat(real.resolve("new")).isEmptyFile();
        assertThat(real.resolve("old")).hasContent("old");
        assertThat(real.resolve("kept")).hasContent("kept");
    }

    @Test
    void namesThatTheirFolderWasNotForcedToHaveAreLost() throws IOException {
        Files.createDirectory(folder.resolve("fresh"));
        Files.writeString(folder.resolve("fresh/inner"), "inner");
        force("fresh/inner", StandardOpenOption.WRITE);
        Files.move(folder.resolve("fresh"), folder.resolve("whole"));
        force("", StandardOpenOption.READ);
        Files.writeString(folder.resolve("next"), "next");
        Files.move(folder.resolve("next"), folder.resolve("old"), StandardCopyOption.REPLACE_EXISTING);

        disk.loseNames();

        assertThat(real.resolve("whole")).isEmptyDirectory();
        assertThat(real.resolve("old")).hasContent("old");
        assertThat(real.toFile().list()).containsExactlyInAnyOrder("old", "whole");
    }

    @Test
    void whatWasDeletedIsThereAgain() throws IOException {
        Files.delete(folder.resolve("old"));

        disk.loseNames();

        assertThat(real.resolve("old")).hasContent("old");
    }

    private void force(String path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(path), option)) {
            channel.force(true);
        }
    }
}
