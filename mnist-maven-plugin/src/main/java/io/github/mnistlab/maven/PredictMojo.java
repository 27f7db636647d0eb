package io.github.mnistlab.maven;

import io.github.mnistlab.model.file.PlainNetwork;
import io.github.mnistlab.predict.PictureFile;
import io.github.mnistlab.predict.ReadPicture;
import io.github.mnistlab.report.PredictionReport;
import io.github.mnistlab.report.html.PredictPage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Reads digits from pictures with a model that an experiment kept: prepares each picture as MNIST's were, prints its label,
 * how sure that is and the runner-up, and writes a page with what the network saw, {@code predict.html}. Works without a
 * project too, and needs no native libraries.
 *
 * @since 0.1.0
 */
@Mojo(name = "predict", requiresProject = false, threadSafe = true)
public class PredictMojo extends AbstractMnistMojo {
    private final MavenProject project;
    private final MavenSession session;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.predict.skip", defaultValue = "false")
    private boolean skipPredict;

    /**
     * The pictures, separated by commas: PNG or JPEG files, or folders of such. Relative to where Maven was called.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.image")
    private List<String> images;

    /**
     * The model, a file that an experiment kept or that Deeplearning4j has saved; its own probabilities are shown, which the
     * balancing {@code threshold} does not correct. The latest one among the results if not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model")
    private File model;

    /**
     * The experiment whose model is taken. That which was run last if not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.experiment")
    private String experiment;

    /**
     * The variant whose model is taken. The first one that kept a model if not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.variant")
    private String variant;

    /**
     * Where results are, and the page goes.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.outputDirectory", defaultValue = "${project.build.directory}/mnist")
    private File outputDirectory;

    @Inject
    PredictMojo(MojoExecution mojo, MavenProject project, MavenSession session) {
        super(mojo);
        this.project = project;
        this.session = session;
    }

    @Override
    boolean skipsGoal() {
        return skipPredict;
    }

    @Override
    void perform() throws MojoExecutionException {
        if (!project.isExecutionRoot()) {
            // Named once on the command line, pictures are to be read once.
            return;
        }
        KeptModel kept = model == null
                ? KeptModel.among(outputDirectory(), Optional.ofNullable(experiment), Optional.ofNullable(variant))
                : KeptModel.file(model.toPath());
        List<ReadPicture> pictures = read(files(), kept.network());
        try {
            Path page = PredictPage.write(pictures, kept.name(), outputDirectory());
            PredictionReport.lines(pictures, kept.name(), page).forEach(getLog()::info);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "Cannot write the page to " + outputDirectory() + ": " + e.getMessage(), e);
        }
    }

    private static List<ReadPicture> read(List<Path> files, PlainNetwork network) throws MojoExecutionException {
        List<ReadPicture> pictures = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                ReadPicture.of(String.valueOf(file.getFileName()), PictureFile.read(file), network)
                        .ifPresentOrElse(
                                pictures::add,
                                () -> problems.add(file + " is empty: no ink stands out from its paper"));
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException("Cannot read every picture:\n  " + String.join("\n  ", problems));
        }
        return pictures;
    }

    private List<Path> files() throws MojoExecutionException {
        if (images == null || images.isEmpty()) {
            throw new MojoExecutionException(
                    "Name pictures, files or folders of PNG or JPEG: mvn mnist:predict -Dmnist.image=digit.png");
        }
        List<Path> files = new ArrayList<>();
        for (String image : images) {
            Path path = Path.of(session.getExecutionRootDirectory()).resolve(image.strip());
            if (Files.isDirectory(path)) {
                files.addAll(picturesIn(path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> picturesIn(Path folder) throws MojoExecutionException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> pictures = all.filter(PredictMojo::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new MojoExecutionException(folder + " has no file that ends in .png, .jpg or .jpeg");
            }
            return pictures;
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
    }

    /** Where no project says what its folders are, they are where Maven was called. */
    private Path outputDirectory() {
        return project.getFile() == null && outputDirectory.getPath().contains("${project.")
                ? Path.of(session.getExecutionRootDirectory(), "target", "mnist")
                : outputDirectory.toPath();
    }
}
