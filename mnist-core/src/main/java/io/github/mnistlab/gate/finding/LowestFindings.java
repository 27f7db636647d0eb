package io.github.mnistlab.gate.finding;

import io.github.mnistlab.evaluate.interval.ConfidenceBounds;
import io.github.mnistlab.experiment.SpeaksOf;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;

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
                lowestOf(classes, speaksOf, Finding::bounds),
                lowest.scope(),
                lowest.method() + method(part),
                Finding.Beside.NOTHING,
                moreSeeds(lowest, times -> lowestOf(classes, speaksOf, one -> one.withSeeds(times))),
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
                difference(ours, theirs, differences, speaksOf, Finding::bounds),
                worst.scope(),
                worst.method() + method(part),
                Finding.Beside.NOTHING,
                moreSeeds(worst, times -> difference(ours, theirs, differences, speaksOf, one -> one.withSeeds(times))),
                worst.images(),
                doubt(differences));
    }

    /** All have the same seeds; what these add to the variance is what they add to that of the lowest. */
    private static Optional<Finding.Seeds> moreSeeds(Finding worst, DoubleFunction<ConfidenceBounds> times) {
        return worst.seeds().map(seeds -> new Finding.Seeds(seeds.count(), seeds.variance(), times));
    }

    static String doubt(List<Finding> classes) {
        return classes.stream()
                .map(Finding::doubt)
                .filter(doubt -> !doubt.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The next model has its own lowest class, whichever that is: there both bounds take Bonferroni's correction. */
    private static LowestOfClasses lowestOf(
            List<Finding> classes, SpeaksOf speaksOf, Function<Finding, ConfidenceBounds> bounds) {
        return new LowestOfClasses(
                classes.stream().map(bounds).toList(), speaksOf == SpeaksOf.NEXT ? classes.size() : 1);
    }

    private static LowestOfClasses.Difference difference(
            List<Finding> ours,
            List<Finding> theirs,
            List<Finding> differences,
            SpeaksOf speaksOf,
            Function<Finding, ConfidenceBounds> bounds) {
        return new LowestOfClasses.Difference(
                differences.stream().map(bounds).toList(),
                lowestOf(ours, speaksOf, bounds),
                lowestOf(theirs, speaksOf, bounds));
    }

    private static double least(List<Finding> classes) {
        return classes.stream().mapToDouble(Finding::estimate).min().orElseThrow();
    }
}
