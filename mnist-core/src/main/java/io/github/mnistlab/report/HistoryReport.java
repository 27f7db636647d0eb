package io.github.mnistlab.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.mnistlab.disk.WholeFile;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.lock.AcceptedRevision;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TextTable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was accepted of an experiment, commit by commit. Shown are the metrics that its gates have judged at any time, and
 * accuracy.
 *
 * @param experiment its name
 * @param revisions the oldest first, at least one
 * @param metrics that are shown
 */
public record HistoryReport(String experiment, List<AcceptedRevision> revisions, List<MetricExpression> metrics) {
    private static final int WIDTH = 100;
    private static final String FILE = "history.csv";
    private static final List<String> COLUMNS = List.of("mean", "lower", "upper", "change", "limit");
    private static final List<String> CSV_COLUMNS = List.of(
            "experiment",
            "commit",
            "time",
            "variant",
            "metric",
            "seeds",
            "mean",
            "lower",
            "upper",
            "limits",
            "reason",
            "subject");

    /** Chooses the metrics. */
    public static HistoryReport of(String experiment, List<AcceptedRevision> revisions) {
        Set<MetricExpression> metrics = new LinkedHashSet<>(List.of(new MetricExpression.Overall(Metric.ACCURACY)));
        // What slices there were, a lock does not tell.
        revisions.forEach(revision -> revision.gates().stream()
                .map(Gate::metric)
                .filter(metric -> !(metric instanceof SlicedMetric))
                .forEach(metrics::add));
        return new HistoryReport(experiment, List.copyOf(revisions), List.copyOf(metrics));
    }

    /** What intervals are made of, in a sentence. */
    public static String method() {
        return "lower and upper: a 95 % interval of the mean over seeds (Student's t); where there is one seed, of accuracy"
                + " over test rows (Clopper-Pearson), and of other metrics none.";
    }

    /** A table of each metric for the console, of at most 100 columns unless a single word is longer, and the reasons. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (MetricExpression metric : metrics) {
            lines.add("");
            lines.addAll(TextTable.lines(table(metric), WIDTH));
        }
        lines.add("");
        lines.addAll(PlainText.wrap(method(), WIDTH, ""));
        for (AcceptedRevision revision : revisions) {
            reason(revision)
                    .ifPresent(reason -> lines.addAll(
                            PlainText.wrap(revision.name() + " was accepted because: " + reason, WIDTH, "  ")));
        }
        return lines;
    }

    /** A metric of each variant at each commit. */
    public ReportTable table(MetricExpression metric) {
        List<ReportTable.Row> rows = new ArrayList<>();
        for (String variant : variants()) {
            rows.add(new ReportTable.Row(PlainText.oneLine(variant), false, List.of("", "", "", "", "")));
            Optional<MeasuredThen> before = Optional.empty();
            for (AcceptedRevision revision : revisions) {
                Optional<MeasuredThen> now = MeasuredThen.of(revision, variant, metric);
                if (now.isPresent()) {
                    rows.add(row(revision, now.get(), before, limits(revision, variant, metric)));
                    before = now;
                }
            }
        }
        return new ReportTable(metric.toString(), COLUMNS, rows);
    }

    private static ReportTable.Row row(
            AcceptedRevision revision, MeasuredThen now, Optional<MeasuredThen> before, List<String> limits) {
        return new ReportTable.Row(
                revision.name(),
                true,
                List.of(
                        Numbers.metric(now.mean()),
                        now.bounds()
                                .map(bounds -> Numbers.metric(bounds.lower()))
                                .orElse("-"),
                        now.bounds()
                                .map(bounds -> Numbers.metric(bounds.upper()))
                                .orElse("-"),
                        before.map(earlier -> Numbers.difference(now.mean().minus(earlier.mean())))
                                .orElse(""),
                        limits.isEmpty() ? "-" : String.join("; ", limits)));
    }

    /** The variants of all revisions, those first that were there first. */
    public List<String> variants() {
        return revisions.stream()
                .flatMap(revision -> revision.lock().latest().runs().stream())
                .map(run -> run.id().variant())
                .distinct()
                .toList();
    }

    /** Why a revision was accepted, where somebody said so, as plain text. */
    public static Optional<String> reason(AcceptedRevision revision) {
        return Optional.ofNullable(revision.lock().latest().reason()).map(PlainText::oneLine);
    }

    /** What the gates of that time held the metric against, as {@code at least 0.98}. */
    public static List<String> limits(AcceptedRevision revision, String variant, MetricExpression metric) {
        return gates(revision, variant, metric).map(HistoryReport::words).toList();
    }

    /** The number that a metric had to reach at that time; empty where a gate had none. */
    public static Optional<Double> threshold(AcceptedRevision revision, String variant, MetricExpression metric) {
        return gates(revision, variant, metric)
                .map(Gate::limit)
                .flatMap(limit -> {
                    if (limit instanceof Limit.AtLeast least) {
                        return Optional.of(least.value().doubleValue()).stream();
                    }
                    return limit instanceof Limit.AtMost most
                            ? Optional.of(most.value().doubleValue()).stream()
                            : Stream.empty();
                })
                .findFirst();
    }

    private static Stream<Gate> gates(AcceptedRevision revision, String variant, MetricExpression metric) {
        return revision.gates().stream()
                .filter(gate -> gate.variant().equals(variant) && gate.metric().equals(metric));
    }

    private static String words(Gate gate) {
        Limit limit = gate.limit();
        if (limit instanceof Limit.AtLeast least) {
            return "at least " + least.value().toPlainString();
        }
        if (limit instanceof Limit.AtMost most) {
            return "at most " + most.value().toPlainString();
        }
        if (limit instanceof Limit.NotBelow notBelow) {
            return notBelow.margin().signum() == 0
                    ? "not below " + notBelow.variant()
                    : notBelow.variant() + " - " + notBelow.margin().toPlainString();
        }
        return "better than " + limit.comparedWith().orElseThrow();
    }

    /**
     * Writes all metrics of all commits as {@value #FILE}, in place whole or not at all.
     *
     * @param folder the experiment's; made if it is missing
     * @throws IOException if it cannot be written
     */
    public Path writeCsv(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        WholeFile.write(file, stream -> {
            CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            csv.writeRecord(CSV_COLUMNS);
            revisions.forEach(revision -> writeRows(revision, csv));
            csv.flush();
        });
        return file;
    }

    private void writeRows(AcceptedRevision revision, CsvWriter csv) {
        Set<MetricExpression> all = new LinkedHashSet<>();
        for (Metric metric : Metric.values()) {
            all.add(new MetricExpression.Overall(metric));
        }
        all.addAll(metrics);
        for (String variant : variants()) {
            for (MetricExpression metric : all) {
                MeasuredThen.of(revision, variant, metric)
                        .filter(then -> then.mean().asDouble().isPresent())
                        .ifPresent(then -> csv.writeRecord(
                                experiment,
                                revision.change().commit(),
                                revision.change().time(),
                                variant,
                                metric.toString(),
                                String.valueOf(then.seeds()),
                                String.valueOf(then.mean().asDouble().orElseThrow()),
                                then.bounds()
                                        .map(bounds -> String.valueOf(bounds.lower()))
                                        .orElse(""),
                                then.bounds()
                                        .map(bounds -> String.valueOf(bounds.upper()))
                                        .orElse(""),
                                limits(revision, variant, metric).stream().collect(Collectors.joining("; ")),
                                reason(revision).orElse(""),
                                PlainText.oneLine(revision.change().subject())));
            }
        }
    }
}
