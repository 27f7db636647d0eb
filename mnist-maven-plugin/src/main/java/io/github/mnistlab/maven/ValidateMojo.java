package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Checks the experiments' files without running them, and reports all that is wrong in all of them.
 *
 * @since 0.1.0
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public class ValidateMojo extends AbstractMnistMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.validate.skip", defaultValue = "false")
    private boolean skipValidate;

    @Inject
    ValidateMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipValidate;
    }

    @Override
    void perform(List<ExperimentFile> experiments) {
        for (ExperimentFile experiment : experiments) {
            getLog().info(experiment.path().getFileName() + " is valid: "
                    + experiment.spec().variants().size() + " variants, "
                    + experiment.spec().gates().size() + " gates.");
            experiment.spec().warnings().forEach(warning -> getLog().warn("  " + warning));
        }
    }
}
