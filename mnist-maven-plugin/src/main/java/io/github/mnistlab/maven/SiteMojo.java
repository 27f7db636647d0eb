package io.github.mnistlab.maven;

import io.github.mnistlab.data.DataException;
import io.github.mnistlab.report.ReportTable;
import io.github.mnistlab.report.html.ResultOverview;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Lists the experiments in the project's Maven site, with their questions, gates and metrics, and with the full report of
 * each. For {@code <reporting>}; it shows the stored results, so that experiments must have been run before: {@code mvn
 * verify site}.
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
            List<ResultOverview> experiments = ResultOverview.all(outputDirectory.toPath());
            head(sink);
            sink.section1();
            title1(sink, "Experiments");
            if (experiments.isEmpty()) {
                paragraph(sink, "No results were found when this site was made. To have them: mvn verify site");
            } else {
                paragraph(
                        sink,
                        "Results of the last run. Metrics are those on the test images, which each run sees once, at its end.");
            }
            for (ResultOverview experiment : experiments) {
                section(sink, experiment);
            }
            sink.section1_();
            sink.body_();
            sink.flush();
        } catch (IOException | DataException e) {
            throw new MavenReportException("Cannot list the experiments: " + e.getMessage(), e);
        }
    }

    private static void head(Sink sink) {
        sink.head();
        sink.title();
        sink.text("Experiments");
        sink.title_();
        sink.head_();
        sink.body();
    }

    private void section(Sink sink, ResultOverview experiment) throws IOException {
        sink.section2();
        sink.anchor(experiment.name());
        sink.anchor_();
        sink.sectionTitle2();
        sink.text(experiment.name());
        sink.sectionTitle2_();
        if (!experiment.question().isEmpty()) {
            paragraph(sink, experiment.question());
        }
        for (String warning : experiment.warnings()) {
            sink.paragraph();
            sink.bold();
            sink.text("Warning: ");
            sink.bold_();
            sink.text(warning);
            sink.paragraph_();
        }
        if (experiment.gates().isPresent()) {
            table(sink, experiment.gates().get());
        }
        table(sink, experiment.metrics());
        experiment.plots().forEach(sink::rawText);
        sink.paragraph();
        if (copyReport(experiment)) {
            sink.link(PAGE + "/" + experiment.name() + ".html");
            sink.text("The full report");
            sink.link_();
            sink.text(", ");
        }
        sink.text("finished " + experiment.finished());
        sink.paragraph_();
        sink.section2_();
    }

    /** Puts the full report beside the page, where there is one. */
    private boolean copyReport(ResultOverview experiment) throws IOException {
        Path report = outputDirectory.toPath().resolve(experiment.name()).resolve(REPORT);
        if (!Files.exists(report)) {
            return false;
        }
        Path folder = reportOutputDirectory.toPath().resolve(PAGE);
        Files.createDirectories(folder);
        Files.copy(report, folder.resolve(experiment.name() + ".html"), StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static void title1(Sink sink, String text) {
        sink.sectionTitle1();
        sink.text(text);
        sink.sectionTitle1_();
    }

    private static void paragraph(Sink sink, String text) {
        sink.paragraph();
        sink.text(text);
        sink.paragraph_();
    }

    private static void table(Sink sink, ReportTable table) {
        int[] alignment = new int[table.columns().size() + 1];
        Arrays.fill(alignment, Sink.JUSTIFY_RIGHT);
        alignment[0] = Sink.JUSTIFY_LEFT;
        sink.table();
        sink.tableRows(alignment, false);
        sink.tableRow();
        headerCell(sink, table.title());
        table.columns().forEach(column -> headerCell(sink, column));
        sink.tableRow_();
        for (ReportTable.Row row : table.rows()) {
            sink.tableRow();
            cell(sink, (row.detail() ? "\u2003" : "") + row.label());
            row.cells().forEach(text -> cell(sink, text));
            sink.tableRow_();
        }
        sink.tableRows_();
        sink.table_();
    }

    private static void headerCell(Sink sink, String text) {
        sink.tableHeaderCell();
        sink.text(text);
        sink.tableHeaderCell_();
    }

    private static void cell(Sink sink, String text) {
        sink.tableCell();
        sink.text(text);
        sink.tableCell_();
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
