package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lab.Training;
import java.util.List;
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
     * The forms in which kept models stay there, separated by commas: {@code deeplearning4j}, as that library saves them, and
     * {@code onnx}, with pixels from 0 to 255 in, probabilities out, and where they come from in the metadata.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.modelFormats", defaultValue = "deeplearning4j,onnx")
    private List<String> modelFormats;

    /**
     * Whether to train every run again, though its result is known.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.rerun", defaultValue = "false")
    private boolean rerun;

    @Inject
    ExperimentMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipExperiment;
    }

    @Override
    boolean goesOn() {
        return !rerun;
    }

    @Override
    boolean judges() {
        return true;
    }

    @Override
    List<Options.Check> checks() {
        List<Options.Check> checks = super.checks();
        checks.add(() -> Options.keepModels(keepModels));
        checks.add(() -> Options.modelFormats(modelFormats));
        return checks;
    }

    @Override
    void perform(List<ExperimentFile> experiments)
            throws MojoExecutionException, MojoFailureException, InterruptedException {
        failOn(lab().train(
                        experiments,
                        new Training(Options.keepModels(keepModels), Options.modelFormats(modelFormats), rerun)));
    }
}
