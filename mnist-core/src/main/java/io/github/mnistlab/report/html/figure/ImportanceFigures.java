package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.Validation;
import io.github.mnistlab.experiment.RunSpec;
import io.github.mnistlab.report.html.chart.Axis;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.chart.Series;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.run.importance.ColumnImportance;
import io.github.mnistlab.run.importance.PermutationImportance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much the variants of an experiment on a table lean on each column, by all their seeds. */
public final class ImportanceFigures {
    /** More would be a wall of lines; the table has them. */
    private static final int DRAWN = 30;

    private static final int MOST_IN_TABLE = 200;

    private static final int SPREAD = 0;
    private static final int SINGLE = 1;
    private static final int MEANS = 3;

    private final List<ShownVariant> variants;
    private final List<Measured> measured;

    public ImportanceFigures(ReportInput input) {
        variants = input.drawn();
        measured = variants.stream()
                .flatMap(variant -> Measured.of(variant).stream())
                .toList();
    }

    /**
     * A variant of which it was measured.
     *
     * @param variant which
     * @param first of its runs' measurements
     * @param accuracy on the rows as they are, the mean of its seeds
     * @param columns with the drops of all seeds, by name
     */
    private record Measured(
            ShownVariant variant, PermutationImportance first, double accuracy, Map<String, ColumnImportance> columns) {
        static Optional<Measured> of(ShownVariant variant) {
            List<PermutationImportance> all = variant.runs().stream()
                    .flatMap(run -> Optional.ofNullable(run.outcome().importance()).stream())
                    .toList();
            if (all.isEmpty()) {
                return Optional.empty();
            }
            Map<String, List<Double>> drops = new LinkedHashMap<>();
            all.stream()
                    .flatMap(run -> run.columns().stream())
                    .forEach(column -> drops.computeIfAbsent(column.column(), unknown -> new ArrayList<>())
                            .addAll(column.drops()));
            Map<String, ColumnImportance> columns = new LinkedHashMap<>();
            drops.forEach((name, some) -> columns.put(name, new ColumnImportance(name, some)));
            double accuracy = all.stream()
                    .mapToDouble(PermutationImportance::accuracy)
                    .average()
                    .orElseThrow();
            return Optional.of(new Measured(variant, all.get(0), accuracy, columns));
        }

        Optional<ColumnImportance> column(String name) {
            return Optional.ofNullable(columns.get(name));
        }

        double mean(String name) {
            return column(name).map(ColumnImportance::mean).orElse(0.0);
        }
    }

    /** All columns of a table, those first on which the first measured variant leans most; if there is none, as they are. */
    public List<Integer> order(List<Column> columns) {
        double[] means = columns.stream()
                .mapToDouble(column -> measured.isEmpty() ? 0 : measured.get(0).mean(column.name()))
                .toArray();
        return IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -means[place]))
                .toList();
    }

    private List<String> columns() {
        return measured.get(0).columns().values().stream()
                .sorted(Comparator.comparingDouble(column -> -column.mean()))
                .map(ColumnImportance::column)
                .toList();
    }

    /** A view for each variant: the columns that the first leans on most. Nothing where it was measured of none. */
    public Optional<Chart> chart() {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        List<String> all = columns();
        List<String> columns = all.subList(0, Math.min(DRAWN, all.size()));
        String left =
                all.size() > DRAWN ? " Of " + Numbers.count(all.size(), "column") + " the first " + DRAWN + "." : "";
        return Optional.of(new Chart(
                "importance-drops",
                "What accuracy loses without a column",
                "Each hollow mark is one shuffle of one seed's rows, each filled mark the mean, each line one standard"
                        + " deviation to either side." + left,
                Axis.of("drop in accuracy", Axis.Format.NUMBER),
                Axis.categories("", columns),
                Chart.HEIGHT,
                "Variant",
                measured.stream()
                        .map(one -> new Chart.View(one.variant().name(), series(one, columns)))
                        .toList()));
    }

    private static List<Series> series(Measured of, List<String> columns) {
        List<double[]> spreads = new ArrayList<>();
        List<double[]> single = new ArrayList<>();
        List<double[]> means = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int place = i;
            of.column(columns.get(i)).ifPresent(column -> {
                double mean = column.mean();
                double deviation = column.deviation();
                column.drops().forEach(drop -> single.add(new double[] {drop, place}));
                means.add(new double[] {mean, place});
                spreads.add(new double[] {place, mean - deviation, mean + deviation});
            });
        }
        return List.of(
                Series.of("standard deviation", Series.Kind.INTERVAL, SPREAD, spreads),
                Series.of("single shuffles", Series.Kind.POINTS, SINGLE, single),
                Series.of("mean", Series.Kind.MARK, MEANS, means));
    }

    /** The same as numbers; of very many columns the first. */
    public ReportTable table() {
        List<String> all = measured.isEmpty() ? List.of() : columns();
        return new ReportTable(
                "column",
                measured.stream().map(one -> one.variant().name()).toList(),
                all.subList(0, Math.min(MOST_IN_TABLE, all.size())).stream()
                        .map(column -> new ReportTable.Row(
                                PlainText.oneLine(column),
                                false,
                                measured.stream()
                                        .map(one -> one.column(column)
                                                .map(ImportanceFigures::cell)
                                                .orElse(""))
                                        .toList()))
                        .toList());
    }

    private static String cell(ColumnImportance column) {
        return String.format(Locale.ROOT, "%+.4f \u00b1 %.4f", column.mean(), column.deviation());
    }

    /** On what it was measured, and of which variants it was not, with the reason. */
    public List<String> told() {
        List<String> sentences = new ArrayList<>();
        if (!measured.isEmpty()) {
            PermutationImportance first = measured.get(0).first();
            int all = validationRows(measured.get(0).variant());
            sentences.add("Measured on " + Numbers.count(first.rows(), "validation row")
                    + (first.rows() < all ? ", drawn from " + Numbers.count(all) : "")
                    + ", never on test rows; each column is shuffled "
                    + first.columns().get(0).drops().size() + " times in each run. As they are, these rows give "
                    + measured.stream()
                            .map(one -> one.variant().name() + " an accuracy of " + Numbers.metric(one.accuracy()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        variants.stream()
                .filter(variant ->
                        measured.stream().noneMatch(one -> one.variant().equals(variant)))
                .map(variant -> variant.name() + ": " + reason(variant) + ".")
                .forEach(sentences::add);
        return sentences;
    }

    private static int validationRows(ShownVariant variant) {
        return variant.best().outcome().validationRows();
    }

    private static String reason(ShownVariant variant) {
        Optional<RunSpec.Trained> trained = variant.variant().spec().trained();
        if (trained.isEmpty()) {
            return "not measured, for it was not trained here, and has no validation rows";
        }
        if (trained.get().split().validation() instanceof Validation.TestSet) {
            return "not measured, for its validation rows are the test rows";
        }
        if (validationRows(variant) == 0) {
            return "not measured, for there are no validation rows; split.validation sets some aside";
        }
        return "not measured, for with so many columns it would have taken too long";
    }
}
