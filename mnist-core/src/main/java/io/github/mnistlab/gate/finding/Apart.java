package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/** A difference of two values of which each is known for itself: each may be wrong with half of alpha. */
record Apart(ConfidenceBounds ours, ConfidenceBounds theirs) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return ours.lower(alpha / 2) - theirs.upper(alpha / 2);
    }

    @Override
    public double upper(double alpha) {
        return ours.upper(alpha / 2) - theirs.lower(alpha / 2);
    }
}
