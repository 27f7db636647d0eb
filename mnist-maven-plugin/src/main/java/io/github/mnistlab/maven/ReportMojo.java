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
 * Writes the reports of stored results again, {@code report.html} among them, without training. Results are taken only if
 * their keys prove that the present experiments, data and code would give them. A missed gate is shown, but fails nothing:
 * that is what {@code mnist:check} is for.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", threadSafe = true)
public class ReportMojo extends AbstractMnistMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.report.skip", defaultValue = "false")
    private boolean skipReport;

    @Inject
    ReportMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipReport;
    }

    @Override
    boolean judges() {
        return true;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        lab().report(experiments);
    }
}
