package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/** Bounds that are the further from the middle, the smaller alpha is. */
public record Reaching(double middle, double reach) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return middle - reach / alpha;
    }

    @Override
    public double upper(double alpha) {
        return middle + reach / alpha;
    }
}
