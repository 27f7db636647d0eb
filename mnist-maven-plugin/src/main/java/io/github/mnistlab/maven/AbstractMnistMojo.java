package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.data.file.MirrorAddress;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lab.Judged;
import io.github.mnistlab.lab.Lab;
import io.github.mnistlab.lab.LabException;
import io.github.mnistlab.lab.LabListener;
import io.github.mnistlab.lab.LabSettings;
import io.github.mnistlab.lab.Origin;
import io.github.mnistlab.lab.Storage;
import io.github.mnistlab.lab.Workers;
import io.github.mnistlab.maven.workers.WorkerClasspath;
import java.io.File;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** A goal: parameters that make the settings of a {@link Lab}, skipping, and the manners of failing. */
abstract class AbstractMnistMojo extends AbstractMojo {
    private final String goal;
    private final BuildModule module;
    private final WorkerClasspath classpath;
    private BuildLog buildLog;

    /**
     * Skips every goal of this plugin.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.skip", defaultValue = "false")
    private boolean skip;

    /**
     * The folder with the experiments, one YAML file each.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experimentsDirectory", defaultValue = "${project.basedir}/experiments")
    private File experimentsDirectory;

    /**
     * Names of the experiments to take, separated by commas; {@code *} stands for any characters. All of the folder if
     * not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experiment")
    private List<String> experiments;

    /**
     * Files of the folder that are no experiments, separated by commas, such as {@code docker-compose.yml}; {@code *} stands
     * for any characters. Hidden files are left out anyway, and so is, with a warning, YAML that has no field of an
     * experiment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.excludes")
    private List<String> excludes;

    /**
     * Whether it is an error if the folder is missing or has no experiment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.failIfNoExperiments", defaultValue = "true")
    private boolean failIfNoExperiments;

    /**
     * Where results and pages go: a folder for each experiment, and {@code junit} with the verdicts as test results.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.outputDirectory", defaultValue = "${project.build.directory}/mnist")
    private File outputDirectory;

    /**
     * For how many seconds to wait for another build that works in the output folder; 0 not to wait.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.lockTimeout", defaultValue = "600")
    private int lockTimeout;

    /**
     * A folder with MNIST's four files, raw or gzipped, which is searched before the cache and the mirrors; those of
     * {@code fashion-mnist} and {@code kmnist}, gzipped as they were published, in a folder of that name in it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.dataDirectory")
    private File dataDirectory;

    /**
     * The folder that keeps downloads, unpacked native libraries, finished runs, and how far runs have come that are not
     * over. The user's cache folder if not set, such as {@code ~/.cache/mnist-lab} on Linux.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cacheDirectory")
    private File cacheDirectory;

    /**
     * Addresses of folders to download MNIST from, tried in turn, instead of the public mirrors; {@code fashion-mnist} and
     * {@code kmnist} from a folder of that name in them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.mirrors")
    private List<String> mirrors;

    /**
     * The native backend: a classifier of {@code org.nd4j:nd4j-native}, such as {@code linux-x86_64}, or the coordinates
     * of another backend, {@code group:artifact[:extension[:classifier]]:version}. The one made for this processor if
     * not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.backend")
    private String backend;

    /**
     * Environment variables of the workers, over those that choose kernels and threads. They are part of every run's
     * key. Results, locks and reports have their names, and of their values digests.
     *
     * @since 0.1.0
     */
    @Parameter
    private Map<String, String> environmentVariables;

    /**
     * Names of those environment variables whose values are no secret, separated by commas: results, locks and reports
     * have the values themselves.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.publicEnvironmentVariables")
    private List<String> publicEnvironmentVariables;

    /**
     * Whether results are to name the machine, its user and the project's folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.recordMachine", defaultValue = "false")
    private boolean recordMachine;

    /**
     * Whether a missed gate fails the build. If not, it is reported as a warning.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.failOnViolation", defaultValue = "true")
    private boolean failOnViolation;

    /**
     * Whether an inconclusive gate fails the build, whatever it says itself by {@code onInconclusive}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.strict", defaultValue = "false")
    private boolean strict;

    /**
     * Whether {@code predictions.csv} is written beside the results: what each run made of each test row, in words.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.predictionsCsv", defaultValue = "false")
    private boolean predictionsCsv;

    AbstractMnistMojo(
            MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        this.goal = mojo.getGoal();
        this.module = new BuildModule(project, session, mojo);
        this.classpath = new WorkerClasspath(repositorySystem, session, project, module.pluginVersion());
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped: mnist.skip is set.");
            return;
        }
        if (skipsGoal()) {
            getLog().info("Skipped: mnist." + goal + ".skip is set.");
            return;
        }
        try {
            Options.requireAll(checks());
            perform();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted.", e);
        } catch (LabException | DataException e) {
            throw new MojoExecutionException(BuildLog.withoutCommands(String.valueOf(e.getMessage())), e);
        } catch (UncheckedIOException e) {
            throw new MojoExecutionException(
                    "mnist:" + goal + " cannot read or write a file: " + IoReason.of(e.getCause()), e);
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "mnist:" + goal + " failed in a way that it should not: " + e
                            + ". This is a defect of the plugin; please report it with the output of `mvn -e`.",
                    e);
        } finally {
            if (buildLog != null) {
                buildLog.close();
            }
        }
    }

    /** Whether the goal's own skip is set. */
    abstract boolean skipsGoal();

    /** What refuses parameters that cannot be, all at once, before anything is done. */
    List<Options.Check> checks() {
        return List.of(() -> Options.requireNotNegative("mnist.lockTimeout", lockTimeout));
    }

