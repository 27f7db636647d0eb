package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.plugin.MojoExecutionException;

/** The experiments that a build has judged in an output folder so far, in any of the plugin's executions. */
final class Verdicts {
    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();

    Verdicts(Path folder) {
        this.folder = folder;
    }

    /** Their names. */
    synchronized Set<String> experiments() {
        return Set.copyOf(files.keySet());
    }

    /**
     * More are to be judged.
     *
     * @throws MojoExecutionException if their results would take the place of others' that have the same names
     */
    synchronized void add(List<ExperimentFile> experiments) throws MojoExecutionException {
        List<String> problems = experiments.stream()
                .filter(experiment -> !experiment.path().equals(before(experiment)))
                .map(experiment -> experiment.path() + " has the name of " + before(experiment))
                .toList();
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(
                    "Results would take the place of others of this build in " + folder + ":\n  "
                            + String.join("\n  ", problems)
                            + "\nRename the files, or give the executions output folders of their own by mnist.outputDirectory.");
        }
        experiments.forEach(experiment -> files.put(experiment.spec().name(), experiment.path()));
    }

    private Path before(ExperimentFile experiment) {
        return files.getOrDefault(experiment.spec().name(), experiment.path());
    }
}
