package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.Metric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.interval.ClopperPearson;
import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds of a geometric mean of recalls where a class had no hit. The mean is 0 then, and with two such classes one more image
 * does not change it: what is known of it is what is known of each class, all of which may be as high as they can be at once
 * (Bonferroni).
 *
 * @param bounds by other methods
 * @param models the recalls of each model's classes
 */
record NoHits(ConfidenceBounds bounds, List<List<ClopperPearson>> models) implements ConfidenceBounds {
    /** The bounds themselves where every class had a hit with every model, or the metric is another one. */
    static ConfidenceBounds among(Side side, MetricExpression metric, ConfidenceBounds bounds) {
        return areAmong(side, metric) ? new NoHits(bounds, recalls(side)) : bounds;
    }

    static boolean areAmong(Side side, MetricExpression metric) {
        return metric instanceof MetricExpression.Overall overall
                && overall.metric() == Metric.G_MEAN
                && side.values(metric).orElseThrow().stream()
                        .anyMatch(value -> value.asDouble().orElseThrow() == 0);
    }

    private static List<List<ClopperPearson>> recalls(Side side) {
        List<List<ClopperPearson>> models = new ArrayList<>();
        for (int model = 0; model < side.size(); model++) {
            models.add(new ArrayList<>());
        }
        for (int label = 0; label < side.classes(); label++) {
            List<MetricValue> recalls = side.values(new MetricExpression.OfClass(ClassMetric.RECALL, label))
                    .orElseThrow();
            for (int model = 0; model < side.size(); model++) {
                MetricValue.Proportion recall = (MetricValue.Proportion) recalls.get(model);
                models.get(model).add(new ClopperPearson(recall.numerator(), recall.denominator()));
            }
        }
        return models;
    }

    @Override
    public double lower(double alpha) {
        return bounds.lower(alpha);
    }

    @Override
    public double upper(double alpha) {
        double most = bounds.upper(alpha);
        for (List<ClopperPearson> classes : models) {
            double ofEach = alpha / models.size() / classes.size();
            double logarithms = classes.stream()
                    .mapToDouble(recall -> Math.log(recall.upper(ofEach)))
                    .sum();
            most = Math.max(most, Math.exp(logarithms / classes.size()));
        }
        return most;
    }
}
