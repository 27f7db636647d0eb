package io.github.mnistlab.report.html;

import io.github.mnistlab.data.LabeledTable;
import io.github.mnistlab.explore.Correlation;
import io.github.mnistlab.report.ExploredTable;
import io.github.mnistlab.report.html.chart.Chart;
import io.github.mnistlab.report.html.figure.ImportanceFigures;
import io.github.mnistlab.report.html.figure.ReportInput;
import io.github.mnistlab.report.html.figure.ShownVariant;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.ReportTable;
import java.util.List;
import java.util.Optional;

/**
 * The sections about a table: its rows, and its columns.
 *
 * @param wrong test rows that were misclassified, variant by variant
 * @param wrongLeft variants whose wrong rows are left out
 * @param importance how much the variants lean on each column
 * @param panels how the values of columns are distributed by class
 * @param panelsTold which rows, columns and classes those are
 * @param map of correlations; nothing of a single column of numbers
 * @param correlations the strongest
 */
record TableSections(
        List<WrongRows> wrong,
        int wrongLeft,
        ImportanceFigures importance,
        List<ColumnPanel> panels,
        String panelsTold,
        Optional<CorrelationMap> map,
        ReportTable correlations) {
    static final Section ROWS = new Section("rows", "Predictions, row by row");
    static final Section IMPORTANCE = new Section("importance", "Permutation importance");
    static final Section COLUMNS = new Section("columns", "Columns by class");
    static final Section CORRELATIONS = new Section("correlations", "Correlations");

    /** Nothing where no variant was tested on a table. */
    static Optional<TableSections> of(ReportInput input) {
        Optional<LabeledTable> test = input.variants().stream()
                .flatMap(variant -> input.images().testTable(variant.variant().name()).stream())
                .findFirst();
        return test.map(rows -> of(input, rows));
    }

    private static TableSections of(ReportInput input, LabeledTable test) {
        ImportanceFigures importance = new ImportanceFigures(input);
        List<Integer> columns = importance.order(test.columns());
        Optional<ShownVariant> trained = input.trained().stream().findFirst();
        Optional<LabeledTable> training = trained.flatMap(
                variant -> input.images().trainingTable(variant.best().id()));
        LabeledTable rows = training.orElse(test);
        String which = training.isPresent()
                ? Numbers.count(rows.size(), "training row") + " of "
                        + trained.orElseThrow().bestName() + ", before preparation and balancing"
                : Numbers.count(rows.size(), "test row");
        ColumnPanels panels = new ColumnPanels(rows, input.classNames(), columns);
        return new TableSections(
                WrongRows.of(input, columns),
                WrongRows.left(input),
                importance,
                panels.panels(),
                "Of " + which + panels.told(),
                CorrelationMap.of(rows, columns),
                ExploredTable.correlations(Correlation.strongest(rows)));
    }

    /** The sections that are about columns alone. */
    List<Section> aboutColumns() {
        return map.isPresent() ? List.of(COLUMNS, CORRELATIONS) : List.of(COLUMNS);
    }

    /** Nothing where it was measured of no variant. */
    Optional<Chart> importanceChart() {
        return importance.chart();
    }
}
