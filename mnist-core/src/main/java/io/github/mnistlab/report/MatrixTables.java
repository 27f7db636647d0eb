package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.Matrix.Axis;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.ReportTable.Row;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.run.InapplicableRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cells of a matrix, metric by metric: a table with one axis down and another across, one for each combination of
 * values of further axes. What there is to be said of a cell is in a footnote.
 */
public final class MatrixTables {
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";

    private final ExperimentResult result;
    private final Matrix matrix;
    private final String plusMinus;
    private final Map<String, Integer> footnotes = new LinkedHashMap<>();
    private final List<Part> parts;
    private boolean hasGaps;

    /**
     * Tables of the same values of all axes but two.
     *
     * @param where these values, for people; empty if there are no further axes
     * @param tables one for each metric; of a matrix with one axis, a single one
     */
    public record Part(String where, List<ReportTable> tables) {}

    /**
     * @param result of an experiment with a matrix
     * @param plusMinus what stands before a standard deviation
     */
    public MatrixTables(ExperimentResult result, String plusMinus) {
        this.result = result;
        this.matrix = result.matrix();
        this.plusMinus = plusMinus;
        this.parts = matrix.axes().size() == 1 ? List.of(oneAxis()) : twoAxes();
    }

    /** One for each combination of values of further axes. */
    public List<Part> parts() {
        return parts;
    }

    /** What the marks in cells stand for, in their order. */
    public List<String> footnotes() {
        List<String> lines = new ArrayList<>();
        footnotes.forEach((text, number) -> lines.add(mark(number) + " " + text));
        if (hasGaps) {
            lines.add("- no such cell");
        }
        return lines;
    }

    /** What the numbers in cells are. */
    public String caption() {
        List<Integer> seeds = cells().stream()
                .map(variant -> variant.seeds().size())
                .distinct()
                .sorted()
                .toList();
        int most = seeds.get(seeds.size() - 1);
        if (most == 1) {
            return TestRows.of(result) + ", one seed";
        }
        String count = seeds.size() == 1 ? "" + most : seeds.get(0) + " to " + most;
        return TestRows.of(result) + ", mean of " + count + " seeds " + plusMinus + " standard deviation";
    }

    /** How much was trained, in one line. */
    String training() {
        List<RunResult> runs = cells().stream()
                .flatMap(variant -> result.runsOf(variant.name()).stream())
                .toList();
        var rows = runs.stream()
                .mapToLong(run -> run.outcome().balancedCounts().stream()
                        .mapToLong(Integer::longValue)
                        .sum())
                .summaryStatistics();
        var seconds = runs.stream()
                .mapToDouble(run -> ResultTables.totalSeconds(run.outcome()))
                .summaryStatistics();
        int missing = cells().stream()
                .mapToInt(variant -> result.notApplicableOf(variant.name()).size())
                .sum();
        return "training: " + Numbers.count(cells().size(), "cell") + ", " + Numbers.count(runs.size(), "run")
                + (missing == 0 ? "" : ", " + missing + " not applicable")
                + (runs.isEmpty()
                        ? ""
                        : "; " + range(Numbers.count(rows.getMin()), Numbers.count(rows.getMax()))
                                + " rows after balancing, "
                                + range(Numbers.seconds(seconds.getMin()), Numbers.seconds(seconds.getMax()))
                                + " per run, " + Numbers.seconds(seconds.getSum()) + " in total");
    }

    private static String range(String lowest, String highest) {
        return lowest.equals(highest) ? lowest : lowest + " to " + highest;
    }

    private List<Variant> cells() {
        return Matrix.cells(result.specification());
    }

    private Part oneAxis() {
        Axis axis = matrix.axes().get(0);
        List<Row> rows = axis.values().stream()
                .map(value -> new Row(
                        name(axis, value),
                        false,
                        matrix.metrics().stream()
                                .map(metric -> cell(Map.of(axis.field(), value), metric))
                                .toList()))
                .toList();
        List<String> columns =
                matrix.metrics().stream().map(MetricExpression::toString).toList();
        return new Part("", List.of(new ReportTable(matrix.shortName(axis), columns, rows)));
    }

    private List<Part> twoAxes() {
        Axis across = across();
        Axis down = matrix.axes().stream()
                .filter(axis -> !axis.equals(across))
                .max(Comparator.comparingInt(axis -> axis.values().size()))
                .orElseThrow();
        List<Axis> others = matrix.axes().stream()
                .filter(axis -> !axis.equals(across) && !axis.equals(down))
                .toList();
        return combinations(others, 0, Map.of()).stream()
                .filter(this::hasCell)
                .map(fixed -> new Part(
                        others.stream()
                                .map(axis -> name(axis, fixed.get(axis.field())))
                                .collect(Collectors.joining(", ")),
                        matrix.metrics().stream()
                                .map(metric -> table(metric, down, across, fixed))
                                .toList()))
                .toList();
    }

