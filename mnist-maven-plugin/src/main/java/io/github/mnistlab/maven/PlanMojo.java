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
 * Prints the runs that {@code mnist:experiment} would execute, and how long that will take, without executing them.
 * Downloads nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends AbstractTrainingMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    @Inject
    PlanMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipPlan;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        lab().plan(experiments);
    }
}
