package io.github.mnistlab.experiment.file;

import io.github.mnistlab.data.DatasetSpec;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.evaluate.MetricSyntaxException;
import io.github.mnistlab.evaluate.NearestName;
import io.github.mnistlab.evaluate.SlicedMetric;
import io.github.mnistlab.experiment.file.contract.SlicesContract;
import io.github.mnistlab.experiment.file.yaml.Problems;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The checks of slices that a schema cannot make: that they are of one test set, and that gates have what they ask for. */
record SliceChecks(YamlNode.Mapping root, Variants variants, Problems problems) {
    /** Reports what is wrong with the slices themselves. */
    void check() {
        Optional<YamlNode> slices = root.get(SlicesContract.NAME);
        if (slices.isEmpty() || !(slices.get() instanceof YamlNode.Mapping mapping)) {
            return;
        }
        checkSource(mapping);
        List<Variants.Resolved> complete = variants.all().stream()
                .filter(variant -> variant.complete().isPresent())
                .toList();
        complete.stream()
                .filter(variant -> !TestSets.areAlike(dataset(complete.get(0)), dataset(variant)))
                .findFirst()
                .ifPresent(other -> problems.addUnreported(
                        mapping,
                        "slices: " + complete.get(0).label() + " and " + other.label()
                                + " are tested on different rows, but slices are of one test set"));
    }

    private void checkSource(YamlNode.Mapping slices) {
        if (slices.get("file").isPresent()) {
            return;
        }
        if (slices.get("columns").isEmpty()) {
            problems.addUnreported(
                    slices,
                    "slices: needed is a file, such as slices: {file: slices.csv}, or columns of the data, such as"
                            + " slices: {columns: [sex]}");
            return;
        }
        variants.all().stream()
                .filter(variant -> variant.complete().isPresent())
                .filter(variant -> dataset(variant).hasImages())
                .findFirst()
                .ifPresent(variant -> problems.addUnreported(
                        slices,
                        "slices: without a file, columns are those of the data, but the images of " + variant.label()
                                + " have none; name a file with a row for each test row, such as file: slices.csv"));
    }

    private static DatasetSpec dataset(Variants.Resolved variant) {
        return variant.complete().orElseThrow().spec().dataset();
    }

    /** Reports what is wrong with the metric of a gate, if it is one of slices. */
    void checkGate(YamlNode.Mapping gate, String path) {
        Optional<YamlNode.Scalar> text = gate.text("metric");
        Optional<SlicedMetric> sliced = text.flatMap(metric -> sliced(metric, path));
        if (sliced.isEmpty()) {
            return;
        }
        String start = path + ".metric: " + text.get().text();
        Optional<YamlNode> slices = root.get(SlicesContract.NAME);
        if (slices.isEmpty()) {
            problems.addUnreported(
                    text.get(),
                    start
                            + " asks for slices, but this file has none; add slices: {file: slices.csv}, a row for each test"
                            + " row with the column " + sliced.get().column());
        }
        List<String> columns = slices.map(SliceChecks::columns).orElse(List.of());
        if (!columns.isEmpty() && !columns.contains(sliced.get().column())) {
            problems.addUnreported(
                    text.get(),
                    start + " asks for the column " + sliced.get().column() + ", but slices.columns are "
                            + String.join(", ", columns)
                            + NearestName.hint(sliced.get().column(), columns));
        }
        for (String field : List.of("atLeast", "atMost")) {
            gate.scalar(field).ifPresent(limit -> checkLimit(limit, sliced.get(), path + "." + field));
        }
    }

    private Optional<SlicedMetric> sliced(YamlNode.Scalar metric, String path) {
        try {
            return MetricExpression.parse(metric.text()) instanceof SlicedMetric sliced
                    ? Optional.of(sliced)
                    : Optional.empty();
        } catch (MetricSyntaxException e) {
            // A schema sees only that it has the form of one.
            problems.addUnreported(metric, path + ".metric: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<String> columns(YamlNode slices) {
        return slices instanceof YamlNode.Mapping mapping
                        && mapping.get("columns").orElse(null) instanceof YamlNode.Sequence list
                ? list.items().stream()
                        .filter(YamlNode.Scalar.class::isInstance)
                        .map(item -> ((YamlNode.Scalar) item).text())
                        .toList()
                : List.of();
    }

    private void checkLimit(YamlNode.Scalar limit, MetricExpression metric, String path) {
        Optional<BigDecimal> found = limit.number();
        if (found.isPresent() && !metric.range().contains(found.get())) {
            problems.addUnreported(
                    limit,
                    path + ": found " + limit.describe() + ", but allowed for " + metric + " is a number from "
                            + metric.range());
        }
    }
}
