package io.github.mnistlab.maven;

import io.github.mnistlab.lab.LabListener;
import io.github.mnistlab.lab.LabSettings;
import io.github.mnistlab.lab.LiveListener;
import io.github.mnistlab.lab.Workers;
import io.github.mnistlab.lab.Workplace;
import io.github.mnistlab.maven.workers.ClusterOptions;
import io.github.mnistlab.maven.workers.SparkJars;
import io.github.mnistlab.maven.workers.SparkProperties;
import io.github.mnistlab.maven.workers.WorkerSlots;
import java.io.File;
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
abstract class AbstractTrainingMojo extends AbstractMnistMojo {

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
     * The most memory for the Java heap of a worker, as {@code -Xmx} takes it. Images are in there, and the parameters of what is being trained.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.workerMemory", defaultValue = "2g")
    private String workerMemory;

    /**
     * Further options for the JVM of the workers, separated by spaces; one that has spaces stands in quotes, single or
     * double.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.argLine")
    private String argLine;

    /**
     * How much the run cache may hold, as {@code -Xmx} takes it. The runs used the longest time ago go first.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cacheLimit", defaultValue = "5g")
    private String cacheLimit;

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

    /**
     * How many seconds lie at least between two lines that say how far the runs are, where there are no live lines: without a
     * terminal, or under {@code -B}. With 0 there is a line for each epoch of each run.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.progressInterval", defaultValue = "5")
    private int progressInterval;

    /**
     * Whether to write {@code live.html} into the output folder while runs go on: a page with the curves so far, which loads
     * itself again.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.live", defaultValue = "false")
    private boolean live;

    AbstractTrainingMojo(
            MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    List<Options.Check> checks() {
        List<Options.Check> checks = new ArrayList<>(super.checks());
        checks.add(() -> Options.bytes("mnist.cacheLimit", cacheLimit));
        checks.add(() -> Options.requireNotNegative("mnist.workers", workers));
        checks.add(() -> Options.requireNotNegative("mnist.timeout", timeout));
        checks.add(() -> Options.requireNotNegative("mnist.progressInterval", progressInterval));
        checks.add(() -> Options.requireNotNegative("mnist.cluster.timeout", clusterTimeout));
        checks.add(() -> Options.bytes("mnist.workerMemory", workerMemory));
        checks.add(() -> Options.words("mnist.argLine", argLine));
        checks.add(() -> ClusterOptions.require(
                master, clusterCheckpointDirectory, session().getUserProperties()));
        checks.add(() -> SparkJars.requireConfiguration(master, System.getenv()));
        return checks;
    }

    /** Live lines only where no other module may print among them. */
    @Override
    final BuildLog newLog() {
        boolean isAlone = session().getRequest().getDegreeOfConcurrency() <= 1;
        return new BuildLog(
                getLog(),
                progressInterval,
                isAlone && Terminal.of(session()).isPresent(),
                goesOn()
                        ? "Interrupted. What has been trained so far is kept: the same command goes on from here."
                        : "Interrupted.");
    }

    @Override
    final LabListener listener(LabListener log) {
        return live ? new LiveListener(log, outputDirectory()) : log;
    }

    /** Whether the same command goes on from where it was interrupted. */
    boolean goesOn() {
        return true;
    }

    @Override
    final LabSettings settings() throws MojoExecutionException {
        LabSettings settings = super.settings();
        Workers all = settings.workers()
                .withCount(workers)
                .withTimeout(Duration.ofSeconds(timeout))
                .withMemory(workerMemory.strip())
                .withJvmOptions(Options.words("mnist.argLine", argLine))
                .withWorkplace(workplace());
        return settings.withStorage(settings.storage().withCacheLimit(Options.bytes("mnist.cacheLimit", cacheLimit)))
                .withWorkers(
                        master == null || clusterBackend == null ? all : all.withBackend(Optional.of(clusterBackend)));
    }

    private Workplace workplace() {
        return master == null
                ? new Workplace.ThisMachine(count -> WorkerSlots.of(session(), count))
                : new Workplace.Cluster(
                        master,
                        SparkProperties.of(sparkConf, project(), session()),
                        this::sparkJars,
                        Optional.ofNullable(clusterDataDirectory),
                        Optional.ofNullable(clusterCheckpointDirectory).map(File::toPath),
                        clusterTimeout);
    }

    private Workplace.SparkJars sparkJars(List<Path> worker) {
        List<Path> spark = classpath().resolveSpark(master);
        List<Path> driver = new ArrayList<>(SparkJars.ofDriver(worker, spark));
        driver.addAll(SparkJars.configuration(master, System.getenv()));
        return new Workplace.SparkJars(driver, SparkJars.ofExecutors(worker, spark.get(0)));
    }
}
