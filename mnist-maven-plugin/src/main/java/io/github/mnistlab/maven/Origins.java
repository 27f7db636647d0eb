package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.GitRepository;
import io.github.mnistlab.experiment.Provenance;
import io.github.mnistlab.experiment.SourceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;

/** Where the results of a build come from. */
final class Origins {
    private Origins() {}

    /**
     * @param version of the plugin
     * @param folder the project's
     * @param withMachine whether to name machine, user and folder
     */
    static Provenance of(String version, Path folder, boolean withMachine) throws MojoExecutionException {
        try {
            Optional<GitRepository> repository = GitRepository.containing(folder);
            SourceState source =
                    repository.isEmpty() ? null : repository.get().state().orElse(null);
            return new Provenance(version, source, withMachine ? machine(folder) : null);
        } catch (IOException e) {
            throw new MojoExecutionException("The state of the sources cannot be told: " + e.getMessage(), e);
        }
    }

    private static Provenance.Machine machine(Path folder) {
        return new Provenance.Machine(System.getProperty("user.name"), host(), folder.toString());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
