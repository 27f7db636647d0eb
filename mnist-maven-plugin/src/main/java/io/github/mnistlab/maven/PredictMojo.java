package io.github.mnistlab.maven;

import io.github.mnistlab.lab.KeptModel;
import io.github.mnistlab.lab.Model;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Reads digits from pictures with a model that an experiment kept: prepares each picture as MNIST's were, prints its label,
 * how sure that is and the runner-up, and writes a page with what the network saw, {@code predict.html}. Works without a
 * project too, and needs no native libraries.
 *
 * @since 0.1.0
 */
@Mojo(name = "predict", requiresProject = false, threadSafe = true)
public class PredictMojo extends AbstractMnistMojo {

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
     * The model: an ONNX file ({@code .onnx}), which ONNX Runtime computes; or a file that an experiment kept as, or that
     * has been saved by, Deeplearning4j, whose own probabilities are shown, which the balancing {@code threshold} does not
     * correct. The one that an experiment kept if not set: of that
     * which {@code mnist.experiment} names, or was run last, in this project or in {@code target/mnist} of another module of
     * the build.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model")
    private File model;

    /**
     * Of an ONNX file, what a pixel from 0 (paper) to 255 (ink) becomes: {@code zero-to-one}, {@code zero-to-255}, or a mean and
     * a deviation, as {@code 0.1307,0.3081}. Files that experiments wrote say it themselves.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model.scale")
    private String modelScale;

    /**
     * Of an ONNX file, the axes of its input: {@code flat}, {@code nhw}, {@code nchw} or {@code nhwc}. What its shape says if not
     * set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model.layout")
    private String modelLayout;

    /**
     * Of an ONNX file, what comes out: {@code probabilities} or {@code logits}. Files that experiments wrote say it themselves.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model.values")
    private String modelValues;

    /**
     * Of an ONNX file, the name of the input that takes the images, where it has several.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model.input")
    private String modelInput;

    /**
     * Of an ONNX file, the name of the output that is read, where it has several.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.model.output")
    private String modelOutput;

    /**
     * The variant whose model is taken. The first one that kept a model if not set.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.variant")
    private String variant;

    @Inject
    PredictMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipPredict;
    }

    @Override
    void perform() throws MojoExecutionException {
        if (!isWherePicturesAreRead()) {
            return;
        }
        if (names().size() > 1) {
            throw new MojoExecutionException(
                    "mnist.experiment must name the one experiment whose model is taken, but is "
                            + String.join(",", names()) + ".");
        }
        Model chosen = model == null
                ? new Model.Kept(names().stream().findFirst(), Optional.ofNullable(variant), modules())
                : OnnxOptions.file(model.toPath(), modelInput, modelLayout, modelScale, modelOutput, modelValues);
        // A model that is not there is told before pictures that are not.
        KeptModel kept = lab().model(chosen);
        if (images == null || images.isEmpty()) {
            throw new MojoExecutionException(
                    "Name pictures, files or folders of PNG or JPEG: mvn mnist:predict -Dmnist.image=digit.png");
        }
        lab().predict(
                        kept,
                        images.stream()
                                .map(image -> calledFrom().resolve(image.strip()))
                                .toList());
    }

    /** Named once on the command line, pictures are read once: by the project at the root, or the first of those chosen. */
    private boolean isWherePicturesAreRead() {
        List<MavenProject> projects = session().getProjects();
        return projects.stream().anyMatch(MavenProject::isExecutionRoot)
                ? project().isExecutionRoot()
                : project().equals(projects.get(0));
    }

    /** Where the build's modules have their results, unless they say otherwise. */
    private List<Path> modules() {
        return session().getProjects().stream()
                .map(module -> module.getBuild().getDirectory())
                .filter(Objects::nonNull)
                .map(target -> Path.of(target, "mnist"))
                .toList();
    }

    /** The folder in which the command was typed, wherever the POM is that {@code -f} names. */
    private Path calledFrom() {
        return Path.of(session().getSystemProperties().getProperty("user.dir", ""))
                .toAbsolutePath();
    }
}
