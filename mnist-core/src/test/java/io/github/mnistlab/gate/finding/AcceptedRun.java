package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.Map;
import java.util.Optional;

/** A run of which this was kept. */
public record AcceptedRun(
        long seed,
        Map<MetricExpression, MetricValue> values,
        Optional<Predictions> predictions,
        Optional<String> probabilityDigest)
        implements AcceptedResults.Run {
    @Override
    public Optional<MetricValue> value(MetricExpression metric) {
        return Optional.ofNullable(values.get(metric));
    }
}
