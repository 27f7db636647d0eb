package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.RunCacheFolder;
import io.github.mnistlab.worker.ExperimentOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Runs experiments: trains every variant with every seed, evaluates each on the test rows, writes the reports, and fails
 * the build if a gate is missed. A run that was trained before, from the same specification and data and by the same code,
 * is taken from the run cache.
 *
 * @since 0.1.0
 */
@Mojo(name = "experiment", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public class ExperimentMojo extends AbstractTrainingMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experiment.skip", defaultValue = "false")
    private boolean skipExperiment;

    /**
     * Which trained models to keep beside the results: {@code all}, {@code none}, or {@code best}, of each variant the
     * one with the lowest validation loss (training loss without validation rows).
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.keepModels", defaultValue = "best")
    private String keepModels;

    /**
     * Whether to train every run again, though its result is known.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.rerun", defaultValue = "false")
    private boolean rerun;

    /**
     * How much the run cache may hold, as {@code -Xmx} takes it. The runs used the longest time ago go first.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cacheLimit", defaultValue = "5g")
    private String cacheLimit;

    @Inject
    ExperimentMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipExperiment;
    }

    @Override
    void perform(List<ExperimentFile> experiments)
            throws MojoExecutionException, MojoFailureException, InterruptedException {
        requireOptions(() -> Options.keepModels(keepModels), () -> Options.bytes("mnist.cacheLimit", cacheLimit));
        KeepModels keep = Options.keepModels(keepModels);
        long limit = Options.bytes("mnist.cacheLimit", cacheLimit);
        Map<String, Lock> locks = locks(experiments);
        List<Path> classpath = classpath();
        List<PreparedExperiment> prepared = prepare(experiments, classpath);
        discardTestResults(experiments);
        RunCache cache = new RunCacheFolder(cacheDirectory().resolve("runs"), limit);
        CheckpointFolder checkpoints = new CheckpointFolder(cacheDirectory().resolve("checkpoints"));
        Training training = new Training(
                rerun ? cache.withoutLookup() : cache,
                // To be trained again is to be trained from the beginning.
                rerun ? null : checkpoints,
                parameters(locks.values()),
                results(outputDirectory()),
                keep);
        Map<String, ExperimentOutcome> outcomes = train(prepared, classpath, training);
        List<Verdict> missed = judge(prepared, completed(outcomes), locks);
        failOnFailedRuns(outcomes);
        failOn(missed);
    }

    /** The digest of each accepted run's parameters, by the run's key. */
    private static Map<String, String> parameters(Collection<Lock> locks) {
        Map<String, String> parameters = new HashMap<>();
        locks.forEach(lock -> lock.latest().runs().forEach(run -> parameters.put(run.key(), run.parameters())));
        return parameters;
    }

    private void discardTestResults(List<ExperimentFile> experiments) throws MojoExecutionException {
        try {
            for (ExperimentFile experiment : experiments) {
                ReportFiles.discard(experiment.spec().name(), outputDirectory());
            }
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write results to " + outputDirectory() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, ExperimentResult> completed(Map<String, ExperimentOutcome> outcomes) {
        Map<String, ExperimentResult> completed = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof ExperimentOutcome.Completed done) {
                completed.put(name, done.result());
            }
        });
        return completed;
    }
}
