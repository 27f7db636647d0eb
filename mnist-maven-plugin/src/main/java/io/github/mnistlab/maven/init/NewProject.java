package io.github.mnistlab.maven.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be in a project that has its first experiment.
 *
 * @param folder the project's
 * @param pom its POM, whether it is there or not
 * @param hasPlugin whether the project declares the plugin already, be it in a parent
 * @param version the plugin's
 * @param experiment the name of the first experiment
 * @param starter what it is about
 * @param ci what builds the project
 */
public record NewProject(
        Path folder, Path pom, boolean hasPlugin, String version, String experiment, Starter starter, CiSystem ci) {
    /** As the experiment file's schema has it. */
    private static final String NAME = "[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?";

    private static final Set<String> OUTPUT = Set.of("target", "target/", "/target", "/target/", "**/target/");

    /**
     * Refuses a name that no experiment can have.
     *
     * @throws IllegalArgumentException if it cannot be
     */
    public NewProject {
        if (!experiment.matches(NAME) || Set.of("logs", "junit", "explore").contains(experiment)) {
            throw new IllegalArgumentException("mnist.init.name must be the name of an experiment, of small letters,"
                    + " digits, '-', '_' and '.', and not logs, junit or explore, but is '" + experiment + "'.");
        }
    }

    /**
     * The files, in the order in which they are shown.
     *
     * @throws IOException if one that is there cannot be read
     */
    public List<PlannedFile> files() throws IOException {
        List<PlannedFile> files = new ArrayList<>();
        files.add(pomFile());
        files.addAll(starter.files(folder.resolve("experiments"), experiment));
        files.add(gitignore());
        files.addAll(ci.files(folder, version));
        return files;
    }

    private PlannedFile pomFile() throws IOException {
        String plugin = PomText.plugin(version);
        if (!Files.exists(pom)) {
            String empty = Template.text("pom.xml", Map.of("artifact", artifact()));
            return new PlannedFile.New(pom, PomText.add(empty, plugin).after(), true);
        }
        if (hasPlugin) {
            return new PlannedFile.Kept(pom, "declares the plugin already, stays as it is");
        }
        String before = Files.readString(pom);
        try {
            PomText.Addition addition = PomText.add(before, plugin);
            return new PlannedFile.Completed(pom, before, addition.after(), addition.lines());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    pom + " cannot be completed: " + e.getMessage()
                            + ". Put this among the plugins of its build, and call this goal again:\n" + plugin,
                    e);
        }
    }

    /** The folder's name, as far as Maven takes it. */
    private String artifact() {
        String name = folder.toAbsolutePath().normalize().getFileName() == null
                ? ""
                : folder.toAbsolutePath().normalize().getFileName().toString();
        String allowed = name.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        return allowed.isEmpty() ? "experiments" : allowed;
    }

    private PlannedFile gitignore() throws IOException {
        Path file = folder.resolve(".gitignore");
        if (!Files.exists(file)) {
            return new PlannedFile.New(file, "target/\n", true);
        }
        String before = Files.readString(file);
        Set<String> lines = before.lines().map(String::strip).collect(Collectors.toSet());
        if (lines.stream().anyMatch(OUTPUT::contains)) {
            return new PlannedFile.Kept(file, "has target/ already, stays as it is");
        }
        String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        return new PlannedFile.Completed(file, before, before + gap + "target/\n", "target/\n");
    }
}
