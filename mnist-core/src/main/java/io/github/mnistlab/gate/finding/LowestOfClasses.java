package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The lowest value of all classes. It is at least what every class is at least, which needs no correction, for one
 * class is the lowest (R. L. Berger, "Multiparameter Hypothesis Testing and Acceptance Sampling", Technometrics 24,
 * 1982). It is at most what any class is at most, and there each of K classes may be wrong: with a probability of alpha
 * / K, by Bonferroni's inequality.
 *
 * @param classes the bounds of each
 * @param below how many of them may be wrong at the lower bound: 1, where it is known of one and the same value which
 *     class is the lowest
 */
record LowestOfClasses(List<? extends ConfidenceBounds> classes, int below) implements ConfidenceBounds {
    LowestOfClasses(List<? extends ConfidenceBounds> classes) {
        this(classes, 1);
    }

    @Override
    public double lower(double alpha) {
        return least(bounds -> bounds.lower(alpha / below));
    }

    @Override
    public double upper(double alpha) {
        return least(bounds -> bounds.upper(alpha / classes.size()));
    }

    private double least(ToDoubleFunction<ConfidenceBounds> bound) {
        return classes.stream().mapToDouble(bound).min().orElseThrow();
    }

    /**
     * Of the lowest value of one variant less that of another. If no class lost more than so much, the lowest value did
     * not either: that is the lower bound, again without correction. The upper one is the most that the lowest value
     * is, less the least that the other's is, with half of alpha each.
     *
     * @param differences of each class, this less the other's
     * @param own each class's own value
     * @param others the other's
     */
    record Difference(List<? extends ConfidenceBounds> differences, LowestOfClasses own, LowestOfClasses others)
            implements ConfidenceBounds {
        @Override
        public double lower(double alpha) {
            return new LowestOfClasses(differences).lower(alpha);
        }

        @Override
        public double upper(double alpha) {
            return own.upper(alpha / 2) - others.lower(alpha / 2);
        }
    }
}
