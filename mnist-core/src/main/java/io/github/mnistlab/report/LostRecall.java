package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.report.text.Numbers;
import io.github.mnistlab.report.text.PlainText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Classes that are recognised less often than before. */
final class LostRecall {
    private LostRecall() {}

    /**
     * The classes whose mean recall is lower, the worst first.
     *
     * @param names of the classes
     * @return such as {@code class 8 (-0.0123), class 3 (-0.0010)}; empty if there is none
     */
    static String between(List<Evaluation> before, List<Evaluation> now, List<String> names) {
        int classes = now.stream().mapToInt(Evaluation::classes).max().orElseThrow();
        Map<Integer, MetricValue> lost = new LinkedHashMap<>();
        for (int label = 0; label < classes; label++) {
            MetricValue difference = mean(now, label).minus(mean(before, label));
            if (difference.asDouble().orElse(0) < 0) {
                lost.put(label, difference);
            }
        }
        return lost.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        entry -> entry.getValue().asDouble().orElseThrow()))
                .map(entry ->
                        "class " + name(entry.getKey(), names) + " (" + Numbers.difference(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String name(int label, List<String> names) {
        return label < names.size() ? PlainText.oneLine(names.get(label)) : Integer.toString(label);
    }

    /** Mean recall of a class. */
    static MetricValue mean(List<Evaluation> runs, int label) {
        OfClass recall = new OfClass(ClassMetric.RECALL, label);
        return MetricValue.mean(
                runs.stream().map(run -> ShownMetrics.value(recall, run)).toList());
    }
}
