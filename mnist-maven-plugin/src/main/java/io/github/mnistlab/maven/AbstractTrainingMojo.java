package io.github.mnistlab.maven;

import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.report.PlanReport;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.PlanEstimate;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.worker.ClusterRuns;
import io.github.mnistlab.worker.ClusterSettings;
import io.github.mnistlab.worker.ExperimentOutcome;
import io.github.mnistlab.worker.ExperimentRunner;
import io.github.mnistlab.worker.LocalWorkers;
import io.github.mnistlab.worker.RunExecutor;
import io.github.mnistlab.worker.WorkerSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** A goal that has runs executed by workers. */
abstract class AbstractTrainingMojo extends AbstractResultsMojo {

    /**
     * How many runs to execute side by side, in a process each. As many as there are cores if 0. Where fewer runs are
     * left, more threads work on each of them. How many there are changes no result.
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

    /**
     * The master of an Apache Spark cluster that is to execute the runs, as Spark takes it: {@code spark://host:7077},
     * {@code yarn}, {@code k8s://…}, or {@code local[2]} to try it. Where the runs are executed changes no result.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.master")
    private String master;

    /**
     * The build of ND4J for the executors' platform, such as {@code linux-x86_64-avx2}; as {@code mnist.backend} if not
     * given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cluster.backend")
    private String clusterBackend;

    /**
     * A folder or URL with the data sets' files, under their own names, that all executors can read. If not given, the
     * files are sent to them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cluster.dataDirectory")
    private String clusterDataDirectory;

    /**
     * A folder that all executors share, in which they keep runs that are not over yet, so that another one can go on with
     * the run of one that is lost. If not given, it begins anew.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cluster.checkpointDirectory")
    private File clusterCheckpointDirectory;

    /**
     * After how many seconds in which no executor came and no run moved the cluster is given up; 0 for never.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cluster.timeout", defaultValue = "600")
    private int clusterTimeout;

    /**
     * Further settings of Spark's. Properties that begin with {@code spark.} are taken too, and win.
     *
     * @since 0.1.0
     */
    @Parameter
    private Map<String, String> sparkConf;

