package io.github.mnistlab.evaluate;

import io.github.mnistlab.evaluate.MetricExpression.MinOverClasses;
import io.github.mnistlab.evaluate.MetricExpression.OfClass;
import io.github.mnistlab.evaluate.MetricExpression.Overall;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads metric expressions, and says what is wrong with what is none. */
final class MetricSyntax {
    private static final Pattern OF_CLASS = Pattern.compile("([a-z0-9]+)\\[(0|[1-9][0-9]{0,3})]");
    private static final Pattern MIN = Pattern.compile("min\\(([a-z0-9]+)\\)");

    /** For suggestions, expressions of as many classes as there are digits. */
    private static final int DIGITS = 10;

    private MetricSyntax() {}

    static MetricExpression parse(String text) {
        Optional<Metric> overall = named(Metric.values(), text);
        if (overall.isPresent()) {
            return new Overall(overall.get());
        }
        Matcher ofClass = OF_CLASS.matcher(text);
        if (ofClass.matches()) {
            Optional<ClassMetric> metric = named(ClassMetric.values(), ofClass.group(1));
            if (metric.isPresent()) {
                return new OfClass(metric.get(), Integer.parseInt(ofClass.group(2)));
            }
        }
        Matcher min = MIN.matcher(text);
        if (min.matches()) {
            Optional<ClassMetric> metric = named(ClassMetric.values(), min.group(1));
            if (metric.isPresent()) {
                return new MinOverClasses(metric.get());
            }
        }
        throw refusal(text);
    }

    private static <T> Optional<T> named(T[] all, String name) {
        return Arrays.stream(all).filter(one -> one.toString().equals(name)).findFirst();
    }

    private static MetricSyntaxException refusal(String text) {
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
        Optional<String> nearest = NearestName.of(text, MetricExpression.names(DIGITS));
        return new MetricSyntaxException(
                text,
                nearest.orElse(null),
                nearest.map(name -> "did you mean " + name + "?")
                        .orElse("it may be " + list(Metric.values())
                                + "; for one class, as recall[8], or for the lowest"
                                + " of all classes, as min(recall): " + list(ClassMetric.values())));
    }

    private static String list(Object[] all) {
        return Arrays.stream(all).map(Object::toString).collect(Collectors.joining(", "));
    }
}
