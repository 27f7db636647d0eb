package io.github.mnistlab.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    /** A file system in memory that every Linux has. */
    private static final Path ELSEWHERE = Path.of("/dev/shm");

    @TempDir
    Path folder;

    @Test
    void movesAFolder() throws IOException {
        Path tree = tree(folder.resolve("from"));
        FileTree.move(tree, folder.resolve("to"));
        requireMoved(tree, folder.resolve("to"));
    }

    @Test
    void movesAFolderToAnotherFileSystem() throws IOException {
        assumeTrue(
                Files.isDirectory(ELSEWHERE) && !Files.getFileStore(ELSEWHERE).equals(Files.getFileStore(folder)),
                "needs a second file system at " + ELSEWHERE);
        Path target = Files.createTempDirectory(ELSEWHERE, "mnist-file-tree");
        try {
            Path tree = tree(folder.resolve("from"));
            FileTree.move(tree, target.resolve("to"));
            requireMoved(tree, target.resolve("to"));

            Path again = tree(folder.resolve("from"));
            assertThatThrownBy(() -> FileTree.move(again, target.resolve("to")))
                    .isInstanceOf(FileSystemException.class);
            requireMoved(folder.resolve("none"), again);
            try (var left = Files.list(target)) {
                assertThat(left).containsExactly(target.resolve("to"));
            }
        } finally {
            FileTree.delete(target);
        }
    }

    private static Path tree(Path root) throws IOException {
        Files.createDirectories(root.resolve("below"));
        Files.writeString(root.resolve("a"), "1");
        Files.writeString(root.resolve("below/b"), "2");
        return root;
    }

    private static void requireMoved(Path from, Path to) {
        assertThat(from).doesNotExist();
        assertThat(to.resolve("a")).hasContent("1");
        assertThat(to.resolve("below/b")).hasContent("2");
    }
}
