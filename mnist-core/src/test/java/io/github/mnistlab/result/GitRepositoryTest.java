package io.github.mnistlab.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
    @TempDir
    Path folder;

    private Path experiment;
    private GitFolder git;

    @BeforeEach
    void makeRepository() throws Exception {
        git = GitFolder.init(folder);
        experiment = Files.createDirectories(folder.resolve("the experiments")).resolve("été.yaml");
        Files.writeString(experiment, "first");
        Files.writeString(folder.resolve(".gitignore"), "target\n");
    }

    @Test
    void whereThereIsNoCommitThereIsNoState(@TempDir Path elsewhere) throws IOException {
        assertThat(repository().state()).isEmpty();
        assertThat(repository().knows("HEAD")).isFalse();
        assertThat(GitRepository.containing(elsewhere)).isEmpty();
    }

    @Test
    void tellsCommitAndBranch() throws Exception {
        commit();
        SourceState state = repository().state().orElseThrow();

        assertThat(state.commit()).isEqualTo(git.git("rev-parse", "HEAD"));
        assertThat(state.branch()).isEqualTo("main");
        assertThat(state.dirty()).isFalse();
        assertThat(state.changes()).isNull();

        git.git("checkout", "-q", "--detach");
        assertThat(repository().state().orElseThrow().branch()).isNull();
    }

    @Test
    void changesHaveADigestThatOnlyTheyDecide() throws Exception {
        commit();
        Files.writeString(experiment, "changed");
        String changed = repository().state().orElseThrow().changes();
        assertThat(repository().state().orElseThrow().dirty()).isTrue();
        assertThat(changed).hasSize(64);

        git.git("add", "-A");
        assertThat(repository().state().orElseThrow().changes()).as("staged").isEqualTo(changed);
        Path newFile = Files.writeString(folder.resolve("new file"), "1");
        String withNew = repository().state().orElseThrow().changes();
        assertThat(withNew).isNotEqualTo(changed);
        Files.writeString(newFile, "2");
        assertThat(repository().state().orElseThrow().changes()).isNotIn(changed, withNew);
        Files.delete(newFile);
        assertThat(repository().state().orElseThrow().changes()).isEqualTo(changed);
    }

    @Test
    void ignoredFilesAreNoChange() throws Exception {
        commit();
        Files.writeString(Files.createDirectory(folder.resolve("target")).resolve("result"), "x");

        assertThat(repository().state().orElseThrow().dirty()).isFalse();
    }

    @Test
    void whatCannotBeReadAsAFileIsAChangeAllTheSame() throws Exception {
        commit();
        Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        String link = repository().state().orElseThrow().changes();
        Files.delete(folder.resolve("link"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("elsewhere"));

        assertThat(repository().state().orElseThrow().changes()).hasSize(64).isNotEqualTo(link);
    }

    @Test
    void readsAFileAsItWas() throws Exception {
        commit();
        Files.writeString(experiment, "second");
        commit();
        Files.delete(experiment);

        assertThat(read("HEAD")).isEqualTo("second");
        assertThat(read("HEAD~1")).isEqualTo("first");
        assertThat(repository().read("HEAD", folder.resolve("never.yaml"))).isEmpty();
        assertThatThrownBy(() -> repository().read("no-such-branch", experiment))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aRevisionIsNeverAnOption() throws Exception {
        commit();

        assertThat(repository().knows("--all")).isFalse();
        assertThat(repository().knows("--output=" + folder.resolve("written"))).isFalse();
        assertThat(folder.resolve("written")).doesNotExist();
    }

    @Test
    void namesThatTheLocaleCannotSpellAndNoTemporaryFolderHideNoChange() throws Exception {
        commit();
        byte[] name = {(byte) 0xc3, (byte) 0xbc};
        // By git's shell, for this Java's own locale may not be able to spell it either.
        shell("printf 1 > " + new String(name, StandardCharsets.UTF_8));
        String one = changesInLocaleC();
        shell("printf 2 > " + new String(name, StandardCharsets.UTF_8));

        assertThat(one).hasSize(64);
        assertThat(changesInLocaleC()).hasSize(64).isNotEqualTo(one);
    }

    private void shell(String command) throws Exception {
        Process process = new ProcessBuilder("sh").directory(folder.toFile()).start();
        process.getOutputStream().write(command.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
    }

    private String changesInLocaleC() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=/nowhere",
                        GitStateProcess.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private GitRepository repository() throws IOException {
        return GitRepository.containing(experiment.getParent()).orElseThrow();
    }

    private String read(String revision) throws IOException {
        return new String(repository().read(revision, experiment).orElseThrow(), StandardCharsets.UTF_8);
    }

    private void commit() throws Exception {
        git.commit("a commit");
    }
}
