package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Tells what was accepted of experiments over time, from the locks in git's history: each metric by commit with its interval,
 * the limits that gates had then, and the reasons that were given. Prints a table, and writes {@code history.csv} with all
 * metrics and the page {@code history.html} into each experiment's folder. Trains nothing, and needs neither data nor results.
 *
 * @since 0.1.0
 */
@Mojo(name = "history", threadSafe = true)
public class HistoryMojo extends AbstractMnistMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.history.skip", defaultValue = "false")
    private boolean skipHistory;

    @Inject
    HistoryMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipHistory;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        lab().history(experiments);
    }
}
