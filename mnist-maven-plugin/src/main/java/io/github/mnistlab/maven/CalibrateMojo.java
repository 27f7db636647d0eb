package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.gate.Calibration;
import io.github.mnistlab.gate.GateQuality;
import io.github.mnistlab.gate.Grounds;
import io.github.mnistlab.lock.AcceptedResults;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockedReference;
import io.github.mnistlab.model.file.CheckpointFolder;
import io.github.mnistlab.report.CalibrationReport;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.ResultStore;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCacheFolder;
import io.github.mnistlab.worker.ExperimentOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /**
     * How much the run cache may hold, as {@code -Xmx} takes it. The runs used the longest time ago go first.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.cacheLimit", defaultValue = "5g")
    private String cacheLimit;

    @Inject
    CalibrateMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipCalibrate;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException, InterruptedException {
        requireOptions(
                () -> Options.requireAtLeast("mnist.calibrate.seeds", Calibration.FEWEST_RUNS, calibrationSeeds),
                () -> Options.requireRate("mnist.calibrate.falseAlarmRate", falseAlarmRate),
                () -> Options.bytes("mnist.cacheLimit", cacheLimit));
        long limit = Options.bytes("mnist.cacheLimit", cacheLimit);
        List<ExperimentFile> fresh = experiments.stream()
                .map(experiment ->
                        new ExperimentFile(experiment.path(), experiment.spec().withFreshSeeds(calibrationSeeds)))
                .toList();
        Map<String, Lock> locks = locks(experiments);
        List<Path> classpath = classpath();
        List<PreparedExperiment> prepared = prepare(fresh, classpath);
        ResultStore store = results(outputDirectory().resolve(".calibration"));
        Training training = new Training(
                new RunCacheFolder(cacheDirectory().resolve("runs"), limit),
                new CheckpointFolder(cacheDirectory().resolve("checkpoints")),
                Map.of(),
                store,
                KeepModels.NONE);
        Map<String, ExperimentOutcome> outcomes = train(prepared, classpath, training);
        for (int i = 0; i < experiments.size(); i++) {
            ExperimentSpec spec = experiments.get(i).spec();
            if (outcomes.get(spec.name()) instanceof ExperimentOutcome.Completed completed) {
                PreparedExperiment trained = prepared.get(i);
                Optional<AcceptedResults> accepted =
                        Optional.ofNullable(locks.get(spec.name())).map(lock -> new LockedReference(lock, trained));
                Grounds grounds = grounds(trained, store.directoryOf(spec.name()), accepted);
                List<GateQuality> gates = Calibration.of(spec, completed.result(), grounds, falseAlarmRate);
                CalibrationReport.lines(spec.name(), gates, falseAlarmRate).forEach(getLog()::info);
            }
        }
        failOnFailedRuns(outcomes);
    }
}
