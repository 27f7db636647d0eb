package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.DataStore;
import io.github.mnistlab.data.DatasetFiles;
import io.github.mnistlab.data.GeneratedDigitsStore;
import io.github.mnistlab.data.MissingDataException;
import io.github.mnistlab.experiment.Computation;
import io.github.mnistlab.experiment.DatasetResolver;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentResult;
import io.github.mnistlab.experiment.PreparedExperiment;
import io.github.mnistlab.experiment.ResultStore;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.experiment.StoredPredictions;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.gate.Judge;
import io.github.mnistlab.gate.Judgement;
import io.github.mnistlab.gate.Verdict;
import io.github.mnistlab.gate.Violations;
import io.github.mnistlab.report.ConsoleReport;
import io.github.mnistlab.report.GithubActions;
import io.github.mnistlab.report.ReportFiles;
import io.github.mnistlab.worker.CodeDigest;
import io.github.mnistlab.worker.NativeKernels;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * The folder that keeps downloads and unpacked native libraries. The user's cache folder if not set, such as {@code
     * ~/.cache/mnist-lab} on Linux.
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

    ResultStore results() {
        return new ResultStore(outputDirectory(), version());
    }

    NativeKernels kernels() {
        NativeKernels kernels = Options.kernels(backend);
        return environmentVariables == null ? kernels : kernels.withEnvironment(environmentVariables);
    }

    List<Path> classpath(NativeKernels kernels) throws MojoExecutionException {
        return workerClasspath.resolve(session(), project(), mojo(), kernels);
    }

    /** Finds the data of each experiment and works out its runs and their keys. */
    List<PreparedExperiment> prepare(List<ExperimentFile> experiments, NativeKernels kernels, List<Path> classpath)
            throws MojoExecutionException {
        DataStore mnist = MnistFiles.store(session(), dataDirectory, cacheDirectory, mirrors);
        GeneratedDigitsStore generated =
                new GeneratedDigitsStore(outputDirectory().resolve(".data"));
        DatasetResolver datasets = new DatasetResolver(mnist, generated, new DownloadLog(getLog()));
        List<PreparedExperiment> prepared = new ArrayList<>();
        try {
            Computation computation =
                    new Computation(CodeDigest.of(classpath), kernels.backend(), kernels.environment());
            for (ExperimentFile experiment : experiments) {
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
     * @return the verdicts that must not pass unnoticed
     */
    List<Verdict> judge(List<PreparedExperiment> experiments, Map<String, ExperimentResult> results)
            throws MojoExecutionException {
        List<Verdict> missed = new ArrayList<>();
        for (PreparedExperiment experiment : experiments) {
            ExperimentResult result = results.get(experiment.spec().name());
            if (result != null) {
                judge(experiment, result).stream().filter(Verdict::failsBuild).forEach(missed::add);
            }
        }
        return missed;
    }

    private List<Verdict> judge(PreparedExperiment experiment, ExperimentResult result) throws MojoExecutionException {
        Path folder = results().directoryOf(result.name());
        Grounds grounds = grounds(experiment, folder);
        GithubActions github = new GithubActions(System.getenv());
        try {
            Judgement judgement = new Judgement(
                    result,
                    Judge.judge(experiment.spec(), result, grounds),
                    new Intervals(result, grounds.predictions()),
                    Calibration.of(experiment.spec(), result, grounds, FALSE_ALARM_RATE));
            ReportFiles.write(judgement, outputDirectory(), AbstractResultsMojo::commandFor);
            github.addToStepSummary(folder.resolve(ReportFiles.SUMMARY));
            ConsoleReport.lines(judgement, folder).forEach(getLog()::info);
            if (github.isHere()) {
                annotate(judgement.verdicts());
            }
            return judgement.verdicts();
        } catch (DataException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write the reports: " + e.getMessage(), e);
        }
    }

    /** What gates are judged by, beside the results in a folder. */
    Grounds grounds(PreparedExperiment experiment, Path folder) {
        return new Grounds(new StoredPredictions(experiment, folder), Optional.empty(), strict);
    }

    /** Not by the log, which would put words before them. */
    @SuppressWarnings("SystemOut")
    private static void annotate(List<Verdict> verdicts) {
        GithubActions.annotations(verdicts).forEach(System.out::println);
    }

    /** Fails the build over missed gates, if there are any and they may fail it. */
    void failOn(List<Verdict> missed) throws MojoFailureException {
        if (missed.isEmpty()) {
            return;
        }
        String message = Violations.message(missed, outputDirectory(), AbstractResultsMojo::commandFor);
        if (failOnViolation) {
            throw new MojoFailureException(message);
        }
        getLog().warn(message);
    }

    /** What to type to run one experiment again. */
    private static String commandFor(String experiment) {
        return "mvn mnist:experiment -Dmnist.experiment=" + experiment;
    }
}
