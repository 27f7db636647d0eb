package io.github.mnistlab.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Lists the stored results of all modules on one page, {@code index.html}, and in one {@code summary.md}, in the output folder
 * of the project where Maven was called. Trains and judges nothing; a missed gate is shown, but fails nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "aggregate", aggregator = true, threadSafe = true)
public class AggregateMojo extends AbstractMnistMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.aggregate.skip", defaultValue = "false")
    private boolean skipAggregate;

    @Inject
    AggregateMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipAggregate;
    }

    @Override
    void perform() throws MojoExecutionException {
        Path base = project().getBasedir().toPath();
        Path output = outputDirectory().toAbsolutePath().normalize();
        SortedMap<String, Path> modules = new TreeMap<>();
        for (MavenProject module : session().getProjects()) {
            Path folder = module.getBasedir().toPath();
            // As this one has its output, so have they.
            Path results = output.startsWith(base) ? folder.resolve(base.relativize(output)) : output;
            if (!modules.containsValue(results)) {
                modules.put(base.relativize(folder).toString().replace(File.separatorChar, '/'), results);
            }
        }
        lab().aggregate(modules);
    }
}
