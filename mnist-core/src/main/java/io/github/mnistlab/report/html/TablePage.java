package io.github.mnistlab.report.html;

import io.github.mnistlab.explore.Check;
import io.github.mnistlab.report.ExploredTable;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page about a table, {@code explore.html}: everything that {@code table.jte} shows. The same rows give the same bytes. */
public final class TablePage {
    static final Section CHECKS = new Section("checks", "What was checked");
    static final Section ROWS = new Section("rows", "The first training rows");
    static final Section CLASSES = new Section("classes", "Classes");
    static final Section COLUMNS = new Section("columns", "Columns");
    static final Section BY_CLASS = new Section("by-class", "Columns by class");
    static final Section CORRELATIONS = new Section("correlations", "Correlations");
    static final Section CONTRADICTING = new Section("contradicting", "Rows that contradict each other");

    private final ExploredTable table;

    private TablePage(ExploredTable table) {
        this.table = table;
    }

    /**
     * Writes the page in place whole or not at all.
     *
     * @param folder likewise as {@link ExplorePage#write}
     * @return the page
     * @throws IOException if it cannot be written
     */
    public static Path write(ExploredTable table, String folder, Path outputDirectory) throws IOException {
        Path page = ExplorePage.file(folder, outputDirectory);
        TablePage content = new TablePage(table);
        HtmlText.write(page, output -> JtetableGenerated.render(output, null, content));
        return page;
    }

    Page page() {
        return new Page(
                "mnist-lab data set",
                name() + " - data set",
                "Computed from the rows alone: the same rows give the same page.",
                sections(),
                List.of("gallery.css", "explore.css"),
                List.of());
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>(List.of(CHECKS, CLASSES, ROWS, COLUMNS, BY_CLASS));
        if (!correlations().rows().isEmpty()) {
            sections.add(CORRELATIONS);
        }
        if (!contradicting().rows().isEmpty()) {
            sections.add(CONTRADICTING);
        }
        return sections;
    }

    String name() {
        return PlainText.oneLine(table.name());
    }

    String origin() {
        String origin = PlainText.oneLine(table.origin());
        return origin.substring(0, 1).toUpperCase(Locale.ROOT) + origin.substring(1) + ".";
    }

    String answer() {
        return table.answer();
    }

    String command() {
        return PlainText.oneLine(table.command());
    }

    List<Check> checks() {
        return table.found().checks();
    }

    static String plain(String text) {
        return PlainText.oneLine(text);
    }

    ReportTable rows() {
        return table.rows();
    }

    ReportTable classes() {
        return table.classes();
    }

    ReportTable columns() {
        return table.columns();
    }

    ReportTable byClass() {
        return table.byClass();
    }

    ReportTable correlations() {
        return table.correlations();
    }

    ReportTable contradicting() {
        return table.contradicting();
    }
}
