package io.github.mnistlab.model.file;

import io.github.mnistlab.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of {@link CheckpointFile}s, one a training. Several builds may use it at once.
 *
 * @param directory where; made when the first checkpoint is written
 */
public record CheckpointFolder(Path directory) {
    private static final String CHECKPOINT = ".checkpoint";

    /** A training that nobody has gone on with for so long was given up. */
    private static final Duration CHECKPOINT_AGE = Duration.ofDays(30);

    /** No checkpoint is written for so long: who wrote this was killed. */
    private static final Duration UNFINISHED_AGE = Duration.ofDays(1);

    /** The file of the training with this identity, which is hexadecimal digits. */
    public Path file(String identity) {
        return directory.resolve(identity + CHECKPOINT);
    }

    /**
     * Removes the checkpoint of a training whose results are safe, and what was left of it by processes that were killed
     * while they wrote it. One that cannot be removed does no harm.
     */
    public void discard(String identity) {
        delete(file(identity));
        if (Files.isDirectory(directory)) {
            try {
                WholeFile.unfinished(file(identity)).forEach(CheckpointFolder::delete);
            } catch (IOException e) {
                // Left to the next build's tidying.
            }
        }
    }

    /** Removes what builds left behind that never came back. */
    public void tidy(Instant now) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> old = files.filter(file -> isOld(file, CHECKPOINT, now.minus(CHECKPOINT_AGE))
                            || isOld(file, WholeFile.UNFINISHED, now.minus(UNFINISHED_AGE)))
                    .toList();
            old.forEach(CheckpointFolder::delete);
        } catch (IOException e) {
            // The next build tries again.
        }
    }

    private static boolean isOld(Path file, String suffix, Instant before) {
        try {
            return file.getFileName().toString().endsWith(suffix)
                    && Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0;
        } catch (IOException e) {
            // Another build has just removed it.
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // Left to the next build's tidying.
        }
    }
}
