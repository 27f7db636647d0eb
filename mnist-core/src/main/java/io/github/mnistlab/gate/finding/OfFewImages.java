package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;

/**
 * Bounds of a metric that few images show too small or too large, as they do what is no mean over them. More seeds make the
 * bounds narrower, and leave the bias what it is. The bound that it is held against lies so much further out; the other
 * stays where it is.
 *
 * @param bounds as if there were none
 * @param bias by how much more is measured, on average
 */
record OfFewImages(ConfidenceBounds bounds, double bias) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        return bounds.lower(alpha) - Math.max(0, bias);
    }

    @Override
    public double upper(double alpha) {
        return bounds.upper(alpha) - Math.min(0, bias);
    }
}
