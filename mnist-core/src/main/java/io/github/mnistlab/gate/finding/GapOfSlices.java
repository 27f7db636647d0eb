package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * By how much the best of some slices differs from the worst; of several classes, the largest such gap. Whichever slices are
 * in truth the best and the worst, the gap is at most the most that the one is, less the least that the other is: two
 * bounds, each of which may be wrong with half of alpha. That a gap is there is said of the slices that look most unlike, and
 * there any bound of any slice may be wrong: by Bonferroni's inequality each with its share of alpha.
 *
 * @param classes the bounds of each slice, class by class
 * @param everyBound whether the upper bound takes Bonferroni's correction too: the next model has a best and a worst slice of
 *     its own
 */
record GapOfSlices(List<List<ConfidenceBounds>> classes, boolean everyBound) implements ConfidenceBounds {
    @Override
    public double lower(double alpha) {
        double share = share(alpha);
        return largest(
                slices -> max(slices, bounds -> bounds.lower(share)) - min(slices, bounds -> bounds.upper(share)));
    }

    @Override
    public double upper(double alpha) {
        double share = everyBound ? share(alpha) : alpha / 2;
        return largest(
                slices -> max(slices, bounds -> bounds.upper(share)) - min(slices, bounds -> bounds.lower(share)));
    }

    private double share(double alpha) {
        return alpha / (2.0 * classes.stream().mapToInt(List::size).sum());
    }

    private double largest(ToDoubleFunction<List<ConfidenceBounds>> gap) {
        return Math.max(0, classes.stream().mapToDouble(gap).max().orElseThrow());
    }

    private static double max(List<ConfidenceBounds> slices, ToDoubleFunction<ConfidenceBounds> bound) {
        return slices.stream().mapToDouble(bound).max().orElseThrow();
    }

    private static double min(List<ConfidenceBounds> slices, ToDoubleFunction<ConfidenceBounds> bound) {
        return slices.stream().mapToDouble(bound).min().orElseThrow();
    }
}
