package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.worker.NativeKernels;
import java.io.File;
import java.nio.file.Path;
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
 * Fetches all that experiments need from the network, MNIST and the native backend, so that {@code mvn -o} works
 * afterwards. Works without a project too.
 *
 * @since 0.1.0
 */
@Mojo(name = "fetch", requiresProject = false, threadSafe = true)
public class FetchMojo extends AbstractMnistMojo {
    private final MavenProject project;
    private final MavenSession session;
    private final WorkerClasspath workerClasspath;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.fetch.skip", defaultValue = "false")
    private boolean skipFetch;

    /**
     * A folder with MNIST's four files, raw or gzipped; what is there need not be fetched.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.dataDirectory")
    private File dataDirectory;

    /**
     * The folder that keeps downloads. The user's cache folder if not set, such as {@code ~/.cache/mnist-lab} on Linux.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cacheDirectory")
    private File cacheDirectory;

    /**
     * Addresses of folders to download MNIST from, tried in turn, instead of the public mirrors.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.mirrors")
    private List<String> mirrors;

    /**
     * The native backend, as for {@code mnist:experiment}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.backend")
    private String backend;

    @Inject
    FetchMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo);
        this.project = project;
        this.session = session;
        this.workerClasspath = new WorkerClasspath(repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipFetch;
    }

    @Override
    void perform() throws MojoExecutionException {
        NativeKernels kernels = Options.kernels(backend);
        List<Path> classpath = workerClasspath.resolve(session, project, mojo(), kernels);
        getLog().info("The native backend is here: " + kernels.backend() + ", " + classpath.size() + " libraries"
                + ".");
        try {
            DatasetFiles files = MnistFiles.store(session, dataDirectory, cacheDirectory, mirrors)
                    .mnist(new DownloadLog(getLog()));
            getLog().info("MNIST is here: " + files.trainingImages().path().getParent());
        } catch (DataException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }
}
