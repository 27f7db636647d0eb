package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/** Bounds of a value with its sign turned, so that the highest of several is the lowest. */
record Negated(ConfidenceBounds bounds) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return -bounds.upper(alpha);
    }

    @Override
    public double upper(double alpha) {
        return -bounds.lower(alpha);
    }
}
