package io.github.mnistlab.report.html;

import io.github.mnistlab.data.Column;
import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.TableCells;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Test rows of a table that a variant's best run misclassified, with their values as the file has them.
 *
 * @param title whose they are
 * @param count how many there are in all
 * @param total test rows
 * @param confident the most confident ones, the most confident first; of predicted classes alone, the first
 * @param confused some of each of the largest confusions, the largest first
 */
record WrongRows(String title, long count, int total, ReportTable confident, ReportTable confused) {
    /** Of so many variants. */
    private static final int MOST_VARIANTS = 8;

    private static final int CONFIDENT = 20;
    private static final int CONFUSIONS = 8;
    private static final int ROWS_OF_A_CONFUSION = 3;

    /** More do not fit beside each other on any screen. */
    private static final int MOST_COLUMNS = 20;

    /** A true class and what it was taken for. */
    private record Confusion(int label, int predicted) {}

    /** How many variants are left out. */
    static int left(ReportInput input) {
        return Math.max(0, input.variants().size() - MOST_VARIANTS);
    }

    /** @param columns in the order in which they are shown, as far as there is room */
    static List<WrongRows> of(ReportInput input, List<Integer> columns) {
        List<WrongRows> all = new ArrayList<>();
        for (ShownVariant variant : input.variants()
                .subList(0, Math.min(MOST_VARIANTS, input.variants().size()))) {
            input.images()
                    .testTable(variant.variant().name())
                    .ifPresent(table -> all.add(of(variant, table, columns, input.classNames())));
        }
        return List.copyOf(all);
    }

    private static WrongRows of(
            ShownVariant variant, LabeledTable table, List<Integer> columns, List<String> classNames) {
        Predictions predictions = variant.predictions();
        List<Integer> wrong = IntStream.range(0, predictions.rows())
                .filter(row -> predictions.predicted(row) != predictions.label(row))
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -confidence(predictions, row)))
                .toList();
        List<Integer> shown = columns.subList(0, Math.min(MOST_COLUMNS, columns.size()));
        return new WrongRows(
                variant.bestName(),
                wrong.size(),
                predictions.rows(),
                table(predictions, table, wrong.subList(0, Math.min(CONFIDENT, wrong.size())), shown, classNames),
                table(predictions, table, confused(predictions, wrong), shown, classNames));
    }

    /** Some rows of each of the largest confusions; of equally large ones that of the lower class first. */
    private static List<Integer> confused(Predictions predictions, List<Integer> wrong) {
        Map<Confusion, List<Integer>> rows =
                new TreeMap<>(Comparator.comparingInt(Confusion::label).thenComparingInt(Confusion::predicted));
        for (int row : wrong) {
            rows.computeIfAbsent(
                            new Confusion(predictions.label(row), predictions.predicted(row)),
                            unknown -> new ArrayList<>())
                    .add(row);
        }
        return rows.values().stream()
                .sorted(Comparator.comparingInt(some -> -some.size()))
                .limit(CONFUSIONS)
                .flatMap(some -> some.stream().limit(ROWS_OF_A_CONFUSION))
                .toList();
    }

    private static double confidence(Predictions predictions, int row) {
        return predictions
                .probabilities()
                .map(probabilities -> probabilities.get(row, predictions.predicted(row)))
                .orElse(0.0);
    }

    private static ReportTable table(
            Predictions predictions,
            LabeledTable table,
            List<Integer> rows,
            List<Integer> shown,
            List<String> classNames) {
        List<String> titles = new ArrayList<>(List.of("class", "predicted"));
        if (predictions.probabilities().isPresent()) {
            titles.addAll(List.of("predicted with", "the class with"));
        }
        shown.forEach(column ->
                titles.add(PlainText.oneLine(table.columns().get(column).name())));
        return new ReportTable(
                "test row",
                titles,
                rows.stream()
                        .map(row -> new ReportTable.Row(
                                Numbers.count(row), false, cells(predictions, table, row, shown, classNames)))
                        .toList());
    }

    private static List<String> cells(
            Predictions predictions, LabeledTable table, int row, List<Integer> shown, List<String> classNames) {
        int label = predictions.label(row);
        int predicted = predictions.predicted(row);
        List<String> cells = new ArrayList<>(List.of(classNames.get(label), classNames.get(predicted)));
        predictions
                .probabilities()
                .ifPresent(probabilities -> cells.addAll(List.of(
                        Numbers.percent(probabilities.get(row, predicted)),
                        Numbers.percent(probabilities.get(row, label)))));
        for (int place : shown) {
            Column column = table.columns().get(place);
            cells.add(TableCells.cell(column, table.value(row, place)));
        }
        return cells;
    }

    /** How many of how many, in a sentence. */
    String told() {
        return count == 0
                ? title + " classifies all " + Numbers.count(total, "test row") + " correctly."
                : title + " misclassifies " + Numbers.count(count) + " of " + Numbers.count(total, "test row") + ".";
    }
}
