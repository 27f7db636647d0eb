package io.github.mnistlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistlab.experiment.ExperimentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of experiments may hold what is none. */
class ReadingTest {
    private static final String COMPOSE = """
            name: tracking
            services:
              mlflow: &server
                image: "mlflow:2"
              copy: *server
            """;

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void makeExperiment() throws IOException {
        write("first.yaml", "name: first\ndataset: {source: mnist}\n");
    }

    @Test
    void foreignYamlIsLeftOutWithAWordAndTheRestIsRead() throws IOException {
        write("docker-compose.yml", COMPOSE);
        write("playbook.yaml", "- hosts: all\n  tasks: []\n");
        write("action.yaml", "$schema: https://json.schemastore.org/github-action.json\nname: build\nruns: {}\n");
        write("chart.yaml", "{{ if .Values.on }}\nkind: Job\n{{ end }}\n");
        write("._first.yaml", "\0\5\26\7");

        assertThat(read(List.of())).containsExactly("first");
        assertThat(lines)
                .containsExactly(
                        leftOut("action.yaml"),
                        leftOut("chart.yaml"),
                        leftOut("docker-compose.yml"),
                        leftOut("playbook.yaml"));
    }

    @Test
    void ofWhatIsExcludedNothingIsSaid() throws IOException {
        write("docker-compose.yml", COMPOSE);

        assertThat(read(List.of(), "docker-*.yml")).containsExactly("first");
        assertThat(lines).isEmpty();
    }

    @Test
    void whatIsAskedForByItsNameIsTakenForAnExperiment() throws IOException {
        write("docker-compose.yml", COMPOSE);

        assertThatThrownBy(() -> read(List.of("docker-compose")))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining("docker-compose.yml:2:1: unknown field \"services\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: second\ndatset: {source: mnist}\n",
                "name: second\nmodel: {hidden: [8}\ntraining: {}\n",
                "name: second\n<<<<<<< a\ndataset: {source: mnist}\n=======\n>>>>>>> b\n",
                ""
            })
    void anExperimentWithAFaultIsNotTakenForForeign(String yaml) throws IOException {
        write("second.yaml", yaml);

        assertThatThrownBy(() -> read(List.of()))
                .isInstanceOf(LabException.Experiments.class)
                .hasMessageContaining("second.yaml:");
        assertThat(lines).isEmpty();
    }

    @Test
    void aLockThatWasNotMergedIsToldBeforeResultsAreAskedFor() throws IOException {
        write("first.lock.yaml", "<<<<<<< ours\nreason: a\n=======\nreason: b\n>>>>>>> theirs\n");
        List<ExperimentFile> experiments = lab().read(folder.resolve("first.yaml"));

        assertThatThrownBy(() -> lab().accept(experiments, Optional.empty()))
                .isInstanceOf(LabException.Lock.class)
                .hasMessageContaining("first.lock.yaml:1: a merge conflict that is not resolved; it ends at line 5.")
                .hasMessageContaining("git checkout --ours -- ")
                .hasMessageEndingWith("Lab.train and Lab.accept, with the experiment first");
    }

    @Test
    void aReasonWithHalfACharacterIsRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> lab().accept(List.of(), Optional.of("why \ud83d")))
                .isInstanceOf(LabException.Setting.class)
                .hasMessageStartingWith("accept.reason has half a character");
    }

    private String leftOut(String file) {
        return "WARNING " + folder.resolve(file) + " is left out, for it has no field of an experiment. Name it in"
                + " excludes, and this is not said again.";
    }

    private List<String> read(List<String> names, String... excludes) {
        return lab().readFolder(folder, names, List.of(excludes)).stream()
                .map(file -> ExperimentFile.nameOf(file.path()))
                .toList();
    }

    private Lab lab() {
        return new Lab(LabSettings.in(folder.resolve("out")), (level, text) -> lines.add(level + " " + text));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
