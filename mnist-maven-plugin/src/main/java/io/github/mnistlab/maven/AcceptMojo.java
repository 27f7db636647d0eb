package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lab.Acceptance;
import java.util.List;
import java.util.Optional;
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
 * Accepts the latest results: writes them into {@code <experiment>.lock.yaml} beside the experiment, for committing. Later
 * results can be compared with them image by image, and had again to the bit. Where gates against what was accepted show that
 * they are better, as many fresh seeds are trained: their results are what these gates compare with from then on, if they
 * show the same.
 *
 * @since 0.1.0
 */
@Mojo(name = "accept", threadSafe = true)
public class AcceptMojo extends AbstractTrainingMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.accept.skip", defaultValue = "false")
    private boolean skipAccept;

    /**
     * Why results are accepted though a gate is missed, or though the lock that they replace cannot be read. It is
     * recorded in the lock.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.accept.reason")
    private String reason;

    @Inject
    AcceptMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipAccept;
    }

    @Override
    void perform(List<ExperimentFile> experiments)
            throws MojoExecutionException, MojoFailureException, InterruptedException {
        Optional<String> why = Optional.ofNullable(reason).map(String::strip).filter(text -> !text.isEmpty());
        if (lab().accept(experiments, why) instanceof Acceptance.Refused refused) {
            throw new MojoFailureException(refused.message());
        }
    }
}
