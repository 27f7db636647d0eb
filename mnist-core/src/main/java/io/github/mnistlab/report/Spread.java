package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.gate.Intervals;
import io.github.mnistlab.report.text.Numbers;
import java.util.List;
import java.util.Optional;

/** How a metric scatters over seeds. */
final class Spread {
    private static final String UNDEFINED = "undefined";

    private Spread() {}

    /** Of the population that the seeds are a sample of: divided by one less than there are. */
    static String standardDeviation(List<MetricValue> values) {
        if (isUndefined(values)) {
            return UNDEFINED;
        }
        double[] numbers = numbers(values);
        double mean = MetricValue.mean(values).asDouble().orElseThrow();
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return Numbers.metric(Math.sqrt(squares / (numbers.length - 1)));
    }

    static String lower(Optional<Intervals.Interval> interval) {
        return interval.map(ends -> Numbers.metric(ends.lower())).orElse(UNDEFINED);
    }

    static String upper(Optional<Intervals.Interval> interval) {
        return interval.map(ends -> Numbers.metric(ends.upper())).orElse(UNDEFINED);
    }

    static String lowest(List<MetricValue> values) {
        return isUndefined(values) ? UNDEFINED : Numbers.metric(sorted(values).get(0));
    }

    static String highest(List<MetricValue> values) {
        return isUndefined(values) ? UNDEFINED : Numbers.metric(sorted(values).get(values.size() - 1));
    }

    private static boolean isUndefined(List<MetricValue> values) {
        return values.stream().anyMatch(MetricValue.Undefined.class::isInstance);
    }

    private static double[] numbers(List<MetricValue> values) {
        return values.stream()
                .mapToDouble(value -> value.asDouble().orElseThrow())
                .toArray();
    }

    private static List<MetricValue> sorted(List<MetricValue> values) {
        return values.stream()
                .sorted((a, b) -> a.exact().orElseThrow().compareTo(b.exact().orElseThrow()))
                .toList();
    }
}
