package io.github.mnistlab.experiment.file.contract;

import static io.github.mnistlab.experiment.file.type.Group.Field.optional;
import static io.github.mnistlab.experiment.file.type.Group.Field.required;
import static io.github.mnistlab.experiment.file.type.Group.Field.withDefault;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.evaluate.ClassMetric;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricRange;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.OnInconclusive;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.experiment.file.type.Group;
import io.github.mnistlab.experiment.file.type.Group.ConditionalRange;
import io.github.mnistlab.experiment.file.type.OneOf;
import io.github.mnistlab.experiment.file.type.ScalarType.Choice;
import io.github.mnistlab.experiment.file.type.ScalarType.NumberRange;
import io.github.mnistlab.experiment.file.type.ScalarType.Text;
import io.github.mnistlab.experiment.file.type.ScalarType.WordOrPattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an experiment file can demand of metrics. */
public final class GateContract {
    /** Metrics of as many classes as there are digits. */
    private static final List<MetricExpression> METRICS = MetricExpression.all(DatasetSpec.DIGITS);

    private static final String ALLOWED = "a metric: one of "
            + METRICS.stream()
                    .map(MetricExpression::toString)
                    .filter(name -> name.matches("[a-z0-9-]+"))
                    .collect(Collectors.joining(", "))
            + ", or recall[8], min(recall) and likewise precision and f1";

    /** Of classes that may have names. */
    public static final WordOrPattern METRIC =
            new WordOrPattern(ofAllClasses(METRICS), MetricExpression.OF_CLASS, ALLOWED);

    private static final MetricRange OF_A_CLASS = new MetricExpression.OfClass(ClassMetric.RECALL, 0).range();

    private static final String COLUMN = "[^=\\[\\]()]+";

    /** Metrics of slices, which are looked at more closely where gates are; which slices there are, a file tells. */
    private static final Text SLICED = new Text(
            "of slices, as accuracy[writer=hsf4], min(accuracy by writer) or gap(recall by sex)",
            "[a-z].*\\[" + COLUMN + "=.+\\]|(?:min|max|gap)\\([a-z].* by " + COLUMN + "\\)",
            300);

    /** Wide; what a metric can be at all is checked beside it. */
    private static final NumberRange LIMIT = NumberRange.fromTo(-1_000_000, 1_000_000);

    static final Group GATE = new Group(
            List.of(
                    required(
                            "metric",
                            new OneOf(METRIC, SLICED),
                            "What is judged, on the test images or on those of a slice."),
                    required("variant", NameForms.VARIANT, "The variant that is judged."),
                    optional("atLeast", LIMIT, "Passes if the metric is this or more."),
                    optional("atMost", LIMIT, "Passes if the metric is this or less."),
                    optional(
                            "notBelow",
                            NameForms.VARIANT,
                            "Passes if the metric is not below this variant's; accepted: that of the accepted results."),
                    optional("margin", NumberRange.fromTo(0, 1_000_000), "How far below it may be. Default 0."),
                    optional(
                            "better",
                            NameForms.VARIANT,
                            "Passes if the metric is better than this variant's, or that of accepted results; needs five"
                                    + " seeds a side."),
                    withDefault(
                            "confidence",
                            new OneOf(NumberRange.between(0.5, 1), new Choice(List.of("none"))),
                            Confidence.DEFAULT_LEVEL,
                            "A pass or fail is wrong with a probability of at most one less this. none: measured values"
                                    + " are compared as they are."),
                    optional(
                            "speaksOf",
                            Choice.of(SpeaksOf.class),
                            "What the verdict is about: the trained models, the recipe's average over seeds, or the model"
                                    + " that a further seed would give (next). Default: models for one seed, recipe for several."),
                    withDefault(
                            "onInconclusive",
                            Choice.of(OnInconclusive.class),
                            OnInconclusive.WARN,
                            "What follows where what was measured supports neither pass nor fail.")),
            List.of("atLeast", "atMost", "notBelow", "better"),
            Map.of("margin", "notBelow"),
            limitRanges());

    private GateContract() {}

    private static List<String> ofAllClasses(List<MetricExpression> metrics) {
        return metrics.stream()
                .filter(metric -> metric.classLabel().isEmpty())
                .map(MetricExpression::toString)
                .toList();
    }

    /** A limit that a metric can never cross says nothing, and is most often a percentage. */
    private static List<ConditionalRange> limitRanges() {
        return METRICS.stream()
                .collect(Collectors.groupingBy(MetricExpression::range, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new ConditionalRange(
                        "metric",
                        ofAllClasses(entry.getValue()),
                        entry.getKey().equals(OF_A_CLASS) ? MetricExpression.OF_CLASS : "",
                        List.of("atLeast", "atMost"),
                        new NumberRange(
                                entry.getKey().lowest(),
                                false,
                                entry.getKey().highest().orElse(LIMIT.most()),
                                false)))
                .toList();
    }
}
