package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lab.Reproduced;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Trains again what {@code mnist:accept} accepted, taking nothing from the run cache, and compares parameters, predictions
 * and metrics to the bit. Fails the build if the results differ though the environment is the same; where it is another
 * one, says what differs and by how much the results do.
 *
 * @since 0.1.0
 */
@Mojo(name = "reproduce", threadSafe = true)
public class ReproduceMojo extends AbstractTrainingMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.reproduce.skip", defaultValue = "false")
    private boolean skipReproduce;

    @Inject
    ReproduceMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipReproduce;
    }

    /** What was trained before proves nothing here. */
    @Override
    boolean goesOn() {
        return false;
    }

    @Override
    void perform(List<ExperimentFile> experiments)
            throws MojoExecutionException, MojoFailureException, InterruptedException {
        if (lab().reproduce(experiments) instanceof Reproduced.Defective defective) {
            throw new MojoFailureException(defective.message());
        }
    }
}
