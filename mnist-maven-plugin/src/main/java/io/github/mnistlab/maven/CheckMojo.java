package io.github.mnistlab.maven;

import io.github.mnistlab.experiment.ExperimentFile;
import io.github.mnistlab.experiment.ExperimentResult;
import io.github.mnistlab.experiment.PreparedExperiment;
import io.github.mnistlab.experiment.RunId;
import io.github.mnistlab.experiment.RunResult;
import io.github.mnistlab.worker.NativeKernels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * Judges stored results again, by the gates as they are now, without training. Results are taken only if their keys prove
 * that the present experiments, data and code would give them.
 *
 * @since 0.1.0
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public class CheckMojo extends AbstractResultsMojo {

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.check.skip", defaultValue = "false")
    private boolean skipCheck;

    @Inject
    CheckMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipCheck;
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException, MojoFailureException {
        NativeKernels kernels = kernels();
        List<Path> classpath = classpath(kernels);
        Map<String, ExperimentResult> current = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        List<PreparedExperiment> prepared = prepare(experiments, kernels, classpath);
        for (PreparedExperiment experiment : prepared) {
            String name = experiment.spec().name();
            Optional<ExperimentResult> stored = load(name);
            if (stored.isEmpty()) {
                problems.add(name + " has no results in " + results().directoryOf(name) + ".");
            } else if (!keys(stored.get()).equals(experiment.keys())) {
                problems.add("The results in " + results().directoryOf(name) + " are not of the present " + name
                        + ": its specification, data or code has changed since.");
            } else {
                current.put(name, stored.get());
            }
        }
        if (!problems.isEmpty()) {
            throw new MojoExecutionException(
                    String.join("\n", problems) + "\nTo run the experiments: mvn mnist:experiment");
        }
        getLog().info("Judging stored results; nothing is trained.");
        failOn(judge(prepared, current));
    }

    private Optional<ExperimentResult> load(String experiment) throws MojoExecutionException {
        try {
            return results().load(experiment);
        } catch (IOException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private static Map<RunId, String> keys(ExperimentResult result) {
        return result.runs().stream().collect(Collectors.toMap(RunResult::id, RunResult::key));
    }
}
