package io.github.mnistlab.report;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.data.PreparedData;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.explore.Check;
import io.github.mnistlab.explore.ColumnFacts;
import io.github.mnistlab.explore.Correlation;
import io.github.mnistlab.explore.Part;
import io.github.mnistlab.explore.TableExploration;
import io.github.mnistlab.explore.TablePart;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TableCells;
import io.github.mnistlab.report.text.TextTable;
import io.github.mnistlab.run.PlannedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A table and what it is like, to be told of.
 *
 * @param name what it is called; may be anything
 * @param origin in a sentence, which rows these are; may say what a file says
 * @param command what to type to look again
 * @param found what it is like
 */
public record ExploredTable(String name, String origin, String command, TableExploration found) {
    private static final int WIDTH = 100;

    private static final int MOST_CLASSES = 12;

    private static final int MOST_COLUMNS = 20;

    /** More lines nobody reads, and a page of them no browser shows. */
    private static final int MOST_LISTED = 500;

    private static final int ROWS = 12;

    /**
     * Looks at the rows of a run as it gets them: after subset, split and imbalance, before preparation and balancing.
     *
     * @param rows a table's, not prepared
     * @param classNames by class
     */
    public static ExploredTable of(
            ExperimentSpec experiment, PlannedRun run, PreparedData rows, List<String> classNames, String command) {
        RunSpec.Trained spec = run.spec().trained().orElseThrow();
        List<TablePart> parts = new ArrayList<>(List.of(new TablePart(Part.TRAINING, (LabeledTable) rows.training())));
        if (rows.validation().size() > 0 && !(spec.split().validation() instanceof Validation.TestSet)) {
            parts.add(new TablePart(Part.VALIDATION, (LabeledTable) rows.validation()));
        }
        parts.add(new TablePart(Part.TEST, (LabeledTable) rows.test()));
        return new ExploredTable(
                experiment.name(),
                ExploredData.origin(run, classNames),
                command,
                TableExploration.of(parts, classNames));
    }

    /**
     * It on the console.
     *
     * @param page where the page lies
     * @return lines of at most 100 columns unless a single word is longer
     */
    public List<String> lines(Path page) {
        List<String> lines = new ArrayList<>(PlainText.wrap(ConsoleReport.title(name, origin), WIDTH, ""));
        for (ReportTable table : List.of(classes(), columns())) {
            for (List<String> block : TextTable.blocks(table, WIDTH)) {
                lines.add("");
                lines.addAll(block);
            }
        }
        lines.add("");
        long sound = found.checks().stream().filter(Check::sound).count();
        lines.add("checks: " + sound + " of " + found.checks().size() + " passed");
        for (Check check : found.checks()) {
            lines.addAll(PlainText.wrap(
                    (check.sound() ? "  ok    " : "  LOOK  ") + check.subject() + ": "
                            + PlainText.oneLine(check.finding()),
                    WIDTH,
                    " ".repeat(10)));
        }
        lines.add("page: " + page);
        return List.copyOf(lines);
    }

    /** How many rows each class has in each part; of many classes the smallest. */
    public ReportTable classes() {
        List<int[]> counts =
                found.parts().stream().map(part -> part.rows().classCounts()).toList();
        List<String> columns = new ArrayList<>();
        found.parts().forEach(part -> columns.addAll(List.of(part.name(), "share")));
        List<ReportTable.Row> rows =
                new ArrayList<>(IntStream.range(0, found.classNames().size())
                        .boxed()
                        .sorted((one, other) -> found.classNames().size() <= Confusions.MANY
                                ? Integer.compare(one, other)
                                : Integer.compare(counts.get(0)[one], counts.get(0)[other]))
                        .limit(Confusions.MANY)
                        .map(label -> {
                            List<String> cells = new ArrayList<>();
                            for (int part = 0; part < counts.size(); part++) {
                                int count = counts.get(part)[label];
                                cells.add(Numbers.count(count));
                                cells.add(Numbers.percent((double) count
                                        / found.parts().get(part).rows().size()));
                            }
                            return new ReportTable.Row(
                                    PlainText.oneLine(found.classNames().get(label)), false, cells);
                        })
                        .toList());
        List<String> all = new ArrayList<>();
        found.parts()
                .forEach(part -> all.addAll(List.of(Numbers.count(part.rows().size()), "")));
        rows.add(new ReportTable.Row("all " + Numbers.count(found.classNames().size()), false, all));
        return new ReportTable("class", columns, rows);
    }

    /** What each column is like, as training rows have it. */
    public ReportTable columns() {
        return new ReportTable(
                "column",
                List.of("values", "different", "missing", "least", "greatest", "mean", "deviation", "drift"),
                listed(
                        8,
                        found.columns().stream()
                                .limit(MOST_LISTED)
                                .map(ExploredTable::row)
                                .toList()));
    }

    /** With a last line that says how many columns are left out, if any are. */
    private List<ReportTable.Row> listed(int cells, List<ReportTable.Row> rows) {
        int left = found.columns().size() - rows.size();
        if (left == 0) {
            return rows;
        }
        List<ReportTable.Row> all = new ArrayList<>(rows);
        all.add(new ReportTable.Row(
                "and " + Numbers.count(left) + (left == 1 ? " more column" : " more columns"),
                true,
                Collections.nCopies(cells, "")));
        return all;
    }

