package io.github.mnistlab.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Remembers what has been written since files and folders were last forced to the disk, and takes it back, as a loss of power
 * may. A file that was never forced is then empty; a name that its folder has not been forced to have is not there. Both are
 * the worst that POSIX allows.
 */
final class UnsyncedDisk {
    /** What files whose content has changed had when it was last forced, empty for nothing. */
    private Map<Path, byte[]> contents = new HashMap<>();

    /** Changes of names that their folders have not been forced to keep, the first one first. */
    private List<Change> names = new ArrayList<>();

    /** A change of names. */
    private sealed interface Change {
        /** The folder that holds the name. */
        Path folder();

        void undo() throws IOException;

        /** The same where a folder above it has another name. */
        Change below(Path from, Path to);
    }

    private record Made(Path path) implements Change {
        @Override
        public Path folder() {
            return path.getParent();
        }

        @Override
        public void undo() throws IOException {
            deleteTree(path);
        }

        @Override
        public Change below(Path from, Path to) {
            return new Made(moved(path, from, to));
        }
    }

    /**
     * A name that is gone.
     *
     * @param content empty for a folder
     */
    private record Deleted(Path path, Optional<byte[]> content) implements Change {
        @Override
        public Path folder() {
            return path.getParent();
        }

        @Override
        public void undo() throws IOException {
            if (content.isEmpty()) {
                Files.createDirectories(path);
                return;
            }
            Files.createDirectories(folder());
            Files.write(path, content.get());
        }

        @Override
        public Change below(Path from, Path to) {
            return new Deleted(moved(path, from, to), content);
        }
    }

    /**
     * Another name.
     *
     * @param replaced what the file had that was called so before
     */
    private record Moved(Path before, Path after, Optional<byte[]> replaced) implements Change {
        @Override
        public Path folder() {
            return after.getParent();
        }

        @Override
        public void undo() throws IOException {
            Files.createDirectories(before.getParent());
            Files.move(after, before, StandardCopyOption.REPLACE_EXISTING);
            if (replaced.isPresent()) {
                Files.write(after, replaced.get());
            }
        }

        @Override
        public Change below(Path from, Path to) {
            return new Moved(moved(before, from, to), moved(after, from, to), replaced);
        }
    }

    /** What changes something on the real disk. */
    @FunctionalInterface
    interface Operation {
        void perform() throws IOException;
    }

    /** A file is opened to be written, and made if need be. */
    synchronized void write(Path file, Operation operation) throws IOException {
        boolean there = Files.exists(file);
        byte[] before = there ? Files.readAllBytes(file) : new byte[0];
        operation.perform();
        contents.putIfAbsent(file, before);
        if (!there) {
            names.add(new Made(file));
        }
    }

    synchronized void makeFolder(Path folder, Operation operation) throws IOException {
        operation.perform();
        names.add(new Made(folder));
    }

    synchronized void delete(Path path, Operation operation) throws IOException {
        Optional<byte[]> content = forced(path);
        operation.perform();
        contents.remove(path);
        names.add(new Deleted(path, content));
    }

    synchronized void move(Path from, Path to, Operation operation) throws IOException {
        Optional<byte[]> replaced = forced(to);
        operation.perform();
        contents.remove(to);
        contents = contents.entrySet().stream()
                .collect(Collectors.toMap(file -> moved(file.getKey(), from, to), Map.Entry::getValue));
        names = names.stream()
                .map(change -> change.folder().startsWith(from) ? change.below(from, to) : change)
                .collect(Collectors.toCollection(ArrayList::new));
        names.add(new Moved(from, to, replaced));
    }

    /** A file's content, or a folder's names, are on the disk. */
    synchronized void sync(Path path) {
        contents.remove(path);
        names.removeIf(change -> change.folder().equals(path));
    }

    /** The machine stops, and what was not forced is gone, though it has its name. */
    synchronized void loseContent() throws IOException {
        for (Map.Entry<Path, byte[]> file : contents.entrySet()) {
            if (Files.exists(file.getKey())) {
                Files.write(file.getKey(), file.getValue());
            }
        }
        contents.clear();
    }

    /** The machine stops, and neither names nor contents are there that were not forced. */
    synchronized void loseNames() throws IOException {
        loseContent();
        Collections.reverse(names);
        while (!names.isEmpty()) {
            Change last = names.remove(0);
            last.undo();
            if (last instanceof Moved moved) {
                names.replaceAll(change -> change.folder().startsWith(moved.after())
                        ? change.below(moved.after(), moved.before())
                        : change);
            }
        }
    }

    /** What a file has on the disk, or nothing where there is none. */
    private Optional<byte[]> forced(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] before = contents.get(file);
        return Optional.of(before == null ? Files.readAllBytes(file) : before);
    }

    private static Path moved(Path path, Path from, Path to) {
        return path.startsWith(from) ? to.resolve(from.relativize(path)) : path;
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
