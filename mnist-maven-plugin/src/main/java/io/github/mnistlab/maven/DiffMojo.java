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
 * Compares the present results, or those that were accepted at a git revision, with those that were accepted at another:
 * metrics, images that became right or wrong, and what changed in specification, data and environment. Trains nothing; two
 * revisions need neither data nor results.
 *
 * @since 0.1.0
 */
@Mojo(name = "diff", threadSafe = true)
public class DiffMojo extends AbstractMnistMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.diff.skip", defaultValue = "false")
    private boolean skipDiff;

    /**
     * The git revision whose locks to compare with, such as {@code main} or {@code HEAD~3}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.against", defaultValue = "HEAD")
    private String against;

    /**
     * The git revision whose locks are compared with those of {@code mnist.against}. The present results if not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.diff.revision")
    private String revision;

    @Inject
    DiffMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipDiff;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        if (revision == null) {
            lab().diff(experiments, against);
        } else {
            lab().diff(experiments, against, revision);
        }
    }
}
