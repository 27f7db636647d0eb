package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ComparisonReport;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.GitRepository;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Compares the present results with those that were accepted at a git revision: metrics, images that became right or wrong,
 * and what changed in specification, data and environment. Trains nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "diff", threadSafe = true)
public class DiffMojo extends AbstractResultsMojo {

    private static final int SHOWN_OF_A_COMMIT = 8;

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
        List<PreparedExperiment> prepared = prepare(experiments, classpath());
        Map<String, ExperimentResult> results = currentResults(prepared);
        try {
            GitRepository repository = repository();
            String revision = against + " (" + repository.commit(against).substring(0, SHOWN_OF_A_COMMIT) + ")";
            int compared = 0;
            for (int i = 0; i < experiments.size(); i++) {
                String name = experiments.get(i).spec().name();
                Path file = LockFile.of(experiments.get(i).path());
                Optional<byte[]> bytes = repository.read(against, file);
                if (bytes.isEmpty()) {
                    getLog().warn(name + ": " + fromRoot(file) + " does not exist at " + revision + ".");
                    continue;
                }
                Lock lock = LockFile.read(bytes.get(), fromRoot(file) + " at " + revision);
                ResultsComparison comparison = ResultsComparison.of(
                        lock.latest(),
                        results.get(name),
                        new StoredPredictions(prepared.get(i), outputDirectory().resolve(name)));
                ComparisonReport.lines(name + ": the present results against those accepted at " + revision, comparison)
                        .forEach(getLog()::info);
                compared++;
            }
            if (compared == 0) {
                throw new MojoExecutionException("No experiment has a lock at " + revision
                        + "; locks are written by mvn mnist:accept and count once they are committed.");
            }
        } catch (DataException | IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private GitRepository repository() throws IOException, MojoExecutionException {
        Path folder = project().getBasedir().toPath();
        GitRepository repository = GitRepository.containing(folder)
                .orElseThrow(() -> new MojoExecutionException(
                        folder + " is not in a git repository, or there is no git on this machine."));
        if (!repository.knows(against)) {
            throw new MojoExecutionException("mnist.against: '" + against + "' is no revision of this git repository.");
        }
        return repository;
    }
}
