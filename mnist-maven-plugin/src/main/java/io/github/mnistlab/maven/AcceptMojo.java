package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentResult;
import io.github.mnistlab.experiment.Lock;
import io.github.mnistlab.experiment.LockFile;
import io.github.mnistlab.experiment.LockedResults;
import io.github.mnistlab.experiment.PreparedExperiment;
import io.github.mnistlab.experiment.StoredPredictions;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.VerdictStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * results can be compared with them image by image, and had again to the bit.
 *
 * @since 0.1.0
 */
@Mojo(name = "accept", threadSafe = true)
public class AcceptMojo extends AbstractResultsMojo {

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
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException, MojoFailureException {
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        List<PreparedExperiment> prepared = prepare(experiments, classpath());
        Map<String, ExperimentResult> results = currentResults(prepared);
        List<Verdict> missed = new ArrayList<>();
        for (PreparedExperiment experiment : prepared) {
            Judge.judge(experiment.spec(), results.get(experiment.spec().name())).stream()
                    .filter(verdict -> verdict.status() == VerdictStatus.FAIL)
                    .forEach(missed::add);
        }
        if (!missed.isEmpty() && why == null) {
            throw new MojoFailureException(
                    violations(missed)
                            + "\nTo accept these results all the same, say why: mvn mnist:accept -Dmnist.accept.reason=\"...\"");
        }
        for (int i = 0; i < experiments.size(); i++) {
            accept(LockFile.of(experiments.get(i).path()), prepared.get(i), results, why);
        }
    }

    private void accept(Path file, PreparedExperiment experiment, Map<String, ExperimentResult> results, String why)
            throws MojoExecutionException {
        String name = experiment.spec().name();
        LockedResults latest = LockedResults.of(
                results.get(name),
                new StoredPredictions(experiment, outputDirectory().resolve(name)),
                why);
        Optional<Lock> before = read(file, why);
        if (before.isPresent() && before.get().latest().equals(latest)) {
            getLog().info(name + ": these results are accepted already; " + file.getFileName() + " stays as it is.");
            return;
        }
        try {
            LockFile.write(file, Lock.of(name, latest, latest));
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        getLog().info(name + ": accepted. Commit it: git add " + fromRoot(file));
    }

    /** A lock that cannot be read is replaced where somebody says why. */
    private Optional<Lock> read(Path file, String why) throws MojoExecutionException {
        try {
            return LockFile.read(file);
        } catch (IOException e) {
            if (why == null) {
                throw new MojoExecutionException(e.getMessage(), e);
            }
            getLog().warn(e.getMessage());
            return Optional.empty();
        }
    }
}
