package io.github.mnistlab.report.html.figure;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.report.ShownMetrics;
import io.github.mnistlab.report.text.PlainText;
import io.github.mnistlab.result.RunResult;
import io.github.mnistlab.result.TestPredictions;
import java.util.List;

/**
 * A variant as a page shows it.
 *
 * @param color its number in every chart
 * @param variant the variant
 * @param runs that came to an end, at least one
 * @param best of them, the one whose predictions are shown where it is one run's
 * @param stored gives the predictions
 */
public record ShownVariant(int color, Variant variant, List<RunResult> runs, RunResult best, TestPredictions stored) {
    /** Plain text. */
    public String name() {
        return PlainText.oneLine(variant.name());
    }

    /** Whether it was trained here, and not only judged. */
    public boolean isTrained() {
        return best.outcome().isTrained();
    }

    /** Whether it gave more than the predicted classes. */
    boolean hasProbabilities() {
        return best.evaluation().probabilityFigures().isPresent();
    }

    /** Those of the best run. */
    public Predictions predictions() {
        return stored.of(best);
    }

    /** Those of the best run, without probabilities. */
    public Predictions predictedClasses() {
        return stored.classesOf(best);
    }

    /** As {@code smote, seed 3}. */
    public String bestName() {
        return name() + ", seed " + best.id().seed();
    }

    List<MetricValue> values(MetricExpression metric) {
        return runs.stream()
                .map(run -> ShownMetrics.value(metric, run.evaluation()))
                .toList();
    }

    MetricValue mean(MetricExpression metric) {
        return MetricValue.mean(values(metric));
    }
}
