package io.github.mnistlab.maven;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.maven.init.Choice;
import io.github.mnistlab.maven.init.CiSystem;
import io.github.mnistlab.maven.init.NewProject;
import io.github.mnistlab.maven.init.PlannedFile;
import io.github.mnistlab.maven.init.Starter;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Begins a project, or gives one its first experiment: writes or completes the POM, an experiment with gates,
 * {@code .gitignore} and, if it is wanted, the file of a CI system. Shows every file before it writes it, and overwrites
 * none. Asks on a terminal, and takes what {@code -D} says otherwise. Works without a project, in an empty folder too.
 *
 * @since 0.1.0
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public class InitMojo extends AbstractMojo {
    private final MojoExecution mojo;
    private final MavenProject project;
    private final MavenSession session;

    /**
     * Skips every goal of this plugin.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.init.skip", defaultValue = "false")
    private boolean skipInit;

    /**
     * What the first experiment is about: {@code generated-digits}, {@code mnist}, a {@code table}, or {@code predictions} of
     * models from elsewhere. Asked for if not set; generated digits where nobody can be asked.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.init.from")
    private String from;

    /**
     * The name of the first experiment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.init.name", defaultValue = "first")
    private String name;

    /**
     * The CI system that gets a file: {@code none}, {@code github}, {@code gitlab} or {@code jenkins}. Asked for if not set;
     * none where nobody can be asked.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.init.ci")
    private String ci;

    /**
     * Whether to show what would be written, and write nothing.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.init.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Inject
    InitMojo(MojoExecution mojo, MavenProject project, MavenSession session) {
        this.mojo = mojo;
        this.project = project;
        this.session = session;
    }

    @Override
    public void execute() throws MojoExecutionException {
        if (skip || skipInit) {
            getLog().info("Skipped: " + (skip ? "mnist.skip" : "mnist.init.skip") + " is set.");
            return;
        }
        Optional<Console> console = Terminal.of(session);
        Starter starter =
                choose("mnist.init.from", from, Starter.values(), "What is the first experiment about?", console);
        CiSystem system = choose("mnist.init.ci", ci, CiSystem.values(), "Which CI system gets a file?", console);
        try {
            List<PlannedFile> files = newProject(starter, system).files();
            files.forEach(this::show);
            if (files.stream().allMatch(PlannedFile.Kept.class::isInstance)) {
                getLog().info("All of it is there already; nothing is written.");
            } else if (dryRun) {
                getLog().info("Nothing is written: mnist.init.dryRun is set.");
            } else if (agrees(console)) {
                for (PlannedFile file : files) {
                    file.write();
                }
                sayWhatIsNext();
            } else {
                getLog().info("Nothing is written.");
            }
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("The project cannot be begun: " + IoReason.of(e), e);
        }
    }

    private NewProject newProject(Starter starter, CiSystem system) {
        boolean hasPom = project.getFile() != null;
        Path folder = hasPom ? project.getBasedir().toPath() : Path.of(session.getExecutionRootDirectory());
        boolean hasPlugin = project.getBuildPlugins().stream()
                .anyMatch(plugin -> plugin.getKey().equals(mojo.getPlugin().getKey()));
        return new NewProject(
                folder,
                hasPom ? project.getFile().toPath() : folder.resolve("pom.xml"),
                hasPom && hasPlugin,
                mojo.getMojoDescriptor().getPluginDescriptor().getVersion(),
                name.strip(),
                starter,
                system);
    }

    /** The first of the choices where nothing is set and nobody can be asked, or who is asked just presses Enter. */
    private static <C extends Choice> C choose(
            String property, String set, C[] choices, String question, Optional<Console> console)
            throws MojoExecutionException {
        if (set != null) {
            return Choice.of(choices, set)
                    .orElseThrow(() -> new MojoExecutionException(
                            property + " must be one of " + Choice.options(choices) + ", but is '" + set + "'."));
        }
        if (console.isEmpty()) {
            return choices[0];
        }
        while (true) {
            console.get().printf("%n%s%n", question);
            for (int i = 0; i < choices.length; i++) {
                console.get().printf("  %d  %-18s%s%n", i + 1, choices[i].option(), choices[i].description());
            }
            String answer = console.get().readLine("Number or word [1]: ");
            if (answer == null || answer.isBlank()) {
                return choices[0];
            }
            for (int i = 0; i < choices.length; i++) {
                if (answer.strip().equals(String.valueOf(i + 1))
                        || answer.strip().equals(choices[i].option())) {
                    return choices[i];
                }
            }
        }
    }

    private void show(PlannedFile file) {
        Path folder = Path.of(session.getExecutionRootDirectory());
        Path path = file.path().startsWith(folder) ? folder.relativize(file.path()) : file.path();
        getLog().info("");
        getLog().info(path + " (" + file.fate() + ")");
        file.shown().forEach(line -> getLog().info("    " + BuildLog.withoutCommands(line)));
    }

    private static boolean agrees(Optional<Console> console) {
        if (console.isEmpty()) {
            return true;
        }
        String answer = console.get().readLine("%nWrite this? [Y/n] ");
        return answer != null
                && (answer.isBlank() || answer.strip().toLowerCase(Locale.ROOT).startsWith("y"));
    }

    private void sayWhatIsNext() {
        getLog().info("");
        getLog().info("Written. Next:");
        getLog().info("  mvn verify           runs experiments/" + name.strip() + ".yaml and judges it by its gates");
        getLog().info("  target/mnist/" + name.strip() + "/report.html    has what came of it");
        getLog().info("The first time the libraries for training are downloaded, some 120 MB.");
    }
}
