package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.report.PlanReport;
import io.github.mnistlab.run.Plan;
import io.github.mnistlab.run.PlanEstimate;
import io.github.mnistlab.run.PreparedExperiment;
import io.github.mnistlab.run.RunCache;
import io.github.mnistlab.run.RunCacheFolder;
import io.github.mnistlab.run.RunId;
import io.github.mnistlab.run.RunIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/**
 * Prints the runs that {@code mnist:experiment} would execute, and how long that will take, without executing them.
 * Downloads nothing.
 *
 * @since 0.1.0
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends AbstractResultsMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    /**
     * How many runs would be executed side by side. As many as there are cores if 0.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.workers", defaultValue = "0")
    private int workers;

    @Inject
    PlanMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipPlan;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        Options.requireNotNegative("mnist.workers", workers);
        List<Map<RunId, RunIdentity>> identities = identities(experiments);
        // Nothing is kept, so that nothing is removed for it.
        RunCache cache = new RunCacheFolder(cacheDirectory().resolve("runs"), Long.MAX_VALUE);
        for (int i = 0; i < experiments.size(); i++) {
            PlanReport.lines(experiments.get(i).spec()).forEach(getLog()::info);
            Plan plan = Plan.of(experiments.get(i).spec());
            PlanEstimate estimate = new PlanEstimate.Estimator(cache)
                    .add(plan, identities.get(i))
                    .estimate();
            int cores = Runtime.getRuntime().availableProcessors();
            int side = Math.min(plan.runs().size(), workers == 0 ? cores : workers);
            getLog().info("  " + PlanReport.estimate(estimate, side));
        }
    }

    /** By which the run cache knows runs; none where data or libraries are not here yet. */
    private List<Map<RunId, RunIdentity>> identities(List<ExperimentFile> experiments) {
        try {
            List<Map<RunId, RunIdentity>> identities = new ArrayList<>();
            for (PreparedExperiment experiment : prepareWithoutDownloads(experiments)) {
                identities.add(experiment.identities());
            }
            return identities;
        } catch (MojoExecutionException e) {
            getLog().info("Which runs the run cache knows cannot be told yet: " + e.getMessage());
            return Collections.nCopies(experiments.size(), Map.of());
        }
    }
}
