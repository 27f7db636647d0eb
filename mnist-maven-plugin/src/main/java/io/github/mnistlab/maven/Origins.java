package io.github.mnistlab.maven;

import io.github.mnistlab.result.GitRepository;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.SourceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Where the results of a build come from. */
final class Origins {
    private Origins() {}

    /**
     * @param version of the plugin
     * @param folder the project's
     * @param withMachine whether to name machine, user and folder
     * @param log told if git does not say what the sources are: results are had without that too
     */
    static Provenance of(String version, Path folder, boolean withMachine, Log log) {
        return new Provenance(version, source(folder, log), withMachine ? machine(folder) : null);
    }

    private static SourceState source(Path folder, Log log) {
        try {
            Optional<GitRepository> repository = GitRepository.containing(folder);
            return repository.isEmpty() ? null : repository.get().state().orElse(null);
        } catch (IOException e) {
            log.warn("Results will not say which commit they are of: " + e.getMessage());
            return null;
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