    AbstractTrainingMojo(
            MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    /**
     * What is done with runs beside executing them.
     *
     * @param cache gives and takes finished ones
     * @param checkpoints where they are kept that are not over yet, and gone on from; null for nowhere
     * @param accepted the digest of the parameters that runs are known to have, by key
     * @param store takes the results
     * @param keepModels which models stay beside the results
     */
    record Training(
            RunCache cache,
            CheckpointFolder checkpoints,
            Map<String, String> accepted,
            ResultStore store,
            KeepModels keepModels) {}

    @Override
    String backend() {
        return master == null || clusterBackend == null ? super.backend() : clusterBackend;
    }

    /**
     * Refuses parameters that cannot be, all at once, before anything is resolved or read.
     *
     * @param more checks of a goal's own parameters
     */
    void requireOptions(Options.Check... more) throws MojoExecutionException {
        List<Options.Check> checks = new ArrayList<>(List.of(more));
        checks.add(() -> Options.requireNotNegative("mnist.workers", workers));
        checks.add(() -> Options.requireNotNegative("mnist.timeout", timeout));
        checks.add(() -> Options.requireNotNegative("mnist.cluster.timeout", clusterTimeout));
        checks.add(() -> Options.bytes("mnist.workerMemory", workerMemory));
        checks.add(() -> ClusterOptions.require(
                master, clusterCheckpointDirectory, session().getUserProperties()));
        checks.add(() -> SparkJars.requireConfiguration(master, System.getenv()));
        Options.requireAll(checks);
    }

    /**
     * Executes the runs that the cache does not know and stores the results.
     *
     * @return how each experiment ended, by name
     */
    Map<String, ExperimentOutcome> train(List<PreparedExperiment> experiments, List<Path> classpath, Training training)
            throws MojoExecutionException, InterruptedException {
        int runs = experiments.stream()
                .mapToInt(experiment -> experiment.plan().runs().size())
                .sum();
        int cores = Runtime.getRuntime().availableProcessors();
        int most = workers == 0 ? cores : workers;
        int side = Math.min(runs, most);
        String backend = experiments.get(0).computation().backend();
        PlanEstimate.Estimator estimator = new PlanEstimate.Estimator(training.cache());
        experiments.forEach(experiment -> estimator.add(experiment.plan(), experiment.identities()));
        String where = master == null ? Texts.count(side, "worker") : master;
        getLog().info(Texts.count(experiments.size(), "experiment") + ", " + Texts.count(runs, "run") + " on " + where
                + " (" + backend + ")");
        if (master == null) {
            getLog().info(PlanReport.estimate(estimator.estimate(), side));
        }
        for (PreparedExperiment experiment : experiments) {
            experiment.spec().warnings().forEach(getLog()::warn);
        }
        try {
            Path logs = Files.createDirectories(outputDirectory().resolve("logs"));
            ExperimentRunner runner = new ExperimentRunner(
                    master == null ? localWorkers(classpath, logs, most) : cluster(classpath, logs),
                    training.cache(),
                    training.store(),
                    outputDirectory().resolve(".work"),
                    training.keepModels(),
                    Optional.ofNullable(training.checkpoints()),
                    training.accepted());
            return runner.run(experiments, new ProgressLog(getLog(), runs));
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write results to " + outputDirectory() + ": " + e.getMessage(), e);
        }
    }

    private RunExecutor localWorkers(List<Path> classpath, Path logs, int most) throws MojoExecutionException {
        WorkerSettings settings =
                workerSettings(classpath, WorkerJvm.options(workerMemory, cacheDirectory(), argLine), logs);
        int cores = Runtime.getRuntime().availableProcessors();
        return new LocalWorkers(settings, most, WorkerSlots.of(session(), Math.max(cores, workers)));
    }

    private RunExecutor cluster(List<Path> classpath, Path logs) throws MojoExecutionException {
        List<Path> spark = sparkClasspath(master);
        List<String> options = ClusterRuns.jvmOptions(master);
        options.addAll(WorkerJvm.options(workerMemory, cacheDirectory(), argLine));
        ClusterSettings settings = new ClusterSettings(
                master,
                SparkProperties.of(sparkConf, project(), session()),
                SparkJars.ofExecutors(classpath, spark.get(0)),
                Optional.ofNullable(clusterDataDirectory),
                Optional.ofNullable(clusterCheckpointDirectory).map(File::toPath),
                clusterTimeout);
        List<Path> driver = new ArrayList<>(SparkJars.ofDriver(classpath, spark));
        driver.addAll(SparkJars.configuration(master, System.getenv()));
        return new ClusterRuns(workerSettings(driver, options, logs), settings);
    }

    private WorkerSettings workerSettings(List<Path> classpath, List<String> options, Path logs) {
        return new WorkerSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                classpath,
                options,
                Duration.ofSeconds(timeout),
                logs);
    }

    /** Fails the build over runs that failed, if there are any. */
    void failOnFailedRuns(Map<String, ExperimentOutcome> outcomes) throws MojoExecutionException {
        List<String> failures = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            if (outcome instanceof ExperimentOutcome.Failed failed) {
                failed.failures().forEach((run, reason) -> failures.add(name + " " + run + ": " + reason));
            }
        });
        if (!failures.isEmpty()) {
            boolean memory = failures.stream().anyMatch(failure -> failure.contains("OutOfMemoryError"));
            throw new MojoExecutionException(
                    Texts.count(failures.size(), "run") + " failed:\n  " + String.join("\n  ", failures)
                            + (memory
                                    ? "\n  Workers may have more memory: it is " + workerMemory
                                            + " now; try -Dmnist.workerMemory=8g"
                                    : ""));
        }
    }
}
