package io.github.mnistlab.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.stream.Stream;

/** Folders with all that is in them. */
public final class FileTree {
    private FileTree() {}

    /** Deletes a folder and what is in it, as far as it is there: another build may be deleting it too. */
    public static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                if (e != null && !(e instanceof NoSuchFileException)) {
                    throw e;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Moves a folder, at once where its file system can. Where it cannot, as between the layers of an overlay, the folder
     * is copied beside its new place, gets its name at once, and is then deleted where it was.
     *
     * @param to must not exist, or be an empty folder
     * @throws java.nio.file.FileSystemException if another folder is in the way; the one to be moved is where it was, then
     */
    public static void move(Path from, Path to) throws IOException {
        moveSoon(from, to);
        syncFolder(to.toAbsolutePath().getParent());
    }

    /** The same, but without waiting until the disk has the new name, for what is {@linkplain WholeFile#writeSoon soon made again}. */
    public static void moveSoon(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path beside = to.toAbsolutePath().resolveSibling("." + to.getFileName() + "-" + UUID.randomUUID());
            try {
                copy(from, beside);
                sync(beside);
                Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(beside);
            }
            delete(from);
        }
    }

    /**
     * Whether a folder has all files of another, with the same bytes; it may have more.
     *
     * @param tree may be missing
     */
    public static boolean hasAll(Path tree, Path files) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                Path there = tree.resolve(files.relativize(file));
                if (!Files.isRegularFile(there) || Files.mismatch(file, there) >= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Has all files of a folder on the disk, and the folders that name them, so that a crash of the system takes none. */
    public static void sync(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (Files.isDirectory(path)) {
                    syncFolder(path);
                } else {
                    syncFile(path);
                }
            }
        }
    }

    /** Has on the disk what a file holds. */
    static void syncFile(Path file) throws IOException {
        force(file, StandardOpenOption.WRITE);
    }

    /** Has the names in a folder on the disk, where the system lets a folder be opened; Windows does not. */
    static void syncFolder(Path folder) {
        try {
            force(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // What the names lead to is safe: at worst an older one is there after a crash.
        }
    }

    /** An interrupt would close the channel: it waits until the disk has all. */
    private static void force(Path path, OpenOption option) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(path, option)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    // Again, without it.
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
