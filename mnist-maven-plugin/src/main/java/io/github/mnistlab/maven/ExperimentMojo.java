package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentResult;
import io.github.mnistlab.experiment.KeepModels;
import io.github.mnistlab.experiment.PreparedExperiment;
import io.github.mnistlab.experiment.ResultStore;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.worker.ExperimentOutcome;
import io.github.mnistlab.worker.ExperimentRunner;
import io.github.mnistlab.worker.LocalWorkers;
import io.github.mnistlab.worker.NativeKernels;
import io.github.mnistlab.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
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
 * the build if a gate is missed.
 *
 * @since 0.1.0
 */
@Mojo(name = "experiment", defaultPhase = LifecyclePhase.INTEGRATION_TEST, threadSafe = true)
public class ExperimentMojo extends AbstractResultsMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experiment.skip", defaultValue = "false")
    private boolean skipExperiment;

    /**
     * How many runs to execute side by side, in one single-threaded process each. As many as there are cores if 0. How
     * many there are changes no result.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.workers", defaultValue = "0")
    private int workers;

    /**
     * After how many seconds without a sign of life a worker is taken for hung and ended; 0 for never. A worker gives
     * one after every batch.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.timeout", defaultValue = "600")
    private int timeout;

    /**
     * Which trained models to keep beside the results: {@code all}, {@code none}, or {@code best}, of each variant the
     * one with the lowest validation loss (training loss without validation rows).
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.keepModels", defaultValue = "best")
    private String keepModels;

    /**
     * The most memory for the Java heap of a worker, as {@code -Xmx} takes it. Images are in there; networks are not.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.workerMemory", defaultValue = "2g")
    private String workerMemory;

    /**
     * Further options for the JVM of the workers, separated by spaces.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.argLine")
    private String argLine;

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
        KeepModels keep = Options.keepModels(keepModels);
        requireWorkerOptions();
        NativeKernels kernels = kernels();
        List<Path> classpath = classpath(kernels);
        List<PreparedExperiment> prepared = prepare(experiments, kernels, classpath);
        discardVerdicts(prepared);
        Map<String, ExperimentOutcome> outcomes = run(prepared, kernels, classpath, keep, results());
        List<Verdict> missed = judge(prepared, completed(outcomes));
        failOn(outcomes);
        failOn(missed);
    }

    private void discardVerdicts(List<PreparedExperiment> experiments) throws MojoExecutionException {
        try {
            for (PreparedExperiment experiment : experiments) {
                ReportFiles.discard(experiment.spec().name(), outputDirectory());
            }
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write results to " + outputDirectory() + ": " + e.getMessage(), e);
        }
    }

    final void requireWorkerOptions() throws MojoExecutionException {
        Options.requireNotNegative("mnist.workers", workers);
        Options.requireNotNegative("mnist.timeout", timeout);
        Options.requireMemory("mnist.workerMemory", workerMemory);
    }

    /**
     * Trains and stores.
     *
     * @param store takes the results
     */
    final Map<String, ExperimentOutcome> run(
            List<PreparedExperiment> experiments,
            NativeKernels kernels,
            List<Path> classpath,
            KeepModels keep,
            ResultStore store)
            throws MojoExecutionException, InterruptedException {
        int runs = experiments.stream()
                .mapToInt(experiment -> experiment.plan().runs().size())
                .sum();
        int cores = Runtime.getRuntime().availableProcessors();
        int side = Math.min(runs, workers == 0 ? cores : workers);
        getLog().info(Texts.count(experiments.size(), "experiment") + ", " + Texts.count(runs, "run") + " on "
                + Texts.count(side, "worker") + " (" + kernels.backend() + ")");
        for (PreparedExperiment experiment : experiments) {
            experiment.spec().warnings().forEach(getLog()::warn);
        }
        try {
            Path logs = Files.createDirectories(outputDirectory().resolve("logs"));
            WorkerSettings settings = new WorkerSettings(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    classpath,
                    WorkerJvm.options(workerMemory, cacheDirectory(), argLine),
                    kernels.environment(),
                    Duration.ofSeconds(timeout),
                    logs);
            Semaphore slots = WorkerSlots.of(session(), Math.max(cores, workers));
            ExperimentRunner runner = new ExperimentRunner(
                    new LocalWorkers(settings, side, slots),
                    store,
                    outputDirectory().resolve(".work"),
                    keep);
            return runner.run(experiments, new ProgressLog(getLog(), runs));
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write results to " + outputDirectory() + ": " + e.getMessage(), e);
        }
    }

    static Map<String, ExperimentResult> completed(Map<String, ExperimentOutcome> outcomes) {
        Map<String, ExperimentResult> completed = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof ExperimentOutcome.Completed done) {
                completed.put(name, done.result());
            }
        });
        return completed;
    }

    static void failOn(Map<String, ExperimentOutcome> outcomes) throws MojoExecutionException {
        List<String> failures = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof ExperimentOutcome.Failed failed) {
                failed.failures().forEach((run, reason) -> failures.add(name + " " + run + ": " + reason));
            }
        });
        if (!failures.isEmpty()) {
            throw new MojoExecutionException(
                    Texts.count(failures.size(), "run") + " failed:\n  " + String.join("\n  ", failures));
        }
    }
}
