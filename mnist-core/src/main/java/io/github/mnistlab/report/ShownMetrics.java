package io.github.mnistlab.report;

import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.Overall;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.result.ExperimentResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics that every table shows, and their values. */
public final class ShownMetrics {
    /** By what they are called in tables, in the order of their columns. */
    public static final Map<String, MetricExpression> BY_NAME = byName();

    private ShownMetrics() {}

    private static Map<String, MetricExpression> byName() {
        Map<String, MetricExpression> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", new Overall(Metric.ACCURACY));
        metrics.put("balanced", new Overall(Metric.BALANCED_ACCURACY));
        metrics.put("macro F1", new Overall(Metric.MACRO_F1));
        metrics.put("min recall", new MinOverClasses(ClassMetric.RECALL));
        metrics.put("log loss", new Overall(Metric.LOG_LOSS));
        metrics.put("ECE", new Overall(Metric.ECE));
        return Collections.unmodifiableMap(metrics);
    }

    /** The names, in their order. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The value of a metric. A file may ask for any class; which classes its own data has is known only now. */
    public static MetricValue value(MetricExpression metric, Evaluation evaluation) {
        return metric.classLabel().orElse(0) < evaluation.classes()
                ? metric.of(evaluation)
                : new MetricValue.Undefined("there is no such class");
    }

    /** The value of each seed of a variant, of a metric as the experiment's file has it: its classes are called by name. */
    public static List<MetricValue> asked(ExperimentResult result, String variant, MetricExpression metric) {
        MetricExpression known = metric.in(result.classNamesOf(variant));
        return result.runsOf(variant).stream()
                .map(run -> value(known, run.evaluation()))
                .toList();
    }

    /** The value of each seed of a variant. */
    public static List<MetricValue> values(ExperimentResult result, Variant variant, MetricExpression metric) {
        return result.runsOf(variant.name()).stream()
                .map(run -> value(metric, run.evaluation()))
                .toList();
    }
}
