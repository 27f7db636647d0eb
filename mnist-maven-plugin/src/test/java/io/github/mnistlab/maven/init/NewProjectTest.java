package io.github.mnistlab.maven.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistlab.experiment.file.ExperimentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Starter.class)
    void everyFirstExperimentIsValid(Starter starter) throws Exception {
        write(project("begun", starter, CiSystem.NONE));

        Path file = folder.resolve("experiments/begun.yaml");
        assertThat(ExperimentReader.read(file).spec().gates()).isNotEmpty();
        assertThat(Files.readString(file)).startsWith("# yaml-language-server: $schema=https://");
    }

    @Test
    void editorsAreToldTheAddressThatTheSchemaHas() throws IOException {
        Path schema = Path.of("../mnist-core/src/main/resources/io/github/mnistlab/experiment/experiment.schema.json");
        String address = new ObjectMapper().readTree(schema.toFile()).get("$id").asText();

        assertThat(Starter.values())
                .allSatisfy(
                        starter -> assertThat(shown(starter.files(folder, "x").get(0)))
                                .startsWith("# yaml-language-server: $schema=" + address + "\n"));
    }

    @ParameterizedTest
    @EnumSource(value = CiSystem.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void workflowsAreThoseOfTheDocument(CiSystem system) throws IOException {
        String document = Files.readString(Path.of("../docs/continuous-integration.md"));

        assertThat(document)
                .contains("\n" + shown(system.files(folder, "1-SNAPSHOT").get(0)) + "```");
    }

    @Test
    void aReleaseTakesTheActionOfItsOwnVersion() throws IOException {
        assertThat(shown(CiSystem.GITHUB.files(folder, "1.2.3").get(0)))
                .contains("      - uses: mnistlab/mnist-lab@v1.2.3\n");
    }

    @Test
    void nothingThatIsThereIsOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("experiments"));
        for (String file : List.of("experiments/first.yaml", "Jenkinsfile")) {
            Files.writeString(folder.resolve(file), "mine");
        }
        Files.writeString(folder.resolve("pom.xml"), "<project>\n  <version>1</version>\n</project>\n");
        Files.writeString(folder.resolve(".gitignore"), "*.log");

        write(project("first", Starter.GENERATED_DIGITS, CiSystem.JENKINS));

        assertThat(folder.resolve("experiments/first.yaml")).hasContent("mine");
        assertThat(folder.resolve("Jenkinsfile")).hasContent("mine");
        assertThat(Files.readString(folder.resolve("pom.xml")))
                .startsWith("<project>\n  <version>1</version>\n")
                .contains("mnist-maven-plugin");
        assertThat(folder.resolve(".gitignore")).hasContent("*.log\ntarget/");
    }

    @Test
    void theSecondTimeThereIsNothingToDo() throws IOException {
        write(project("first", Starter.PREDICTIONS, CiSystem.GITHUB));

        NewProject again = new NewProject(
                folder, folder.resolve("pom.xml"), true, "7", "first", Starter.PREDICTIONS, CiSystem.GITHUB);
        assertThat(again.files()).allMatch(PlannedFile.Kept.class::isInstance);
    }

    @Test
    void aFileThatComesMeanwhileIsNotOverwritten() throws IOException {
        PlannedFile planned = PlannedFile.of(folder.resolve("file"), "ours", true);
        Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(planned::write).isInstanceOf(IOException.class);
        assertThat(folder.resolve("file")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "First", "a/b", "..", "logs", "a b"})
    void aNameThatNoExperimentCanHaveIsRefused(String name) {
        assertThatThrownBy(() -> project(name, Starter.MNIST, CiSystem.NONE))
                .hasMessageContaining("mnist.init.name must be the name of an experiment");
    }

    private NewProject project(String name, Starter starter, CiSystem system) {
        return new NewProject(folder, folder.resolve("pom.xml"), false, "7", name, starter, system);
    }

    private static void write(NewProject project) throws IOException {
        for (PlannedFile file : project.files()) {
            file.write();
        }
    }

    private static String shown(PlannedFile file) {
        return String.join("\n", file.shown()) + "\n";
    }
}
