package io.github.mnistlab.data;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    private WholeFile() {}

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
        // Not a temporary file of Java's, which nobody but the user could read.
        Path beside = file.toAbsolutePath().resolveSibling(prefix(file) + UUID.randomUUID() + UNFINISHED);
        try {
            // Not a channel, which an interrupt of this thread would close.
            try (OutputStream stream = new BufferedOutputStream(new FileOutputStream(beside.toFile()), 1 << 16)) {
                content.writeTo(stream);
            }
            try (FileOutputStream written = new FileOutputStream(beside.toFile(), true)) {
                written.getFD().sync();
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            FileTree.syncFolder(beside.getParent());
        } finally {
            Files.deleteIfExists(beside);
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
