package io.github.mnistlab.gate;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.SpeaksOf;
import java.util.Comparator;
import java.util.List;

/** Findings about the lowest of the classes' values, from a finding about each class. */
final class LowestFindings {
    private LowestFindings() {}

    private static String method(String part) {
        return ", for every " + part + "; its upper bound by Bonferroni";
    }

    /**
     * The lowest value of all classes, or of all other parts.
     *
     * @param part what one of them is called
     */
    static Finding of(List<Finding> classes, SpeaksOf speaksOf, String part) {
        Finding lowest = classes.stream()
                .min(Comparator.comparingDouble(Finding::estimate))
                .orElseThrow();
        return new Finding(
                lowest.estimate(),
                bounds(classes, speaksOf),
                lowest.scope(),
                lowest.method() + method(part),
                Finding.Beside.NOTHING,
                lowest.seeds()
                        .map(seeds ->
                                new Finding.Seeds(seeds.count(), seeds.variance(), times -> moreSeeds(classes, times))),
                classes.stream().mapToInt(Finding::images).min().orElse(0),
                doubt(classes));
    }

    /**
     * The lowest value of one side less that of the other.
     *
     * @param differences of each class
     * @param part what one of them is called
     */
    static Finding ofDifference(
            List<Finding> ours, List<Finding> theirs, List<Finding> differences, SpeaksOf speaksOf, String part) {
        Finding worst = differences.stream()
                .min(Comparator.comparingDouble(Finding::estimate))
                .orElseThrow();
        return new Finding(
                least(ours) - least(theirs),
                new LowestOfClasses.Difference(
                        bounds(differences, speaksOf).classes(), bounds(ours, speaksOf), bounds(theirs, speaksOf)),
                worst.scope(),
                worst.method() + method(part),
                Finding.Beside.NOTHING,
                worst.seeds(),
                worst.images(),
                doubt(differences));
    }

    private static ConfidenceBounds moreSeeds(List<Finding> classes, double times) {
        return new LowestOfClasses(classes.stream()
                .map(one -> one.seeds().map(seeds -> seeds.times().apply(times)).orElse(one.bounds()))
                .toList());
    }

    static String doubt(List<Finding> classes) {
        return classes.stream()
                .map(Finding::doubt)
                .filter(doubt -> !doubt.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The next model has its own lowest class, whichever that is: there both bounds take Bonferroni's correction. */
    private static LowestOfClasses bounds(List<Finding> classes, SpeaksOf speaksOf) {
        return new LowestOfClasses(
                classes.stream().map(Finding::bounds).toList(), speaksOf == SpeaksOf.NEXT ? classes.size() : 1);
    }

    private static double least(List<Finding> classes) {
        return classes.stream().mapToDouble(Finding::estimate).min().orElseThrow();
    }
}
