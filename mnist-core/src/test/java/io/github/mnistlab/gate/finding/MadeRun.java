package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.Evaluation;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricValue;
import io.github.mnistlab.evaluate.Predictions;
import io.github.mnistlab.lock.AcceptedResults;
import java.util.Optional;

/** A run that made these predictions. */
public record MadeRun(long seed, Predictions made) implements AcceptedResults.Run {
    @Override
    public Optional<MetricValue> value(MetricExpression metric) {
        return Optional.of(metric.of(Evaluation.of(made)));
    }

    @Override
    public Optional<Predictions> predictions() {
        return Optional.of(made);
    }
}
