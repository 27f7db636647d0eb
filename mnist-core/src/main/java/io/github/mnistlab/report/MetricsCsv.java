package io.github.mnistlab.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.result.ExperimentResult;
import io.github.mnistlab.result.RunResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * All metrics of all runs as a table in long form: a row for each run and metric that has a value, those of slices
 * included.
 */
final class MetricsCsv {
    private MetricsCsv() {}

    /** @return UTF-8 lines that end in a line feed, a header first */
    static String of(ExperimentResult result) {
        StringWriter text = new StringWriter();
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
        csv.writeRecord("experiment", "variant", "seed", "metric", "value");
        for (RunResult run : result.runs()) {
            Evaluation evaluation = run.evaluation();
            for (MetricExpression metric :
                    MetricExpression.all(result.classNamesOf(run.id().variant()))) {
                ShownMetrics.value(metric, evaluation)
                        .asDouble()
                        .ifPresent(value -> csv.writeRecord(
                                result.name(),
                                run.id().variant(),
                                String.valueOf(run.id().seed()),
                                metric.toString(),
                                String.valueOf(value)));
            }
            run.slices()
                    .forEach(slice -> slice.metrics()
                            .forEach((metric, value) -> csv.writeRecord(
                                    result.name(),
                                    run.id().variant(),
                                    String.valueOf(run.id().seed()),
                                    metric + "[" + slice.slice() + "]",
                                    String.valueOf(value))));
        }
        try {
            csv.flush();
        } catch (IOException e) {
            // A text in memory has nothing that could fail.
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
