package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.MissingDataException;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.Violations;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ConsoleReport;
import io.github.mnistlab.report.GithubActions;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.report.html.ReportPage;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.result.StoredImages;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.Computation;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.worker.CodeDigest;
import io.github.mnistlab.worker.NativeKernels;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** A goal that makes or judges results: it has to know what computes, on which data, and where results lie. */
abstract class AbstractResultsMojo extends AbstractExperimentsMojo {
    /** For which limits are suggested, where nobody asks for another. */
    static final double FALSE_ALARM_RATE = 0.01;

    private final WorkerClasspath workerClasspath;

    /**
     * Where results go: a folder for each experiment, and {@code junit} with the verdicts as test results.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.outputDirectory", defaultValue = "${project.build.directory}/mnist")
    private File outputDirectory;

    /**
     * A folder with MNIST's four files, raw or gzipped, which is searched before the cache and the mirrors.
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
     * Addresses of folders to download MNIST from, tried in turn, instead of the public mirrors.
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
     * key.
     *
     * @since 0.1.0
     */
    @Parameter
    private Map<String, String> environmentVariables;

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

    AbstractResultsMojo(
            MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session);
        this.workerClasspath = new WorkerClasspath(repositorySystem);
    }

    Path outputDirectory() {
        return outputDirectory.toPath();
    }

    Path cacheDirectory() {
        return MnistFiles.cache(cacheDirectory);
    }

    /** A folder that results are written to; they say where they come from. */
    ResultStore results(Path directory) {
        return new ResultStore(
                directory, Origins.of(version(), project().getBasedir().toPath(), recordMachine, getLog()));
    }

    /**
     * The stored results of experiments, by name.
     *
     * @throws MojoExecutionException if an experiment has none, or they are not of its present specification, data and
     *     code; says of each what has changed
     */
    Map<String, ExperimentResult> currentResults(List<PreparedExperiment> experiments) throws MojoExecutionException {
        Map<String, ExperimentResult> current = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (PreparedExperiment experiment : experiments) {
            try {
                ExperimentResult result = CurrentResult.of(experiment, outputDirectory());
                current.put(result.name(), result);
            } catch (DataException | IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(
                    String.join("\n", problems) + "\nTo run the experiments: mvn mnist:experiment");
        }
        return current;
    }

    /** What the workers run on, the native backend included. */
    List<Path> classpath() throws MojoExecutionException {
        return workerClasspath.resolve(session(), project(), mojo(), Options.kernels(backend()));
    }

    /** What the driver of a Spark cluster runs on; our own jar is the first. */
    List<Path> sparkClasspath(String master) throws MojoExecutionException {
        return workerClasspath.resolveSpark(session(), project(), mojo(), master);
    }

    /** The build of ND4J, or another backend, that runs are computed with; null for the fastest here. */
    String backend() {
        return backend;
    }

    private NativeKernels kernels(ExperimentSpec experiment) throws MojoExecutionException {
        Map<String, String> variables = environmentVariables == null ? Map.of() : environmentVariables;
        return switch (experiment.reproducibility()) {
            case FAST -> Options.kernels(backend()).withEnvironment(variables);
            case PORTABLE -> Options.portableKernels(experiment.name(), backend(), variables);
        };
    }

    /** Finds the data of each experiment and works out its runs and their keys. */
    List<PreparedExperiment> prepare(List<ExperimentFile> experiments, List<Path> classpath)
            throws MojoExecutionException {
        return prepare(experiments, classpath, session().isOffline());
    }

    /**
     * The same with what is here already.
     *
     * @throws MojoExecutionException if something is not
     */
    List<PreparedExperiment> prepareWithoutDownloads(List<ExperimentFile> experiments) throws MojoExecutionException {
        List<Path> classpath = workerClasspath.resolveOffline(session(), project(), mojo(), Options.kernels(backend()));
        return prepare(experiments, classpath, true);
    }

    private List<PreparedExperiment> prepare(List<ExperimentFile> experiments, List<Path> classpath, boolean offline)
            throws MojoExecutionException {
        DataStore mnist = MnistFiles.store(session(), dataDirectory, cacheDirectory, mirrors, offline);
        GeneratedDigitsStore generated =
                new GeneratedDigitsStore(outputDirectory().resolve(".data"));
        DatasetResolver datasets = new DatasetResolver(mnist, generated, new DownloadLog(getLog()));
        List<PreparedExperiment> prepared = new ArrayList<>();
        try {
            CodeDigest code = CodeDigest.of(classpath);
            for (ExperimentFile experiment : experiments) {
                NativeKernels kernels = kernels(experiment.spec());
                Computation computation =
                        new Computation(code.value(), code.nativeLibraries(), kernels.backend(), kernels.environment());
                Map<RunSpec, DatasetFiles> files = datasets.resolve(experiment);
                prepared.add(PreparedExperiment.of(experiment.spec(), files, computation));
            }
            return prepared;
        } catch (MissingDataException e) {
            throw new MojoExecutionException(e.getMessage() + "\nTo fetch it, run with a network: mvn mnist:fetch", e);
        } catch (DataException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot read the classes that compute: " + e.getMessage(), e);
        }
    }

    /**
     * Judges results, writes the reports and shows them.
     *
     * @param results of experiments that were prepared, by name; those without are left out
     * @param locks what was accepted of experiments, by name; those without have none
     * @return the verdicts that must not pass unnoticed
     */
    List<Verdict> judge(
            List<PreparedExperiment> experiments, Map<String, ExperimentResult> results, Map<String, Lock> locks)
            throws MojoExecutionException {
        List<Verdict> missed = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (PreparedExperiment experiment : experiments) {
            String name = experiment.spec().name();
            if (results.containsKey(name)) {
                try {
                    report(experiment, results.get(name), locks.get(name)).stream()
                            .filter(Verdict::failsBuild)
                            .forEach(missed::add);
                } catch (DataException e) {
                    problems.add(name + ": " + e.getMessage());
                } catch (IOException e) {
                    problems.add("Cannot write the reports of " + name + ": " + e.getMessage());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(String.join("\n", problems));
        }
        return missed;
    }

    private List<Verdict> report(PreparedExperiment experiment, ExperimentResult result, Lock lock) throws IOException {
        Optional<AcceptedResults> accepted =
                Optional.ofNullable(lock).map(present -> new LockedReference(present, experiment));
        Path folder = outputDirectory().resolve(result.name());
        Grounds grounds = grounds(experiment, folder, accepted);
        GithubActions github = new GithubActions(System.getenv());
        Judgement judgement = new Judgement(
                result,
                Judge.judge(experiment.spec(), result, grounds),
                new Intervals(result, grounds.predictions()),
                lock == null ? null : ResultsComparison.of(lock.latest(), result, grounds.predictions()),
                Calibration.of(experiment.spec(), result, grounds, FALSE_ALARM_RATE));
        ReportFiles.write(judgement, outputDirectory(), AbstractResultsMojo::commandFor, github.runPage());
        ReportPage.write(
                judgement, grounds.predictions(), new StoredImages(experiment), commandFor(result.name()), folder);
        github.addToStepSummary(folder.resolve(ReportFiles.SUMMARY));
        ConsoleReport.lines(judgement, folder).forEach(getLog()::info);
        if (github.isHere()) {
            annotate(github, judgement.verdicts());
        }
        return judgement.verdicts();
    }

    /** Judges results. */
    List<Verdict> verdicts(PreparedExperiment experiment, ExperimentResult result, Optional<AcceptedResults> accepted) {
        Path folder = outputDirectory().resolve(result.name());
        return Judge.judge(experiment.spec(), result, grounds(experiment, folder, accepted));
    }

    /** What gates are judged by, beside the results in a folder. */
    Grounds grounds(PreparedExperiment experiment, Path folder, Optional<AcceptedResults> accepted) {
        return new Grounds(new StoredPredictions(experiment, folder), accepted, strict);
    }

    /** Not by the log, which would put words before them. */
    @SuppressWarnings("SystemOut")
    private void annotate(GithubActions github, List<Verdict> verdicts) {
        Path root = Path.of(session().getExecutionRootDirectory());
        github.annotations(verdicts, root).forEach(System.out::println);
    }

    /**
     * What was accepted of experiments, by name; those without a lock are left out.
     *
     * @throws MojoExecutionException if one cannot be read, or is another experiment's; says so of all
     */
    static Map<String, Lock> locks(List<ExperimentFile> experiments) throws MojoExecutionException {
        Map<String, Lock> locks = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (ExperimentFile experiment : experiments) {
            try {
                lock(experiment).ifPresent(lock -> locks.put(lock.experiment(), lock));
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(String.join("\n", problems));
        }
        return locks;
    }

    /** What was accepted of an experiment, if anything was. */
    static Optional<Lock> lock(ExperimentFile experiment) throws IOException {
        Path file = LockFile.of(experiment.path());
        Optional<Lock> lock = LockFile.read(file);
        if (lock.isPresent()
                && !lock.get().experiment().equals(experiment.spec().name())) {
            throw new IOException(file + " is the lock of the experiment "
                    + lock.get().experiment() + ", not of " + experiment.spec().name());
        }
        return lock;
    }

    /** Fails the build over missed gates, if there are any and they may fail it. */
    void failOn(List<Verdict> missed) throws MojoFailureException {
        if (missed.isEmpty()) {
            return;
        }
        String message = violations(missed);
        if (failOnViolation) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }

    /** What is said of missed gates, of which there is at least one. */
    String violations(List<Verdict> missed) {
        return Violations.message(missed, outputDirectory(), AbstractResultsMojo::commandFor);
    }

    /** What to type to run one experiment again. */
    private static String commandFor(String experiment) {
        return "mvn mnist:experiment -Dmnist.experiment=" + experiment;
    }
}
