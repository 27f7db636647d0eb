package io.github.mnistlab.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of every fault that the system has, the reason is told: a path alone is none. */
class IoReasonTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingFileIsToldWithItsPathOnlyWhereThatIsNotNamedAlready() {
        Path file = folder.resolve("missing");
        IOException e = thrown(() -> Files.readAllBytes(file));

        assertThat(e).hasMessage(file.toString());
        assertThat(IoReason.of(e)).isEqualTo(file + ": No such file or folder");
        assertThat(IoReason.of(e, file)).isEqualTo("No such file or folder");
        assertThat(IoReason.of(e, folder)).isEqualTo(file + ": No such file or folder");
    }

    @Test
    void whatTheSystemSaysIsKept() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(IoReason.of(thrown(() -> Files.readAllBytes(folder)), folder))
                .isEqualTo("Is a directory");
        assertThat(IoReason.of(thrown(() -> Files.createDirectories(file)), file))
                .isEqualTo("It is there already");
        assertThat(IoReason.of(thrown(() -> list(file)), file)).isEqualTo("It is no folder");
        assertThat(IoReason.of(thrown(() -> Files.delete(folder)), folder)).isEqualTo("The folder is not empty");
        assertThat(IoReason.of(thrown(() -> Files.readAllBytes(file.resolve("below")))))
                .isEqualTo(file.resolve("below") + ": Not a directory");
        assertThat(IoReason.of(
                        thrown(() -> new FileInputStream(folder.resolve("no").toFile()).close())))
                .isEqualTo(folder.resolve("no") + " (No such file or directory)");
        Path latin = Files.write(folder.resolve("latin"), "ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(IoReason.of(thrown(() -> Files.readString(latin)))).isEqualTo("It is not text in UTF-8");
    }

    @Test
    void exceptionsWithoutAWordAreToldByTheirKind() {
        assertThat(IoReason.of(new AccessDeniedException("/x"))).isEqualTo("/x: Permission denied");
        assertThat(IoReason.of(new FileSystemException("/x", "/y", "Invalid cross-device link")))
                .isEqualTo("/x -> /y: Invalid cross-device link");
        assertThat(IoReason.of(new FileSystemException("/x"))).isEqualTo("/x: FileSystemException");
        assertThat(IoReason.of(new IOException())).isEqualTo("IOException");
        assertThat(IoReason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private static void list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isNotNull();
        }
    }

    private static IOException thrown(Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException e) {
            return e;
        }
        throw new AssertionError("nothing was thrown");
    }
}
