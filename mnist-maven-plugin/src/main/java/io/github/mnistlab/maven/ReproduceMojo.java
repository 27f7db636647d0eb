package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.lock.Lock;
import io.github.mnistlab.lock.LockFile;
import io.github.mnistlab.lock.LockedResults;
import io.github.mnistlab.lock.Reproduction;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.report.ComparisonReport;
import io.github.mnistlab.result.KeepModels;
import io.github.mnistlab.result.StoredPredictions;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.worker.ExperimentOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Trains again what {@code mnist:accept} accepted, taking nothing from the run cache, and compares parameters, predictions
 * and metrics to the bit. Fails the build if the results differ though the environment is the same; where it is another
 * one, says what differs and by how much the results do.
 *
 * @since 0.1.0
 */
@Mojo(name = "reproduce", threadSafe = true)
public class ReproduceMojo extends AbstractTrainingMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.reproduce.skip", defaultValue = "false")
    private boolean skipReproduce;

    @Inject
    ReproduceMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipReproduce;
    }

    @Override
    void perform(List<ExperimentFile> experiments)
            throws MojoExecutionException, MojoFailureException, InterruptedException {
        requireOptions();
        List<Path> classpath = classpath();
        List<PreparedExperiment> prepared = prepare(experiments, classpath);
        Map<String, LockedResults> accepted = accepted(experiments, prepared);
        Path directory = outputDirectory().resolveSibling(outputDirectory().getFileName() + "-reproduced");
        Map<String, ExperimentOutcome> outcomes = train(
                prepared,
                classpath,
                new Training(RunCache.none(), null, Map.of(), results(directory), KeepModels.NONE));
        List<String> defects = new ArrayList<>();
        for (PreparedExperiment experiment : prepared) {
            String name = experiment.spec().name();
            if (outcomes.get(name) instanceof ExperimentOutcome.Completed again) {
                try {
                    report(
                            name,
                            ResultsComparison.of(
                                    accepted.get(name),
                                    again.result(),
                                    new StoredPredictions(experiment, directory.resolve(name))),
                            defects);
                } catch (DataException e) {
                    defects.add(name + ": " + e.getMessage());
                }
            }
        }
        failOnFailedRuns(outcomes);
        if (!defects.isEmpty()) {
            throw new MojoFailureException(String.join("\n", defects));
        }
    }

    private Map<String, LockedResults> accepted(List<ExperimentFile> experiments, List<PreparedExperiment> prepared)
            throws MojoExecutionException {
        Map<String, LockedResults> accepted = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            String name = experiments.get(i).spec().name();
            Path file = LockFile.of(experiments.get(i).path());
            try {
                Optional<Lock> lock = lock(experiments.get(i));
                if (lock.isEmpty()) {
                    problems.add(name + " has no lock " + file + "; to write it: mvn mnist:experiment mnist:accept"
                            + " -Dmnist.experiment=" + name);
                    continue;
                }
                List<String> changes = lock.get().latest().changesTo(prepared.get(i));
                if (!changes.isEmpty()) {
                    problems.add(file + " is not of the present " + name + "; since it was accepted changed:\n  "
                            + String.join("\n  ", changes)
                            + "\nCheck out the revision that the lock belongs to, or accept new results.");
                }
                accepted.put(name, lock.get().latest());
            } catch (IOException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(String.join("\n", problems));
        }
        return accepted;
    }

    private void report(String name, ResultsComparison comparison, List<String> defects) {
        Reproduction reproduction = Reproduction.of(comparison);
        if (reproduction instanceof Reproduction.Identical) {
            getLog().info(name + ": identical to the bit, "
                    + Texts.count(comparison.runs().size(), "run")
                    + ": every parameter of every epoch, every probability, every metric.");
            if (!comparison.environment().isEmpty()) {
                getLog().info("  The environment is not the same:");
                comparison.environment().forEach(difference -> getLog().info("    " + difference));
            }
            return;
        }
        if (reproduction instanceof Reproduction.OtherEnvironment other) {
            getLog().warn(name + ": not identical, but neither is the environment:");
            other.environment().forEach(difference -> getLog().warn("  " + difference));
        } else if (reproduction instanceof Reproduction.Irreproducible defect) {
            String message = name + " is not reproducible: in the same environment, " + defect.place() + " of "
                    + defect.run() + " are not those that were accepted.";
            getLog().error(message);
            defects.add(message);
        }
        ComparisonReport.differences(comparison).forEach(getLog()::info);
    }
}
