package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.evaluate.MetricExpression;
import io.github.mnistlab.experiment.Acknowledgement;
import io.github.mnistlab.experiment.Confidence;
import io.github.mnistlab.experiment.ExperimentSpec;
import io.github.mnistlab.experiment.Gate;
import io.github.mnistlab.experiment.Limit;
import io.github.mnistlab.experiment.Matrix;
import io.github.mnistlab.experiment.OnInconclusive;
import io.github.mnistlab.experiment.Reproducibility;
import io.github.mnistlab.experiment.SlicesSpec;
import io.github.mnistlab.experiment.SourceLocation;
import io.github.mnistlab.experiment.SpeaksOf;
import io.github.mnistlab.experiment.Variant;
import io.github.mnistlab.experiment.file.contract.ExperimentContract;
import io.github.mnistlab.experiment.file.contract.MatrixContract;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.json.ExperimentJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the specification of a file without faults. */
final class SpecBinding {
    private SpecBinding() {}

    static ExperimentSpec bind(YamlNode.Mapping root, Variants variants, String file) {
        ObjectNode json = (ObjectNode) ExperimentContract.FRAME.fill(root);
        return new ExperimentSpec(
                json.get("name").textValue(),
                json.get("description").textValue(),
                List.of(ExperimentJson.MAPPER.convertValue(json.get("acknowledge"), Acknowledgement[].class)),
                ExperimentJson.MAPPER.convertValue(json.get("reproducibility"), Reproducibility.class),
                variants.all().stream().map(SpecBinding::variant).toList(),
                matrix(root, variants),
                json.get("familyWise").booleanValue(),
                gates(json.get("gates"), root, variants, file),
                Optional.ofNullable(json.get("slices"))
                        .map(slices -> ExperimentJson.MAPPER.convertValue(slices, SlicesSpec.class)));
    }

    private static Variant variant(Variants.Resolved resolved) {
        Variants.Complete complete = resolved.complete().orElseThrow();
        return new Variant(
                resolved.name(),
                resolved.parent().orElse(null),
                complete.seeds(),
                complete.spec(),
                resolved.coordinates());
    }

    private static Optional<Matrix> matrix(YamlNode.Mapping root, Variants variants) {
        return root.get("matrix")
                .flatMap(matrix -> MatrixContract.METRICS.fill((YamlNode.Mapping) matrix))
                .map(metrics -> new Matrix(
                        variants.axes(),
                        List.of(ExperimentJson.MAPPER.convertValue(metrics, MetricExpression[].class))));
    }

    private static List<Gate> gates(JsonNode json, YamlNode.Mapping root, Variants variants, String file) {
        List<Gate> gates = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            JsonNode gate = json.get(i);
            YamlNode place = ((YamlNode.Sequence) root.get("gates").orElseThrow())
                    .items()
                    .get(i);
            gates.add(new Gate(
                    MetricExpression.parse(gate.get("metric").textValue()),
                    gate.get("variant").textValue(),
                    limit(gate),
                    ExperimentJson.MAPPER.convertValue(gate.get("confidence"), Confidence.class),
                    speaksOf(gate, variants),
                    ExperimentJson.MAPPER.convertValue(gate.get("onInconclusive"), OnInconclusive.class),
                    new SourceLocation(file, place.line(), place.column())));
        }
        return gates;
    }

    private static SpeaksOf speaksOf(JsonNode gate, Variants variants) {
        if (gate.has("speaksOf")) {
            return ExperimentJson.MAPPER.convertValue(gate.get("speaksOf"), SpeaksOf.class);
        }
        Variants.Complete judged = complete(gate.get("variant").textValue(), variants);
        // One model against a recipe: the recipe's seeds are what there is chance in.
        return SpeaksOf.byDefault(limit(gate)
                .comparedWith()
                .filter(name -> !name.equals(Limit.ACCEPTED) && judged.spec().isOneModel())
                .map(name -> complete(name, variants).seeds().size())
                .orElse(judged.seeds().size()));
    }

    private static Variants.Complete complete(String variant, Variants variants) {
        return variants.get(variant).flatMap(Variants.Resolved::complete).orElseThrow();
    }

    private static Limit limit(JsonNode gate) {
        if (gate.has("atLeast")) {
            return new Limit.AtLeast(gate.get("atLeast").decimalValue());
        }
        if (gate.has("atMost")) {
            return new Limit.AtMost(gate.get("atMost").decimalValue());
        }
        if (gate.has("better")) {
            return new Limit.Better(gate.get("better").textValue());
        }
        BigDecimal margin = gate.has("margin") ? gate.get("margin").decimalValue() : BigDecimal.ZERO;
        return new Limit.NotBelow(gate.get("notBelow").textValue(), margin);
    }
}
