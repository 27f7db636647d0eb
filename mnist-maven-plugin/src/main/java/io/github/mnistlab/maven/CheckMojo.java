package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Judges stored results again, by the gates as they are now, without training. Results are taken only if their keys prove
 * that the present experiments, data and code would give them.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class CheckMojo extends AbstractMnistMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.check.skip", defaultValue = "false")
    private boolean skipCheck;

    @Inject
    CheckMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipCheck;
    }

    @Override
    boolean judges() {
        return true;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException, MojoFailureException {
        failOn(lab().judge(experiments));
    }
}
