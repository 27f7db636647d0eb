package io.github.mnistlab.experiment.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name : List.of(
                "b-two.yaml",
                "b-one.yml",
                "a.yaml",
                "a.lock.yaml",
                "pom.xml",
                "notes.md",
                "._a.yaml",
                ".yamllint.yml")) {
            Files.createFile(folder.resolve(name));
        }
        Files.createDirectories(folder.resolve("below.yaml"));
    }

    @Test
    void takesAllExperimentsOfTheFolderButLocks() throws IOException {
        assertThat(names()).containsExactly("a", "b-one", "b-two");
    }

    @Test
    void takesThoseOfTheNamesAndPatterns() throws IOException {
        assertThat(names("b*")).containsExactly("b-one", "b-two");
        assertThat(names("b-t?o", "a")).containsExactly("a", "b-two");
        assertThat(names("*", "a")).containsExactly("a", "b-one", "b-two");
    }

    @Test
    void takesNoneThatIsExcluded() throws IOException {
        assertThat(ExperimentFiles.find(folder, List.of(), List.of("a.yaml", "b-o*")))
                .containsExactly(folder.resolve("b-two.yaml"));
        assertThat(ExperimentFiles.find(folder, List.of(), List.of("a", "b-?.yaml")))
                .as("names are whole")
                .hasSize(3);
    }

    @Test
    void saysWhatThereIsWhereANameMatchesNothing() {
        assertThatThrownBy(() -> names("a", "c*", "[a]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No experiment is called c* or [a] in")
                .hasMessageContaining("there are a, b-one, b-two");
    }

    @Test
    void refusesTwoFilesOfOneName() throws IOException {
        Files.createFile(folder.resolve("a.yml"));
        assertThatThrownBy(() -> names("b*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a.yaml and a.yml are experiments of one name");
    }

    private List<String> names(String... patterns) throws IOException {
        return ExperimentFiles.find(folder, List.of(patterns), List.of()).stream()
                .map(ExperimentFile::nameOf)
                .toList();
    }
}
