package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.ReportTable;
import io.github.mnistlab.report.text.ReportTable.Row;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.util.ArrayList;
import java.util.List;

/** Every metric of a variant over its seeds: mean, standard deviation, interval, and what each seed gave. */
final class SeedTable {
    private SeedTable() {}

    /** One row a metric, one column a seed. */
    static ReportTable of(ExperimentResult result, Variant variant, Intervals intervals) {
        List<RunResult> runs = result.runsOf(variant.name());
        List<String> columns = new ArrayList<>(
                List.of("mean", "standard deviation", Intervals.PERCENT + " % lower", Intervals.PERCENT + " % upper"));
        runs.forEach(run -> columns.add("seed " + run.id().seed()));
        List<Row> rows = MetricExpression.all(result.classNamesOf(variant.name())).stream()
                .map(metric -> row(metric, runs, intervals, variant))
                .toList();
        return new ReportTable("metric", columns, rows);
    }

    private static Row row(MetricExpression metric, List<RunResult> runs, Intervals intervals, Variant variant) {
        List<MetricValue> values =
                runs.stream().map(run -> metric.of(run.evaluation())).toList();
        var interval = intervals.of(variant.name(), metric);
        List<String> cells = new ArrayList<>(List.of(
                Numbers.metric(MetricValue.mean(values)),
                Spread.standardDeviation(values),
                Spread.lower(interval),
                Spread.upper(interval)));
        values.forEach(value -> cells.add(Numbers.metric(value)));
        return new Row(metric.toString(), false, cells);
    }
}
