package io.github.mnistlab.disk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files that appear whole or not at all, in place of one that was there: they are written beside it, under a name that
 * no other process uses, and moved.
 */
public final class WholeFile {
    /** How the name of a file ends while it is written. */
    public static final String UNFINISHED = ".part";

    /** What took less to compute is soon computed again, should the system crash: for thousands of such files the disk takes longer. */
    public static final double SOON_REPEATED_SECONDS = 1;

    private WholeFile() {}

    /** Nobody writes a file for so long: who began it was killed. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    /** Writes what a file holds. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    /**
     * Writes a file. It is on the disk before it gets its name, so that no crash of the system leaves the name with half
     * of it.
     *
     * @param file where; its folder must exist
     * @throws IOException if it cannot be written; one that was there is as it was, then
     */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, true);
    }

    /**
     * The same, but without waiting for the disk: a crash of the system, not one of a process, may leave its name with half of it.
     * For files whose readers find that out, and which are soon made again.
     *
     * @throws IOException likewise
     */
    public static void writeSoon(Path file, Content content) throws IOException {
        write(file, content, false);
    }

    private static void write(Path file, Content content, boolean synced) throws IOException {
        // Not a temporary file of Java's, which nobody but the user could read.
        Path beside = file.toAbsolutePath().resolveSibling(prefix(file) + UUID.randomUUID() + UNFINISHED);
        try {
            // Not a channel of ours, which an interrupt of this thread would close.
            try (OutputStream stream = new BufferedOutputStream(
                    Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), 1 << 16)) {
                content.writeTo(stream);
            }
            if (synced) {
                FileTree.syncFile(beside);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (synced) {
                FileTree.syncFolder(beside.getParent());
            }
        } finally {
            Files.deleteIfExists(beside);
        }
        removeGivenUp(file);
    }

    /** What processes that were killed have left of it long ago. That it cannot be removed is no reason to fail. */
    private static void removeGivenUp(Path file) {
        FileTime longAgo = FileTime.from(Instant.now().minus(GIVEN_UP_AFTER));
        try {
            for (Path left : unfinished(file)) {
                if (Files.getLastModifiedTime(left).compareTo(longAgo) < 0) {
                    Files.deleteIfExists(left);
                }
            }
        } catch (IOException e) {
            // Another process was quicker, or the next write does it.
        }
    }

    /**
     * What processes that were killed have left of a file.
     *
     * @param file whole or not, there or not; its folder must exist
     * @throws IOException if its folder cannot be read
     */
    public static List<Path> unfinished(Path file) throws IOException {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(beside -> {
                        String name = beside.getFileName().toString();
                        return name.startsWith(prefix(file)) && name.endsWith(UNFINISHED);
                    })
                    .toList();
        }
    }

    private static String prefix(Path file) {
        return "." + file.getFileName() + "-";
    }
}
