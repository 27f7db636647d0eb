package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/**
 * What is known without any doubt.
 *
 * @param value the value
 */
record Exactly(double value) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return value;
    }

    @Override
    public double upper(double alpha) {
        return value;
    }
}
