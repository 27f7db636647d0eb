package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.gate.Ratchet;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
        List<PreparedExperiment> prepared = prepare(experiments, classpath());
        Map<String, ExperimentResult> results = currentResults(prepared);
        List<Verdict> missed = new ArrayList<>();
        List<Acceptance> acceptances = new ArrayList<>();
        // Of one experiment a reason may speak at any time; of several it speaks of those that need one.
        boolean alone = experiments.size() == 1;
        for (int i = 0; i < experiments.size(); i++) {
            Acceptance acceptance = judge(experiments.get(i), prepared.get(i), results, alone);
            if (acceptance.after().latest().reason() == null) {
                acceptance.verdicts().stream().filter(Verdict::failsBuild).forEach(missed::add);
            }
            acceptances.add(acceptance);
        }
        if (!missed.isEmpty()) {
            String names = missed.stream().map(Verdict::experiment).distinct().collect(Collectors.joining(","));
            throw new MojoFailureException(violations(missed)
                    + "\nTo accept these results all the same, say why: mvn mnist:accept -Dmnist.experiment=" + names
                    + " -Dmnist.accept.reason=\"...\"");
        }
        for (Acceptance acceptance : acceptances) {
            accept(acceptance);
        }
    }

    /** One experiment's results, and what they would make of its lock. */
    private record Acceptance(Path file, Optional<Lock> before, Lock after, List<Verdict> verdicts) {}

    private Acceptance judge(
            ExperimentFile file, PreparedExperiment experiment, Map<String, ExperimentResult> results, boolean alone)
            throws MojoExecutionException {
        String name = experiment.spec().name();
        ExperimentResult result = results.get(name);
        String why = reason == null || reason.isBlank() ? null : reason.strip();
        Optional<Lock> before;
        boolean isReplaced = false;
        try {
            before = lock(file);
        } catch (IOException e) {
            if (why == null) {
                throw new MojoExecutionException(e.getMessage(), e);
            }
            getLog().warn(e.getMessage());
            before = Optional.empty();
            isReplaced = true;
        }
        Optional<AcceptedResults> reference = before.map(lock -> new LockedReference(lock, experiment));
        try {
            List<Verdict> verdicts = verdicts(experiment, result, reference);
            boolean needsReason = isReplaced || verdicts.stream().anyMatch(Verdict::failsBuild);
            LockedResults latest = LockedResults.of(
                    result,
                    new StoredPredictions(experiment, outputDirectory().resolve(name)),
                    alone || needsReason ? why : null);
            if (latest.reason() == null
                    && before.isPresent()
                    && before.get().latest().hasSameResultsAs(latest)) {
                // Why it was accepted then is still why.
                latest = before.get().latest();
            }
            Lock after = Ratchet.accept(before, reference, result, latest, verdicts);
            return new Acceptance(LockFile.of(file.path()), before, after, verdicts);
        } catch (DataException e) {
            throw new MojoExecutionException(name + ": " + e.getMessage(), e);
        }
    }

    private void accept(Acceptance acceptance) throws MojoExecutionException {
        Path file = acceptance.file();
        String name = acceptance.after().experiment();
        if (acceptance.before().equals(Optional.of(acceptance.after()))) {
            getLog().info(name + ": these results are accepted already; " + file.getFileName() + " stays as it is.");
            return;
        }
        try {
            LockFile.write(file, acceptance.after());
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        getLog().info(name + ": accepted. Commit it: git add " + fromRoot(file));
        acceptance
                .after()
                .references()
                .keySet()
                .forEach(variant -> getLog().info(name + ": gates go on comparing "
                        + variant
                        + " with results accepted earlier, since no gate has shown that it is better. To compare with"
                        + " these from now on, say why: mvn mnist:accept -Dmnist.experiment=" + name
                        + " -Dmnist.accept.reason=\"...\""));
    }
}
