package io.github.mnistlab.maven;

import io.github.mnistlab.report.html.ResultOverview;
import io.github.mnistlab.report.text.ReportTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.doxia.sink.Sink;

/** The site's page with the results of all experiments. */
final class SitePage {
    private final Sink sink;

    /** Begins the page. */
    SitePage(Sink sink, boolean isEmpty) {
        this.sink = sink;
        head();
        sink.section1();
        title1("Experiments");
        paragraph(
                isEmpty
                        ? "No results were found when this site was made. To have them: mvn verify site"
                        : "Results of the last run. Metrics are those on the test rows, which each run sees once, at its"
                                + " end.");
    }

    /** Says whose results could not be read; why is no reader's business, but that of whoever made the site. */
    void warn(List<String> unreadable) {
        unreadable.forEach(name -> warning("The results of " + name + " could not be read when this site was made."));
    }

    /** Ends the page. */
    void end() {
        sink.section1_();
        sink.body_();
        sink.flush();
    }

    /**
     * Adds an experiment.
     *
     * @param report the address of its full report, if there is one
     * @param history the address of what was accepted over time, if that was written
     */
    void add(ResultOverview experiment, Optional<String> report, Optional<String> history) {
        sink.section2();
        sink.anchor(experiment.name());
        sink.anchor_();
        sink.sectionTitle2();
        sink.text(experiment.name());
        sink.sectionTitle2_();
        if (!experiment.question().isEmpty()) {
            paragraph(experiment.question());
        }
        experiment.warnings().forEach(this::warning);
        if (experiment.gates().isPresent()) {
            table(experiment.gates().get());
        }
        table(experiment.metrics());
        experiment.plots().forEach(plot -> sink.rawText(plot));
        sink.paragraph();
        report.ifPresent(address -> link(address, "The full report"));
        history.ifPresent(address -> link(address, "what was accepted over time"));
        sink.text("finished " + experiment.finished());
        sink.paragraph_();
        sink.section2_();
    }

    private void link(String address, String text) {
        sink.link(address);
        sink.text(text);
        sink.link_();
        sink.text(", ");
    }

    private void head() {
        sink.head();
        sink.title();
        sink.text("Experiments");
        sink.title_();
        sink.head_();
        sink.body();
    }

    private void title1(String text) {
        sink.sectionTitle1();
        sink.text(text);
        sink.sectionTitle1_();
    }

    private void paragraph(String text) {
        sink.paragraph();
        sink.text(text);
        sink.paragraph_();
    }

    private void warning(String text) {
        sink.paragraph();
        sink.bold();
        sink.text("Warning: ");
        sink.bold_();
        sink.text(text);
        sink.paragraph_();
    }

    private void table(ReportTable table) {
        int[] alignment = new int[table.columns().size() + 1];
        Arrays.fill(alignment, table.words() ? Sink.JUSTIFY_LEFT : Sink.JUSTIFY_RIGHT);
        alignment[0] = Sink.JUSTIFY_LEFT;
        sink.table();
        sink.tableRows(alignment, false);
        sink.tableRow();
        headerCell(table.title());
        table.columns().forEach(column -> headerCell(column));
        sink.tableRow_();
        for (ReportTable.Row row : table.rows()) {
            sink.tableRow();
            cell((row.detail() ? "\u2003" : "") + row.label());
            row.cells().forEach(text -> cell(text));
            sink.tableRow_();
        }
        sink.tableRows_();
        sink.table_();
    }

    private void headerCell(String text) {
        sink.tableHeaderCell();
        sink.text(text);
        sink.tableHeaderCell_();
    }

    private void cell(String text) {
        sink.tableCell();
        sink.text(text);
        sink.tableCell_();
    }
}
