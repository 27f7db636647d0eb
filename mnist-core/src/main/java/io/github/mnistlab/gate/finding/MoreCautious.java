package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/** What two methods agree on: on each side the bound that is further away. */
record MoreCautious(ConfidenceBounds one, ConfidenceBounds other) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return Math.min(one.lower(alpha), other.lower(alpha));
    }

    @Override
    public double upper(double alpha) {
        return Math.max(one.upper(alpha), other.upper(alpha));
    }
}
