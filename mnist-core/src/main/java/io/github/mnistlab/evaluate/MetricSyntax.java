package io.github.mnistlab.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The spelling of metrics, and words for what is misspelt. */
final class MetricSyntax {
    static final Pattern OF_CLASS = Pattern.compile("([a-z0-9]+)\\[(0|[1-9][0-9]{0,3})]");

    /** Of a class's name. */
    static final Pattern OF_NAME = Pattern.compile(MetricExpression.OF_CLASS);

    static final Pattern MIN = Pattern.compile("min\\(([a-z0-9]+)\\)");
    static final Pattern OF_SLICE = Pattern.compile("(.+?)\\[([^=\\[\\]()]+)=(.+)]");
    static final Pattern OVER_SLICES = Pattern.compile("(min|max|gap)\\((.+?) by ([^=\\[\\]()]+)\\)");

    /** For suggestions, expressions of as many classes as there are digits. */
    static final int DIGITS = 10;

    private MetricSyntax() {}

    /** Whether a class is called by a number, in the one usual spelling. */
    static boolean isWholeNumber(String name) {
        return name.matches("0|-?[1-9]\\d{0,17}");
    }

    /** The one that is spelt so. */
    static <T> Optional<T> named(T[] all, String name) {
        return Arrays.stream(all).filter(one -> one.toString().equals(name)).findFirst();
    }

    /**
     * What is wrong with a text that is no metric.
     *
     * @param names the spellings among which the nearest is sought
     */
    static MetricSyntaxException refusal(String text, List<String> names) {
        Optional<ClassMetric> bare = named(ClassMetric.values(), text);
        if (bare.isPresent()) {
            ClassMetric metric = bare.get();
            return new MetricSyntaxException(
                    text,
                    "min(" + metric + ")",
                    "every class has its own " + metric + ": ask for that of one class, as " + metric
                            + "[8], for the lowest, min(" + metric + "), or for a mean, macro-" + metric
                            + " or weighted-" + metric);
        }
        Optional<String> nearest = nearest(text, names);
        return new MetricSyntaxException(
                text,
                nearest.orElse(null),
                nearest.map(name -> "did you mean " + name + "?")
                        .orElse("it may be " + list(Metric.values())
                                + "; for one class, as recall[8], or for the lowest"
                                + " of all classes, as min(recall): " + list(ClassMetric.values())));
    }

    /** Of a metric of slices, it is the metric that is misspelt. */
    private static Optional<String> nearest(String text, List<String> names) {
        Matcher ofSlice = OF_SLICE.matcher(text);
        if (ofSlice.matches()) {
            return NearestName.of(ofSlice.group(1), names)
                    .map(name -> name + "[" + ofSlice.group(2) + "=" + ofSlice.group(3) + "]");
        }
        Matcher overSlices = OVER_SLICES.matcher(text);
        if (overSlices.matches()) {
            return NearestName.of(overSlices.group(2), names)
                    .map(name -> overSlices.group(1) + "(" + name + " by " + overSlices.group(3) + ")");
        }
        return NearestName.of(text, names);
    }

    /** Refuses the best value of all slices, which says nothing that anybody asks. */
    static MetricSyntaxException otherEnd(String text, String metric, String worst) {
        return new MetricSyntaxException(
                text, worst, "the worst slice is what a gate is about, and that of " + metric + " is " + worst);
    }

    /** Refuses the lowest of all classes by name in what is about every class anyway. */
    static MetricSyntaxException twiceLowest(String text, String once) {
        return new MetricSyntaxException(text, once, "it is about every class without a min of its own: " + once);
    }

    private static String list(Object[] all) {
        return Arrays.stream(all).map(Object::toString).collect(Collectors.joining(", "));
    }
}
