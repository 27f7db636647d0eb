package io.github.mnistlab.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder that git keeps.
 *
 * @param path where it is
 */
public record GitFolder(Path path) {

    /** Makes a folder a repository whose branch is {@code main}. */
    public static GitFolder init(Path path) throws Exception {
        GitFolder folder = new GitFolder(path);
        folder.git("init", "-q", "-b", "main");
        folder.git("config", "user.email", "somebody@example.org");
        folder.git("config", "user.name", "Somebody");
        return folder;
    }

    /** Commits all that is there. */
    public void commit(String subject) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", subject);
    }

    /** Calls git, which must succeed, and tells what it printed. */
    public String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(path.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
