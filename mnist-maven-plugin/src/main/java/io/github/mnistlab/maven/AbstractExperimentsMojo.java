package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.file.ExperimentFiles;
import io.github.mnistlab.experiment.file.ExperimentReader;
import io.github.mnistlab.experiment.file.InvalidExperimentException;
import io.github.mnistlab.experiment.file.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** A goal that works on the experiments of a folder. */
abstract class AbstractExperimentsMojo extends AbstractMnistMojo {
    private final MavenProject project;
    private final MavenSession session;

    /**
     * The folder with the experiments, one YAML file each.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experimentsDirectory", defaultValue = "${project.basedir}/experiments")
    private File experimentsDirectory;

    /**
     * Names of the experiments to take, separated by commas; {@code *} stands for any characters. All of the folder if
     * not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experiment")
    private List<String> experiments;

    /**
     * Whether it is an error if the folder is missing or has no experiment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.failIfNoExperiments", defaultValue = "true")
    private boolean failIfNoExperiments;

    AbstractExperimentsMojo(MojoExecution mojo, MavenProject project, MavenSession session) {
        super(mojo);
        this.session = session;
        this.project = project;
    }

    MavenSession session() {
        return session;
    }

    MavenProject project() {
        return project;
    }

    /** Whether certain experiments are asked for. */
    boolean namesExperiments() {
        return !names().isEmpty();
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException, InterruptedException {
        if (!experimentsDirectory.isDirectory() && !declaresPlugin()) {
            getLog().info("Skipped: this module neither declares the plugin nor has the folder " + experimentsDirectory
                    + ".");
            return;
        }
        List<Path> files = find();
        if (files.isEmpty()) {
            String message = "No experiment found in " + experimentsDirectory + ".";
            if (failIfNoExperiments) {
                throw new MojoExecutionException(message + " Put a YAML file there, name another folder with"
                        + " mnist.experimentsDirectory, or allow this with -Dmnist.failIfNoExperiments=false.");
            }
            getLog().info("Skipped: " + message);
            return;
        }
        perform(read(files));
    }

    /** Does the goal's work on experiments that are valid; there is at least one. */
    abstract void perform(List<ExperimentFile> experiments)
            throws MojoExecutionException, MojoFailureException, InterruptedException;

    /** Whether this module is one that the plugin is meant for. */
    boolean declaresPlugin() {
        String key = mojo().getPlugin().getKey();
        return project.getBuildPlugins().stream()
                .anyMatch(plugin -> plugin.getKey().equals(key));
    }

    private List<Path> find() throws MojoExecutionException {
        if (!experimentsDirectory.isDirectory()) {
            return List.of();
        }
        try {
            return ExperimentFiles.find(experimentsDirectory.toPath(), names());
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot list " + experimentsDirectory + ": " + e.getMessage(), e);
        }
    }

    private List<String> names() {
        return experiments == null
                ? List.of()
                : experiments.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    /** A path from the root of the build, if it lies below, as editors and CI systems take it; it is in the reports too. */
    String fromRoot(Path file) {
        Path root = Path.of(session.getExecutionRootDirectory()).toAbsolutePath();
        Path absolute = file.toAbsolutePath();
        return (absolute.startsWith(root) ? root.relativize(absolute) : absolute)
                .toString()
                .replace(File.separatorChar, '/');
    }

    private List<ExperimentFile> read(List<Path> files) throws MojoExecutionException {
        List<ExperimentFile> read = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                read.add(ExperimentReader.read(file, fromRoot(file)));
            } catch (InvalidExperimentException e) {
                problems.addAll(e.problems());
            } catch (IOException e) {
                throw new MojoExecutionException("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        if (!problems.isEmpty()) {
            String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
            throw new MojoExecutionException(count + " in the experiments:\n"
                    + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        }
        return read;
    }
}
