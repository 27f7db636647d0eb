package io.github.mnistlab.maven;

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
 * Fetches all that experiments need from the network, public data sets and the native backend, so that {@code mvn -o} works
 * afterwards. Works without a project too.
 *
 * @since 0.1.0
 */
@Mojo(name = "fetch", requiresProject = false, threadSafe = true)
public class FetchMojo extends AbstractMnistMojo {
    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.fetch.skip", defaultValue = "false")
    private boolean skipFetch;

    /**
     * The data sets to fetch, separated by commas: {@code mnist}, {@code fashion-mnist}, {@code kmnist}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.dataset", defaultValue = "mnist")
    private List<String> datasets;

    @Inject
    FetchMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipFetch;
    }

    @Override
    void perform() throws MojoExecutionException {
        lab().fetch(words(datasets));
    }
}
