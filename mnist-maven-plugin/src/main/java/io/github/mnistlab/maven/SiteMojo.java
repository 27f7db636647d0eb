package io.github.mnistlab.maven;

import io.github.mnistlab.data.IoReason;
import io.github.mnistlab.report.html.HistoryPage;
import io.github.mnistlab.report.html.ResultOverview;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Lists the experiments in the project's Maven site, with their questions, gates and metrics, with the full report of each,
 * and with its history where {@code mnist:history} has written one. For {@code <reporting>}; it shows the stored results, so
 * that experiments must have been run before: {@code mvn verify site}.
 *
 * @since 0.1.0
 */
@Mojo(name = "site", threadSafe = true)
public class SiteMojo extends AbstractMojo implements MavenReport {
    /** The page of the site, and the folder beside it with the full reports. */
    private static final String PAGE = "mnist-experiments";

    /** The full report, in an experiment's folder. */
    private static final String REPORT = "report.html";

    /**
     * Skips every goal of this plugin.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.site.skip", defaultValue = "false")
    private boolean skipSite;

    /**
     * Where results are: a folder for each experiment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "mnist.outputDirectory", defaultValue = "${project.build.directory}/mnist")
    private File outputDirectory;

    /**
     * Where the site goes; Maven's site plugin names its own.
     *
     * @since 0.1.0
     */
    @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true, required = true)
    private File reportOutputDirectory;

    @Override
    public void execute() throws MojoFailureException {
        if (skip || skipSite) {
            getLog().info("Skipped: " + (skip ? "mnist.skip" : "mnist.site.skip") + " is set.");
            return;
        }
        throw new MojoFailureException(
                "mnist:site writes a page of the project's site. Declare the plugin in <reporting>"
                        + " and run: mvn verify site\nFor the reports alone, without a site: mvn mnist:report");
    }

    @Override
    public boolean canGenerateReport() {
        if (skip || skipSite) {
            getLog().info("Skipped: " + (skip ? "mnist.skip" : "mnist.site.skip") + " is set.");
            return false;
        }
        return true;
    }

    @Override
    public void generate(Sink sink, Locale locale) throws MavenReportException {
        try {
            List<String> passedOver = new ArrayList<>();
            List<ResultOverview> experiments = ResultOverview.all(outputDirectory.toPath(), (name, reason) -> {
                getLog().warn("Cannot read the results of " + name + ": " + reason + ". They are passed over.");
                passedOver.add(name);
            });
            SitePage page = new SitePage(sink, experiments.isEmpty() && passedOver.isEmpty());
            page.warn(passedOver);
            for (ResultOverview experiment : experiments) {
                page.add(experiment, copied(experiment, REPORT, ""), copied(experiment, HistoryPage.FILE, "-history"));
            }
            page.end();
        } catch (IOException e) {
            throw new MavenReportException("Cannot list the experiments: " + IoReason.of(e), e);
        }
    }

    /** Puts a page about an experiment beside that of the site, where there is one, and says where that is. */
    private Optional<String> copied(ResultOverview experiment, String file, String suffix) throws IOException {
        Path report = outputDirectory.toPath().resolve(experiment.name()).resolve(file);
        if (!Files.exists(report)) {
            return Optional.empty();
        }
        Path folder = reportOutputDirectory.toPath().resolve(PAGE);
        Files.createDirectories(folder);
        String name = experiment.name() + suffix + ".html";
        Files.copy(report, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(PAGE + "/" + name);
    }

    /** The older name of {@link #getOutputPath()}, which older site plugins still ask by. */
    @Override
    @SuppressWarnings("deprecation")
    public String getOutputName() {
        return PAGE;
    }

    @Override
    public String getOutputPath() {
        return PAGE;
    }

    @Override
    public String getCategoryName() {
        return CATEGORY_PROJECT_REPORTS;
    }

    @Override
    public String getName(Locale locale) {
        return "Experiments";
    }

    @Override
    public String getDescription(Locale locale) {
        return "Machine-learning experiments, their gates and their results.";
    }

    @Override
    public void setReportOutputDirectory(File directory) {
        reportOutputDirectory = directory;
    }

    @Override
    public File getReportOutputDirectory() {
        return reportOutputDirectory;
    }

    @Override
    public boolean isExternalReport() {
        return false;
    }
}
