package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.data.Dataset;
import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.RandomStreams;
import io.github.mnistlab.data.file.DataStore;
import io.github.mnistlab.data.file.DatasetFiles;
import io.github.mnistlab.data.file.MissingDataException;
import io.github.mnistlab.data.generated.DigitGenerator;
import io.github.mnistlab.data.generated.GeneratedDigitsStore;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.report.ExplorationReport;
import io.github.mnistlab.report.ExploredData;
import io.github.mnistlab.report.html.ExplorePage;
import io.github.mnistlab.run.DatasetResolver;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlannedRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Looks at a data set, without training anything: how many images each class has, how grey they are, the mean and variance
 * of each class, the most unusual images, and duplicates within and between training and test. Writes a page,
 * {@code explore.html}, and shows the numbers. Works without a project too, and needs no native libraries.
 *
 * @since 0.1.0
 */
@Mojo(name = "explore", requiresProject = false, threadSafe = true)
public class ExploreMojo extends AbstractExperimentsMojo {
    private static final String MNIST = "mnist";
    private static final String GENERATED_DIGITS = "generated-digits";

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.explore.skip", defaultValue = "false")
    private boolean skipExplore;

    /**
     * The data set to look at: {@code mnist}, or {@code generated-digits}, those that an experiment has that says no more.
     * {@code mnist} if neither this nor {@code mnist.experiment} is set; with the latter, the rows of those experiments
     * are looked at instead, as their first run gets them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.dataset")
    private String dataset;

    /**
     * Of which variant of an experiment to look at the rows. The first one if not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.explore.variant")
    private String variant;

    /**
     * Where the page goes: into a folder of its own in the folder {@code explore}.
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
     * The folder that keeps downloads. The user's cache folder if not set, such as {@code ~/.cache/mnist-lab} on Linux.
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

    @Inject
    ExploreMojo(MojoExecution mojo, MavenProject project, MavenSession session) {
        super(mojo, project, session);
    }

    @Override
    boolean skipsGoal() {
        return skipExplore;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException, InterruptedException {
        if (namesExperiments()) {
            if (dataset != null) {
                throw new MojoExecutionException(
                        "mnist.dataset and mnist.experiment are both set, to '" + dataset + "' and to names of"
                                + " experiments; an experiment has a data set of its own, so give one of the two.");
            }
            if (project().getFile() == null) {
                throw new MojoExecutionException("mnist.experiment names experiments of a project, but there is no"
                        + " pom.xml in " + session().getExecutionRootDirectory() + ".");
            }
            super.perform();
        } else if (project().isExecutionRoot() || declaresPlugin()) {
            exploreDataset(dataset == null ? MNIST : dataset.strip());
        } else {
            getLog().info("Skipped: this module does not declare the plugin.");
        }
    }

    private void exploreDataset(String name) throws MojoExecutionException {
        String command = "mvn mnist:explore -Dmnist.dataset=" + name;
        try {
            ExploredData explored = switch (name) {
                case MNIST ->
                    ExploredData.of(
                            name,
                            "the handwritten digits of LeCun, Cortes and Burges",
                            command,
                            mnist().mnist(new DownloadLog(getLog())).load());
                case GENERATED_DIGITS -> {
                    DatasetSpec.GeneratedDigits digits = DatasetSpec.GeneratedDigits.DEFAULT;
                    yield ExploredData.of(
                            name,
                            "digits that the program draws, from seed " + digits.seed(),
                            command,
                            new Dataset(
                                    DigitGenerator.generate(digits.seed(), "training", digits.training()),
                                    DigitGenerator.generate(digits.seed(), "test", digits.test())));
                }
                default ->
                    throw new MojoExecutionException("mnist.dataset must be " + MNIST + " or "
                            + GENERATED_DIGITS + ", but is '" + name + "'; images of your own are those of an"
                            + " experiment, which -Dmnist.experiment=... names.");
            };
            report(explored, name);
        } catch (DataException e) {
            throw failure(e);
        }
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        DatasetResolver datasets = new DatasetResolver(
                mnist(), new GeneratedDigitsStore(outputDirectory().resolve(".data")), new DownloadLog(getLog()));
        List<String> problems = new ArrayList<>();
        for (ExperimentFile experiment : experiments) {
            ExperimentSpec spec = experiment.spec();
            PlannedRun run = firstRun(spec);
            try {
                DatasetFiles files = datasets.resolve(experiment).get(run.spec());
                PreparedData rows = PreparedData.of(
                        files.load(),
                        run.spec().dataset(),
                        run.spec().split(),
                        new RandomStreams(run.id().seed()));
                String command = "mvn mnist:explore -Dmnist.experiment=" + spec.name()
                        + (variant == null
                                ? ""
                                : " -Dmnist.explore.variant=" + run.id().variant());
                // No name of an experiment or a data set has an @.
                report(
                        ExploredData.of(spec, run, rows, command),
                        spec.name() + "@" + run.id().variant());
            } catch (DataException e) {
                problems.add(spec.name() + ": " + failure(e).getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(String.join("\n", problems));
        }
    }

    private PlannedRun firstRun(ExperimentSpec spec) throws MojoExecutionException {
        String wanted = variant == null ? spec.variants().get(0).name() : variant.strip();
        return Plan.of(spec).runs().stream()
                .filter(run -> run.id().variant().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new MojoExecutionException("mnist.explore.variant is '" + wanted + "', but "
                        + spec.name() + " has no such variant; it has "
                        + spec.variants().stream().map(Variant::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Where no project says what its folders are, they are where Maven was called. */
    private Path outputDirectory() {
        return project().getFile() == null && outputDirectory.getPath().contains("${project.")
                ? Path.of(session().getExecutionRootDirectory(), "target", "mnist")
                : outputDirectory.toPath();
    }

    private DataStore mnist() throws MojoExecutionException {
        return MnistFiles.store(session(), dataDirectory, cacheDirectory, mirrors);
    }

    private static MojoExecutionException failure(DataException e) {
        String next = e instanceof MissingDataException ? "\nTo fetch it, run with a network: mvn mnist:fetch" : "";
        return new MojoExecutionException(e.getMessage() + next, e);
    }

    private void report(ExploredData explored, String folder) throws MojoExecutionException {
        try {
            Path page = ExplorePage.write(explored, folder, outputDirectory());
            ExplorationReport.lines(explored, page).forEach(getLog()::info);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "Cannot write the page about " + explored.name() + " to " + outputDirectory() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
