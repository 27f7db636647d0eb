package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lab.Lab;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Measures the gates themselves: trains every variant with fresh seeds, and says how often each gate would fail on an
 * unchanged recipe, what drop it would notice, and which limits would have the false alarms that one wants. Judges
 * nothing, and leaves the experiments' results alone.
 *
 * @since 0.1.0
 */
@Mojo(name = "calibrate", threadSafe = true)
public class CalibrateMojo extends AbstractTrainingMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.calibrate.skip", defaultValue = "false")
    private boolean skipCalibrate;

    /**
     * With how many fresh seeds every variant is trained; 5 or more. None of them is a seed of the experiment, whose
     * results are known.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.calibrate.seeds", defaultValue = "10")
    private int calibrationSeeds;

    /**
     * The share of builds of an unchanged recipe that a suggested limit may fail.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.calibrate.falseAlarmRate", defaultValue = "0.01")
    private double falseAlarmRate;

    @Inject
    CalibrateMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipCalibrate;
    }

    @Override
    List<Options.Check> checks() {
        List<Options.Check> checks = super.checks();
        checks.add(
                () -> Options.requireAtLeast("mnist.calibrate.seeds", Lab.FEWEST_CALIBRATION_SEEDS, calibrationSeeds));
        checks.add(() -> Options.requireRate("mnist.calibrate.falseAlarmRate", falseAlarmRate));
        return checks;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException, InterruptedException {
        lab().calibrate(experiments, calibrationSeeds, falseAlarmRate);
    }
}