    private static ReportTable.Row row(ColumnFacts facts) {
        boolean names = facts.column().isCategorical();
        return new ReportTable.Row(
                PlainText.oneLine(facts.column().name()),
                false,
                List.of(
                        names ? "names" : "numbers",
                        Numbers.count(facts.different()),
                        Numbers.count(facts.missing()),
                        names ? "mostly " + PlainText.oneLine(facts.commonest()) : TableCells.number(facts.least()),
                        names ? "" : TableCells.number(facts.greatest()),
                        names ? "" : TableCells.number(facts.mean()),
                        names ? "" : TableCells.number(facts.deviation()),
                        String.format(Locale.ROOT, "%.3f%s", facts.drift(), facts.drifts() ? " !" : "")));
    }

    /** The mean of each column of numbers, and the commonest name of the others, by class. */
    public ReportTable byClass() {
        LabeledTable training = found.parts().get(0).rows();
        int classes = Math.min(MOST_CLASSES, found.classNames().size());
        List<List<Integer>> rowsOf = new ArrayList<>();
        IntStream.range(0, classes).forEach(label -> rowsOf.add(new ArrayList<>()));
        for (int row = 0; row < training.size(); row++) {
            if (training.label(row) < classes) {
                rowsOf.get(training.label(row)).add(row);
            }
        }
        return new ReportTable(
                "column",
                found.classNames().subList(0, classes).stream()
                        .map(PlainText::oneLine)
                        .toList(),
                listed(
                        classes,
                        IntStream.range(0, Math.min(MOST_LISTED, training.features()))
                                .mapToObj(column -> new ReportTable.Row(
                                        PlainText.oneLine(
                                                training.columns().get(column).name()),
                                        false,
                                        rowsOf.stream()
                                                .map(rows -> middle(training, column, rows))
                                                .toList()))
                                .toList()));
    }

    private static String middle(LabeledTable table, int column, List<Integer> rows) {
        double[] values = rows.stream()
                .mapToDouble(row -> table.value(row, column))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        if (values.length == 0) {
            return "";
        }
        List<String> categories = table.columns().get(column).categories();
        if (categories.isEmpty()) {
            return TableCells.number(IntStream.range(0, values.length)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElseThrow());
        }
        int[] counts = new int[categories.size()];
        for (double value : values) {
            counts[(int) value]++;
        }
        int best = 0;
        for (int name = 1; name < counts.length; name++) {
            best = counts[name] > counts[best] ? name : best;
        }
        return PlainText.oneLine(categories.get(best)) + " (" + Numbers.percent((double) counts[best] / values.length)
                + ")";
    }

    /** The strongest correlations. */
    public ReportTable correlations() {
        return correlations(found.correlations());
    }

    /** Correlations, one a line. */
    public static ReportTable correlations(List<Correlation> pairs) {
        return new ReportTable(
                "column",
                List.of("with", "correlation"),
                pairs.stream()
                        .map(pair -> new ReportTable.Row(
                                PlainText.oneLine(pair.one()),
                                false,
                                List.of(
                                        PlainText.oneLine(pair.other()),
                                        String.format(Locale.ROOT, "%+.3f", pair.r()))))
                        .toList());
    }

    /** The first training rows. */
    public ReportTable rows() {
        LabeledTable training = found.parts().get(0).rows();
        return rows(IntStream.range(0, Math.min(ROWS, training.size())).boxed().toList());
    }

    /** Training rows with equal features and different classes, each below the one that it contradicts. */
    public ReportTable contradicting() {
        return rows(found.equalRows().examples().stream()
                .flatMap(pair -> List.of(pair.earlier(), pair.later()).stream())
                .toList());
    }

    private ReportTable rows(List<Integer> which) {
        LabeledTable training = found.parts().get(0).rows();
        List<Column> shown = training.columns().subList(0, Math.min(MOST_COLUMNS, training.features()));
        List<String> columns = new ArrayList<>(List.of("class"));
        shown.forEach(column -> columns.add(PlainText.oneLine(column.name())));
        return new ReportTable(
                "training row",
                columns,
                which.stream()
                        .map(row -> {
                            List<String> cells = new ArrayList<>();
                            cells.add(PlainText.oneLine(found.classNames().get(training.label(row))));
                            for (int column = 0; column < shown.size(); column++) {
                                cells.add(TableCells.cell(shown.get(column), training.value(row, column)));
                            }
                            return new ReportTable.Row(Numbers.count(row), false, cells);
                        })
                        .toList());
    }

    /** What one should know of it, in a sentence. */
    public String answer() {
        List<String> odd = found.checks().stream()
                .filter(check -> !check.sound())
                .map(check -> check.subject().toLowerCase(Locale.ROOT))
                .toList();
        TablePart training = found.parts().get(0);
        return Numbers.count(training.rows().size(), "training row") + " of "
                + Numbers.count(training.rows().features(), "column") + " and "
                + Numbers.count(found.classNames().size()) + " classes. "
                + (odd.isEmpty()
                        ? "All checks passed."
                        : "Of " + found.checks().size() + " checks look at: " + String.join(", ", odd) + ".");
    }
}
