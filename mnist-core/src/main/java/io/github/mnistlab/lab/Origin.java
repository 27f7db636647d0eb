package io.github.mnistlab.lab;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.result.GitRepository;
import io.github.mnistlab.result.Provenance;
import io.github.mnistlab.result.SourceState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose results they are.
 *
 * @param version of mnist-lab
 * @param folder the project's; if it is in a git repository, results say which commit they are of
 * @param namesMachine whether results name machine, user and folder
 */
public record Origin(String version, Path folder, boolean namesMachine) {

    /** A program in the current folder; no machine is named. */
    public static Origin ofThisProgram() {
        String version = Origin.class.getPackage().getImplementationVersion();
        return new Origin(version == null ? "unknown" : version, Path.of(""), false);
    }

    /** For the record in results, which are had without git too. */
    Provenance provenance(LabListener listener) {
        return new Provenance(version, source(listener), namesMachine ? machine() : null);
    }

    private SourceState source(LabListener listener) {
        try {
            Optional<GitRepository> repository = GitRepository.containing(folder);
            return repository.isEmpty() ? null : repository.get().state().orElse(null);
        } catch (IOException e) {
            listener.line(
                    LabListener.Level.WARNING, "Results will not say which commit they are of: " + IoReason.of(e));
            return null;
        }
    }

    private Provenance.Machine machine() {
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
