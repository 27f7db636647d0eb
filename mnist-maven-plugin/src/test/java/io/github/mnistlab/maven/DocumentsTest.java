package io.github.mnistlab.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path CORE = PROJECT.resolve("mnist-core/src/main/java/io/github/mnistlab");

    @Test
    void whatDocumentsPointToIsThere() throws IOException {
        Documents documents = Documents.below(PROJECT);

        assertThat(documents.files()).contains(PROJECT.resolve("README.md"), PROJECT.resolve("docs/goals.md"));
        assertThat(documents.problems()).isEmpty();
    }

    @Test
    void readmeIsReadInAFewMinutes() throws IOException {
        assertThat(Files.size(PROJECT.resolve("README.md"))).isLessThan(12_000);
    }

    @Test
    void readmeLeadsToEveryDocument() throws IOException {
        String readme = Files.readString(PROJECT.resolve("README.md"));
        try (Stream<Path> documents = Files.list(PROJECT.resolve("docs"))) {
            assertThat(documents.map(Path::getFileName).map(Path::toString).filter(name -> name.endsWith(".md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(readme).contains("(docs/" + name));
        }
    }

    @Test
    void everyRoomIsInThePicture() throws IOException {
        String picture = Files.readString(PROJECT.resolve("docs/architecture.md"));
        try (Stream<Path> rooms = Files.walk(CORE)) {
            List<String> names = rooms.filter(path -> path.endsWith("package-info.java"))
                    .map(path -> CORE.relativize(path.getParent()).toString().replaceAll("[/\\\\]", "."))
                    .toList();
            assertThat(names)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(picture).contains("| `" + name + "` |"));
        }
    }

    @Test
    void aLinkAHeadingOrAClassThatIsMissingIsFound(@TempDir Path project) throws IOException {
        Files.createDirectories(project.resolve("core/src/main/java/io/github/mnistlab/room"));
        Files.writeString(project.resolve("core/src/main/java/io/github/mnistlab/room/Thing.java"), "");
        Files.createDirectories(project.resolve("target"));
        Files.writeString(project.resolve("target/built.md"), "[gone](gone.md)");
        Files.writeString(project.resolve("other.md"), "# Its `title`: all of it\n\n## Twice\n\n## Twice\n");
        Files.writeString(project.resolve("README.md"), """
                [here](other.md) [title](other.md#its-title-all-of-it) [second](other.md#twice-1) [web](https://example.org/x)
                `io.github.mnistlab.room.Thing` `io.github.mnistlab.room` [gone](gone.md) [third](other.md#twice-2)
                `io.github.mnistlab.room.Nothing`
                ```sh
                # [code](is-not-read.md)
                ```
                [under](#code)
                """);

        assertThat(Documents.below(project).problems())
                .containsExactly(
                        "README.md: nothing is at gone.md",
                        "README.md: nothing is at other.md#twice-2",
                        "README.md: nothing is at #code",
                        "README.md: there is no io.github.mnistlab.room.Nothing");
    }
}