    /** Does the goal's work on the experiments of the project, or of those that are named. */
    void perform() throws MojoExecutionException, MojoFailureException, InterruptedException {
        if (!experimentsDirectory.isDirectory() && module.hasNoExperiments()) {
            getLog().info("Skipped: this module "
                    + (module.declaresPlugin() ? "has only modules, and not" : "neither declares the plugin nor has")
                    + " the folder " + experimentsDirectory + ".");
            return;
        }
        ModuleExperiments asked = ModuleExperiments.of(
                names(),
                project(),
                experimentsDirectory.toPath().toAbsolutePath(),
                session().getProjects());
        if (asked.here().isEmpty() && !asked.elsewhere().isEmpty()) {
            getLog().info("Skipped: " + String.join(", ", asked.elsewhere()) + " is in another module.");
            return;
        }
        Verdicts verdicts = verdicts();
        if (judges()) {
            // First of all: whatever goes wrong from here on, nobody is to take those of yesterday for today's.
            new Lab(LabSettings.in(outputDirectory())).discardVerdicts(asked.here(), verdicts.experiments());
        }
        List<ExperimentFile> found = lab().readFolder(experimentsDirectory.toPath(), asked.here(), words(excludes));
        if (judges()) {
            verdicts.add(found);
        }
        if (found.isEmpty()) {
            String message = "No experiment found in " + experimentsDirectory + ".";
            if (failIfNoExperiments) {
                throw new MojoExecutionException(message + " Put a YAML file there, name another folder with"
                        + " mnist.experimentsDirectory, or allow this with -Dmnist.failIfNoExperiments=false.");
            }
            getLog().info("Skipped: " + message);
            return;
        }
        perform(found);
    }

    /** Whether the goal writes verdicts. */
    boolean judges() {
        return false;
    }

    @SuppressWarnings("unchecked") // nobody else knows the key
    private Verdicts verdicts() {
        return (Verdicts) getPluginContext()
                .computeIfAbsent("verdicts in " + outputDirectory(), key -> new Verdicts(outputDirectory()));
    }

    /** Does it on experiments that are valid; there is at least one. A goal that needs none does it before. */
    void perform(List<ExperimentFile> found)
            throws MojoExecutionException, MojoFailureException, InterruptedException {}

    /** What does the work, as the parameters say. */
    final Lab lab() throws MojoExecutionException {
        LabSettings settings = settings();
        if (buildLog == null) {
            buildLog = newLog();
        }
        return new Lab(settings, listener(buildLog));
    }

    /** What hears of the work, and hands it on to the log. */
    LabListener listener(LabListener log) {
        return log;
    }

    /** What a lab tells its lines to; closed when the goal is over. */
    BuildLog newLog() throws MojoExecutionException {
        return new BuildLog(getLog(), 0, false, "Interrupted.");
    }

    /** The parameters must be such as {@link #checks} let pass. */
    LabSettings settings() throws MojoExecutionException {
        return LabSettings.in(outputDirectory())
                .withLockTimeout(Duration.ofSeconds(lockTimeout))
                .withStorage(storage())
                .withWorkers(workers())
                .withOrigin(new Origin(module.pluginVersion(), module.folder(), recordMachine))
                .withStrict(strict)
                .withPredictionsCsv(predictionsCsv)
                .withHints(module.root(), module.hints());
    }

    private Storage storage() throws MojoExecutionException {
        Storage storage = Storage.standard()
                .withOffline(session().isOffline())
                .withDownloads(new MavenProxies(session().getSettings().getProxies()).downloads());
        if (dataDirectory != null) {
            storage = storage.withDataDirectory(dataDirectory.toPath());
        }
        if (cacheDirectory != null) {
            storage = storage.withCacheDirectory(cacheDirectory.toPath());
        }
        try {
            return mirrors == null || mirrors.isEmpty()
                    ? storage
                    : storage.withMirrors(
                            mirrors.stream().map(String::strip).map(URI::create).toList());
        } catch (IllegalArgumentException e) {
            // Without its cause, whose message may have a password.
            throw new MojoExecutionException("mnist.mirrors: " + MirrorAddress.withoutPassword(e.getMessage()));
        }
    }

    private Workers workers() {
        return Workers.standard()
                .withLibraries(classpath)
                .withBackend(Optional.ofNullable(backend).map(String::strip).filter(name -> !name.isEmpty()))
                .withEnvironment(variables())
                .withPublicVariables(Set.copyOf(words(publicEnvironmentVariables)));
    }

    /** An element without text is null to Maven, and an empty value to whoever wrote it. */
    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        if (environmentVariables != null) {
            environmentVariables.forEach((name, value) -> variables.put(name, value == null ? "" : value));
        }
        return variables;
    }

    /** Fails the build over missed gates, if there are any and they may fail it. */
    final void failOn(Judged judged) throws MojoFailureException {
        if (judged instanceof Judged.Missed missed) {
            if (failOnViolation) {
                throw new MojoFailureException(missed.message());
            }
            getLog().warn(missed.message());
        }
    }

    /** Names of experiments that are asked for; none for all. */
    final List<String> names() {
        return words(experiments);
    }

    static List<String> words(List<String> given) {
        return given == null
                ? List.of()
                : given.stream()
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    final BuildModule module() {
        return module;
    }

    final MavenProject project() {
        return module.project();
    }

    final MavenSession session() {
        return module.session();
    }

    final WorkerClasspath classpath() {
        return classpath;
    }

    final Path outputDirectory() {
        return module.outputDirectory(outputDirectory);
    }
}
