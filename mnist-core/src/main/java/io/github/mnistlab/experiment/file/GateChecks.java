package io.github.mnistlab.experiment.file;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.data.Imbalance;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricOnImages;
import io.github.mnistlab.evaluate.MetricSyntaxException;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.file.contract.GateContract;
import io.github.mnistlab.experiment.file.type.Check;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** The checks of gates that a schema cannot make: that their variants exist and can be compared. */
record GateChecks(YamlNode.Mapping root, Variants variants, Problems problems) {
    /** The fields of a gate that name what its variant is compared with. */
    private static final List<String> COMPARISONS = List.of("notBelow", "better");

    /** Reports every fault of gates that are not faulty by themselves. */
    void check() {
        if (!(root.get("gates").orElse(null) instanceof YamlNode.Sequence gates)) {
            return;
        }
        for (int i = 0; i < gates.items().size(); i++) {
            if (gates.items().get(i) instanceof YamlNode.Mapping gate) {
                new SliceChecks(root, variants, problems).checkGate(gate, "gates[" + i + "]");
                checkGate(gate, "gates[" + i + "]");
            }
        }
    }

    private void checkGate(YamlNode.Mapping gate, String path) {
        Optional<Variants.Resolved> judged = referenced(gate, "variant", path);
        checkClass(gate, judged.map(List::of).orElse(variants.all()), path);
        judged.ifPresent(variant -> checkMetric(gate, variant, path));
        judged.ifPresent(variant -> checkDrawnClasses(gate, variant, path));
        for (String field : COMPARISONS) {
            boolean accepted = gate.text(field)
                    .filter(name -> name.text().equals(Limit.ACCEPTED))
                    .isPresent();
            Optional<Variants.Resolved> other = accepted ? Optional.empty() : referenced(gate, field, path);
            other.ifPresent(variant -> checkMetric(gate, variant, path));
            if (judged.isPresent() && other.isPresent()) {
                checkComparison(judged.get(), other.get(), gate.get(field).orElseThrow(), path + "." + field + ": ");
            }
        }
    }

    /** Where it is known which classes there are, whatever the files hold, there is no other class. */
    private void checkClass(YamlNode.Mapping gate, List<Variants.Resolved> judged, String path) {
        List<List<String>> known = judged.stream()
                .map(variant -> variant.complete()
                        .flatMap(complete -> complete.spec().dataset().knownClasses())
                        .orElse(List.of()))
                .distinct()
                .toList();
        if (known.size() == 1 && !known.get(0).isEmpty()) {
            List<String> names = known.get(0);
            gate.text("metric")
                    .filter(metric ->
                            parsed(metric).filter(found -> !found.isOf(names)).isPresent())
                    .ifPresent(metric -> refuseClass(metric, names, new Check(path + ".metric", problems)));
        }
    }

    private static void refuseClass(YamlNode.Scalar metric, List<String> names, Check check) {
        if (names.equals(DatasetSpec.DIGIT_NAMES)) {
            GateContract.METRIC.refuse(metric, check);
        } else {
            check.refuse(metric, "a metric of one of the classes " + String.join(", ", names), "");
        }
    }

    /** Nothing where it is no metric, which is reported elsewhere. */
    private static Optional<MetricExpression> parsed(YamlNode.Scalar metric) {
        try {
            return Optional.of(MetricExpression.parse(metric.text()));
        } catch (MetricSyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isOfClasses(MetricExpression metric) {
        return metric instanceof SlicedMetric sliced
                ? isOfClasses(sliced.metric())
                : !(metric instanceof MetricExpression.Overall);
    }

    /** Of predicted classes alone there is nothing but what their counts tell. */
    private void checkMetric(YamlNode.Mapping gate, Variants.Resolved variant, String path) {
        Optional<YamlNode.Scalar> metric = gate.text("metric");
        boolean classesAlone = variant.complete()
                .flatMap(complete -> complete.spec().judged())
                .filter(judged -> judged.model().givesClassesAlone())
                .isPresent();
        if (classesAlone
                && metric.flatMap(GateChecks::parsed)
                        .filter(MetricOnImages::needsProbabilities)
                        .isPresent()) {
            problems.addUnreported(
                    metric.get(),
                    path + ".metric: " + metric.get().text() + " needs probabilities, but " + variant.label()
                            + " has values: labels, the predicted classes alone; choose a metric of the confusion matrix, such as"
                            + " accuracy or macro-f1");
        }
    }

    /**
     * A class that is rare with some seeds and frequent with others has two values, and few seeds do not show how often it
     * has which: simulated, one verdict in four is wrong.
     */
    private void checkDrawnClasses(YamlNode.Mapping gate, Variants.Resolved variant, String path) {
        Optional<YamlNode.Scalar> metric = gate.text("metric");
        boolean ofClass = metric.flatMap(GateChecks::parsed)
                .filter(GateChecks::isOfClasses)
                .isPresent();
        boolean ofSeveralSeeds = variant.complete()
                .filter(complete -> complete.seeds().size() > 1)
                .isPresent();
        boolean isDrawn = variant.trained()
                .map(spec -> spec.dataset().imbalance())
                .filter(Imbalance::drawsClasses)
                .isPresent();
        if (ofClass
                && ofSeveralSeeds
                && isDrawn
                && !says(gate, "confidence", "none")
                && !says(gate, "speaksOf", "models")) {
            problems.addUnreported(
                    metric.get(),
                    path + ".metric: which classes are rare is drawn with each seed in variant " + variant.label()
                            + ", so that few seeds cannot tell what "
                            + metric.get().text() + " is on average; choose"
                            + " balanced-accuracy, macro-f1 or g-mean, name the classes (imbalance: {type: step, minority: [3]}),"
                            + " or judge the trained models alone (speaksOf: models)");
        }
    }

    private static boolean says(YamlNode.Mapping gate, String field, String value) {
        return gate.text(field).filter(text -> text.text().equals(value)).isPresent();
    }

    private void checkComparison(Variants.Resolved judged, Variants.Resolved other, YamlNode place, String subject) {
        if (judged.name().equals(other.name())) {
            problems.addUnreported(place, subject + "a variant cannot be compared with itself; name another one");
        } else if (judged.complete().isPresent() && other.complete().isPresent()) {
            checkComparable(judged, other, place, subject);
        }
    }

    private void checkComparable(Variants.Resolved judged, Variants.Resolved other, YamlNode place, String subject) {
        Variants.Complete one = judged.complete().orElseThrow();
        Variants.Complete two = other.complete().orElseThrow();
        if (!TestSets.areAlike(one.spec().dataset(), two.spec().dataset())) {
            problems.addUnreported(
                    place,
                    subject + judged.label() + " and " + other.label()
                            + " are tested on different rows, so that their results cannot be compared");
        } else if (one.seeds().size() != two.seeds().size()
                && !one.spec().isOneModel()
                && !two.spec().isOneModel()) {
            problems.addUnreported(
                    place,
                    subject + judged.label() + " and " + other.label() + " have different numbers of seeds, "
                            + one.seeds().size() + " and " + two.seeds().size()
                            + "; a comparison needs as many on both sides");
        }
    }

    private Optional<Variants.Resolved> referenced(YamlNode.Mapping gate, String field, String path) {
        Optional<YamlNode.Scalar> name = gate.text(field);
        Optional<Variants.Resolved> variant = name.map(YamlNode.Scalar::text).flatMap(variants::get);
        if (name.isPresent() && variant.isEmpty()) {
            variants.reportUnknown(name.get(), path + "." + field, variants.names(), problems);
        }
        return variant;
    }
}
