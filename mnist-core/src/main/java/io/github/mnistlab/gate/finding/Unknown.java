package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/** What nothing is known of: it may be anything. */
record Unknown() implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double upper(double alpha) {
        return Double.POSITIVE_INFINITY;
    }
}