    /** What grows from column to column reads best; else that of which there is least. */
    private Axis across() {
        return matrix.axes().stream()
                .filter(axis ->
                        axis.values().size() > 1 && axis.values().stream().allMatch(value -> value.matches(NUMBER)))
                .findFirst()
                .orElseGet(() -> matrix.axes().stream()
                        .min(Comparator.comparingInt(axis -> axis.values().size()))
                        .orElseThrow());
    }

    private static List<Map<String, String>> combinations(List<Axis> axes, int from, Map<String, String> before) {
        if (from == axes.size()) {
            return List.of(before);
        }
        List<Map<String, String>> all = new ArrayList<>();
        for (String value : axes.get(from).values()) {
            Map<String, String> with = new LinkedHashMap<>(before);
            with.put(axes.get(from).field(), value);
            all.addAll(combinations(axes, from + 1, with));
        }
        return all;
    }

    private boolean hasCell(Map<String, String> fixed) {
        return cells().stream().anyMatch(cell -> cell.coordinates().entrySet().containsAll(fixed.entrySet()));
    }

    private ReportTable table(MetricExpression metric, Axis down, Axis across, Map<String, String> fixed) {
        List<Row> rows = new ArrayList<>();
        for (String value : down.values()) {
            List<String> row = across.values().stream()
                    .map(column -> {
                        Map<String, String> place = new LinkedHashMap<>(fixed);
                        place.put(down.field(), value);
                        place.put(across.field(), column);
                        return cell(place, metric);
                    })
                    .toList();
            rows.add(new Row(name(down, value), false, row));
        }
        List<String> columns =
                across.values().stream().map(value -> name(across, value)).toList();
        return new ReportTable(metric.toString(), columns, rows);
    }

    /** A word says what it is of; a number needs its field's name. */
    private String name(Axis axis, String value) {
        String shown = PlainText.oneLine(value);
        boolean isWord = Character.isLetter(shown.codePointAt(0)) && !shown.equals("none") && !isTruth(shown);
        boolean isMethod = axis.field().endsWith(".method");
        return isWord || isMethod ? shown : matrix.shortName(axis) + " " + shown;
    }

    private static boolean isTruth(String value) {
        return value.equals("true") || value.equals("false");
    }

    private String cell(Map<String, String> place, MetricExpression metric) {
        Optional<Variant> variant = Matrix.cell(result.specification(), place);
        if (variant.isEmpty()) {
            hasGaps = true;
            return "-";
        }
        List<MetricValue> values = ShownMetrics.asked(result, variant.get().name(), metric);
        List<InapplicableRun> missing = result.notApplicableOf(variant.get().name());
        String mark = missing.isEmpty() ? "" : mark(footnote(values.size(), missing));
        return (values.isEmpty() ? "n/a " : mean(values)) + mark;
    }

    private String mean(List<MetricValue> values) {
        String mean = Numbers.metric(MetricValue.mean(values));
        boolean scatters = values.size() > 1 && values.stream().noneMatch(MetricValue.Undefined.class::isInstance);
        return scatters
                ? mean + " " + plusMinus + Spread.standardDeviation(values).replaceFirst("^0(?=\\.)", "")
                : mean;
    }

    private int footnote(int seeds, List<InapplicableRun> missing) {
        List<String> reasons = missing.stream()
                .map(InapplicableRun::reason)
                .map(PlainText::oneLine)
                .distinct()
                .toList();
        String why = reasons.size() == 1
                ? reasons.get(0)
                : missing.stream()
                        .map(run -> "seed " + run.id().seed() + ": " + PlainText.oneLine(run.reason()))
                        .collect(Collectors.joining("; "));
        String text = seeds == 0
                ? "not applicable: " + why
                : "mean of " + Numbers.count(seeds, "seed") + " only; not applicable with "
                        + (missing.size() == 1 ? "seed " : "seeds ")
                        + missing.stream()
                                .map(run -> Long.toString(run.id().seed()))
                                .collect(Collectors.joining(", "))
                        + ": " + why;
        return footnotes.computeIfAbsent(text, key -> footnotes.size() + 1);
    }

    private static String mark(int number) {
        return "[" + number + "]";
    }
}
