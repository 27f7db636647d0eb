package io.github.mnistlab.maven;

import io.github.mnistlab.data.file.DatasetCatalog;
import io.github.mnistlab.experiment.ExperimentFile;
import java.util.List;
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
 * Looks at a data set, without training anything: how many images each class has, how grey they are, the mean and variance
 * of each class, the most unusual images, and duplicates within and between training and test; of a table its columns,
 * what is missing, rows that contradict each other, and how far test rows differ from training rows. Writes a page,
 * {@code explore.html}, and shows the numbers. Works without a project too, and needs no native libraries.
 *
 * @since 0.1.0
 */
@Mojo(name = "explore", requiresProject = false, threadSafe = true)
public class ExploreMojo extends AbstractMnistMojo {
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
     * The data set to look at: {@code mnist}, {@code fashion-mnist}, {@code kmnist}, or {@code generated-digits}, those that an experiment has that says no more.
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

    @Inject
    ExploreMojo(MojoExecution mojo, MavenProject project, MavenSession session, RepositorySystem repositorySystem) {
        super(mojo, project, session, repositorySystem);
    }

    @Override
    boolean skipsGoal() {
        return skipExplore;
    }

    @Override
    void perform() throws MojoExecutionException, MojoFailureException, InterruptedException {
        if (!names().isEmpty()) {
            if (dataset != null) {
                throw new MojoExecutionException(
                        "mnist.dataset and mnist.experiment are both set, to '" + dataset + "' and to names of"
                                + " experiments; an experiment has a data set of its own, so give one of the two.");
            }
            if (project().getFile() == null) {
                throw new MojoExecutionException("mnist.experiment names experiments of a project, but there is no"
                        + " pom.xml in " + module().root() + ".");
            }
            super.perform();
        } else if (project().isExecutionRoot() || module().declaresPlugin()) {
            explore(dataset == null ? MNIST : dataset.strip());
        } else {
            getLog().info("Skipped: this module does not declare the plugin.");
        }
    }

    @Override
    void perform(List<ExperimentFile> experiments) throws MojoExecutionException {
        lab().explore(experiments, Optional.ofNullable(variant).map(String::strip));
    }

    private void explore(String name) throws MojoExecutionException {
        List<String> publicSets = DatasetCatalog.standard().names();
        if (publicSets.contains(name)) {
            lab().explorePublicSet(name);
        } else if (name.equals(GENERATED_DIGITS)) {
            lab().exploreGeneratedDigits();
        } else {
            throw new MojoExecutionException("mnist.dataset must be " + String.join(", ", publicSets) + " or "
                    + GENERATED_DIGITS + ", but is '" + name + "'; images of your own are those of an experiment, which"
                    + " -Dmnist.experiment=... names.");
        }
    }
}
