package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.report.PlanReport;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Prints the runs that {@code mnist:experiment} would execute, without executing them.
 *
 * @since 0.1.0
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends AbstractExperimentsMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    @Inject
    PlanMojo(MojoExecution mojo, MavenProject project, MavenSession session) {
        super(mojo, project, session);
    }

    @Override
    boolean skipsGoal() {
        return skipPlan;
    }

    @Override
    void perform(List<ExperimentFile> experiments) {
        for (ExperimentFile experiment : experiments) {
            PlanReport.lines(experiment.spec()).forEach(getLog()::info);
        }
    }
}
