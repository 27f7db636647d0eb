package io.github.mnistlab.report.html;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.lock.AcceptedRevision;
import io.github.mnistlab.report.HistoryReport;
import io.github.mnistlab.report.MeasuredThen;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The page about what was accepted of an experiment over time, {@code history.html}: everything that {@code history.jte}
 * shows. The same history gives the same bytes.
 */
public final class HistoryPage {
    /** In an experiment's folder. */
    public static final String FILE = "history.html";

    private static final Section METRICS = new Section("metrics", "Metrics by commit");
    private static final Section COMMITS = new Section("commits", "Commits");
    private static final int LIMIT_DASH = 1;

    private final HistoryReport report;

    private HistoryPage(HistoryReport report) {
        this.report = report;
    }

    /**
     * Writes the page as {@value #FILE}, in place whole or not at all.
     *
     * @param folder the experiment's; made if it is missing
     * @return the page
     * @throws IOException if it cannot be written
     */
    public static Path write(HistoryReport report, Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        HistoryPage page = new HistoryPage(report);
        HtmlText.write(file, output -> JtehistoryGenerated.render(output, null, page));
        return file;
    }

    Page page() {
        return new Page(
                "mnist-lab history",
                "History of " + report.experiment(),
                "Read from the locks in git, by mnist:history.",
                List.of(METRICS, COMMITS),
                List.of("report.css"),
                List.of());
    }

    String experiment() {
        return PlainText.oneLine(report.experiment());
    }

    Section metricsSection() {
        return METRICS;
    }

    Section commitsSection() {
        return COMMITS;
    }

    /** How many there are, from when to when. */
    String lead() {
        int count = report.revisions().size();
        String first = report.revisions().get(0).name();
        return count == 1
                ? "Results were accepted once, by " + first + "."
                : "Results were accepted " + count + " times, from " + first + " to "
                        + report.revisions().get(count - 1).name() + ".";
    }

    List<MetricExpression> metrics() {
        return report.metrics();
    }

    ReportTable table(MetricExpression metric) {
        return report.table(metric);
    }

    String method() {
        return HistoryReport.method();
    }

    /** A metric of all variants by commit, with intervals and limits. */
    Chart chart(MetricExpression metric) {
        List<Series> series = new ArrayList<>();
        List<String> variants = report.variants();
        for (int i = 0; i < variants.size(); i++) {
            addSeries(variants.get(i), i, metric, series);
        }
        return Chart.of(
                "history-" + report.metrics().indexOf(metric),
                metric + " by commit",
                "The mean over seeds of each variant, with its 95 % interval where there is one; dashed: the limit that a"
                        + " gate held it against at that commit.",
                Axis.categories(
                        "commit",
                        report.revisions().stream().map(AcceptedRevision::name).toList()),
                Axis.of(metric.toString(), Axis.Format.NUMBER),
                series);
    }

    private void addSeries(String variant, int color, MetricExpression metric, List<Series> series) {
        List<double[]> means = new ArrayList<>();
        List<double[]> intervals = new ArrayList<>();
        List<double[]> limits = new ArrayList<>();
        for (int i = 0; i < report.revisions().size(); i++) {
            AcceptedRevision revision = report.revisions().get(i);
            double place = i;
            Optional<MeasuredThen> then = MeasuredThen.of(revision, variant, metric);
            double mean = then.map(measured -> measured.mean().asDouble().orElse(Double.NaN))
                    .orElse(Double.NaN);
            means.add(new double[] {place, mean});
            then.flatMap(MeasuredThen::bounds)
                    .ifPresent(bounds -> intervals.add(new double[] {place, bounds.lower(), bounds.upper()}));
            HistoryReport.threshold(revision, variant, metric)
                    .ifPresent(limit -> limits.add(new double[] {place, limit}));
        }
        series.add(Series.of(variant, Series.Kind.LINE, color, means));
        if (!intervals.isEmpty()) {
            series.add(Series.of(variant, Series.Kind.INTERVAL, color, intervals));
        }
        if (!limits.isEmpty()) {
            series.add(new Series(variant + ", limit", Series.Kind.LINE, color, LIMIT_DASH, limits));
        }
    }

    List<AcceptedRevision> revisions() {
        return report.revisions();
    }

    String subject(AcceptedRevision revision) {
        return PlainText.oneLine(revision.change().subject());
    }

    Optional<String> reason(AcceptedRevision revision) {
        return HistoryReport.reason(revision);
    }
}
