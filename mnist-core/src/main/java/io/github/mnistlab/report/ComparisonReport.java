package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.lock.ResultsComparison;
import io.github.mnistlab.lock.RunComparison;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.ReportTable.Row;
import io.github.mnistlab.report.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison of results with accepted ones, for the console. */
public final class ComparisonReport {
    private static final int WIDTH = 100;

    /** More than one looks at; the counts say the rest. */
    private static final int SHOWN_IMAGES = 20;

    private static final String ACCEPTED = "accepted";
    private static final String NOW = "now";

    private ComparisonReport() {}

    /**
     * What changed in specification, data and environment, in the metrics, and on which images.
     *
     * @param title what is compared with what
     * @return lines of at most 100 columns unless a single word is longer
     */
    public static List<String> lines(String title, ResultsComparison comparison) {
        return lines(title, comparison, ACCEPTED, NOW);
    }

    /**
     * The same of two times whose names are {@code before} and {@code now}, such as {@code at v1.0} and {@code at main}.
     */
    public static List<String> lines(String title, ResultsComparison comparison, String before, String now) {
        List<String> lines = new ArrayList<>(PlainText.wrap(PlainText.oneLine(title), WIDTH, ""));
        addList("specification and data", comparison.changes(), lines);
        addList("environment", comparison.environment(), lines);
        lines.add("");
        lines.addAll(differences(comparison, before, now));
        return lines;
    }

    /** By how much the results differ: metrics, and images that are classified differently. */
    public static List<String> differences(ResultsComparison comparison) {
        return differences(comparison, ACCEPTED, NOW);
    }

    private static List<String> differences(ResultsComparison comparison, String before, String now) {
        List<String> lines = new ArrayList<>(TextTable.lines(metrics(comparison, before, now), WIDTH));
        lines.add("");
        comparison
                .applicability()
                .values()
                .forEach(change -> lines.addAll(PlainText.wrap(PlainText.oneLine(change), WIDTH, "  ")));
        comparison.runs().forEach(run -> addImages(run, lines));
        return lines;
    }

    private static void addList(String what, List<String> changes, List<String> lines) {
        lines.add(what + ": " + (changes.isEmpty() ? "unchanged" : "changed"));
        changes.forEach(change -> lines.addAll(PlainText.wrap("  " + PlainText.oneLine(change), WIDTH, "    ")));
    }

    static ReportTable metrics(ResultsComparison comparison) {
        return metrics(comparison, ACCEPTED, NOW);
    }

    private static ReportTable metrics(ResultsComparison comparison, String before, String now) {
        List<Row> rows = new ArrayList<>();
        byVariant(comparison).forEach((variant, runs) -> {
            String name = PlainText.oneLine(variant) + (runs.size() == 1 ? "" : ", mean of " + runs.size() + " seeds");
            rows.add(row(
                    name + ", " + PlainText.oneLine(before),
                    false,
                    metric -> Numbers.metric(mean(runs, RunComparison::before, metric))));
            rows.add(row(
                    PlainText.oneLine(now), true, metric -> Numbers.metric(mean(runs, RunComparison::now, metric))));
            rows.add(row(
                    "difference",
                    true,
                    metric -> Numbers.difference(
                            mean(runs, RunComparison::now, metric).minus(mean(runs, RunComparison::before, metric)))));
        });
        return new ReportTable("test rows", ShownMetrics.names(), rows);
    }

    static Map<String, List<RunComparison>> byVariant(ResultsComparison comparison) {
        return comparison.runs().stream()
                .collect(Collectors.groupingBy(run -> run.id().variant(), LinkedHashMap::new, Collectors.toList()));
    }

    private static Row row(String label, boolean detail, Function<MetricExpression, String> cell) {
        return new Row(
                label, detail, ShownMetrics.BY_NAME.values().stream().map(cell).toList());
    }

    private static MetricValue mean(
            List<RunComparison> runs, Function<RunComparison, Evaluation> when, MetricExpression metric) {
        return MetricValue.mean(
                runs.stream().map(run -> metric.of(when.apply(run))).toList());
    }

    private static void addImages(RunComparison run, List<String> lines) {
        lines.add(images(run));
        run.images().ifPresent(images -> {
            addRows("now correct", images.becameRight(), lines);
            addRows("now wrong", images.becameWrong(), lines);
        });
    }

    /** On how many test images a run predicts something else, in one sentence. */
    public static String images(RunComparison run) {
        String name = PlainText.oneLine(run.id().toString());
        if (run.images().isEmpty()) {
            return name + ": tested on different rows, so that they cannot be compared one by one";
        }
        RunComparison.Images images = run.images().get();
        if (images.changed() == 0) {
            return name + ": every test row is classified as before"
                    + (run.sameProbabilities() ? ", with probabilities identical to the bit" : "");
        }
        return name + ": " + Numbers.count(images.becameRight().size(), "test row") + " now correct, "
                + images.becameWrong().size() + " now wrong, "
                + images.otherwiseWrong().size() + " wrong in another way";
    }

    private static void addRows(String what, List<Integer> rows, List<String> lines) {
        if (!rows.isEmpty()) {
            String some = rows.stream().limit(SHOWN_IMAGES).map(String::valueOf).collect(Collectors.joining(", "));
            String more = rows.size() > SHOWN_IMAGES ? " and " + (rows.size() - SHOWN_IMAGES) + " more" : "";
            lines.addAll(PlainText.wrap("  " + what + ": test rows " + some + more, WIDTH, "    "));
        }
    }
}
