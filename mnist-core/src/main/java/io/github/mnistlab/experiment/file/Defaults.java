package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.FieldType.Field;
import io.github.mnistlab.experiment.file.FieldType.Group;
import io.github.mnistlab.experiment.file.FieldType.IntegerRange;
import io.github.mnistlab.experiment.file.FieldType.Kinds;
import io.github.mnistlab.experiment.file.FieldType.ListOf;
import io.github.mnistlab.experiment.file.FieldType.MapOf;
import io.github.mnistlab.experiment.file.FieldType.OneOf;
import io.github.mnistlab.experiment.file.FieldType.Presence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Turns a valid tree into JSON in which every field that was left out has its default. */
final class Defaults {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Defaults() {}

    /**
     * @param type what the tree has been found valid by
     * @return its values, decimal numbers exactly as written
     */
    static JsonNode fill(FieldType type, YamlNode node) {
        if (type instanceof OneOf oneOf && oneOf.collection(node).isPresent()) {
            return fill(oneOf.collection(node).get(), node);
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return fill(type, mapping);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(fill(((ListOf) type).item(), item)));
            return array;
        }
        return node instanceof YamlNode.Scalar scalar ? value(type, scalar) : JSON.nullNode();
    }

    private static ObjectNode fill(FieldType type, YamlNode.Mapping mapping) {
        ObjectNode object = JSON.objectNode();
        if (type instanceof MapOf map) {
            mapping.entries().forEach(entry -> object.set(entry.key().text(), fill(map.value(), entry.value())));
        } else if (type instanceof Kinds kinds) {
            String kind = Overrides.kind(kinds, mapping).orElseThrow();
            object.put(kinds.discriminator(), kind);
            fillFields(kinds.kinds().get(kind), mapping, object);
        } else {
            fillFields((Group) type, mapping, object);
        }
        return object;
    }

    private static void fillFields(Group group, YamlNode.Mapping mapping, ObjectNode object) {
        for (Field field : group.fields()) {
            Optional<YamlNode> given = mapping.get(field.name()).filter(value -> !ContractValidator.isNull(value));
            if (given.isPresent()) {
                object.set(field.name(), fill(field.type(), given.get()));
            } else if (field.presence() == Presence.DEFAULTED) {
                object.set(field.name(), defaultOf(field, mapping));
            }
        }
    }

    private static JsonNode defaultOf(Field field, YamlNode.Mapping place) {
        boolean hasDefaultsOfItsOwn = field.type() instanceof Group || field.type() instanceof Kinds;
        return hasDefaultsOfItsOwn && field.defaultValue().isEmpty()
                ? fill(field.type(), new YamlNode.Mapping(place.line(), place.column(), List.of()))
                : field.defaultValue().deepCopy();
    }

    private static JsonNode value(FieldType type, YamlNode.Scalar scalar) {
        if (scalar.isNull()) {
            return JSON.nullNode();
        }
        if (scalar.truth().isPresent()) {
            return JSON.booleanNode(scalar.truth().get());
        }
        return scalar.number()
                .<JsonNode>map(number -> number(type, number))
                .orElseGet(() -> JSON.textNode(scalar.text()));
    }

    /** Whole numbers become integers where an integer may stand, so that {@code 1e1} epochs bind to ten. */
    private static JsonNode number(FieldType type, BigDecimal number) {
        boolean mayBeInteger = type instanceof IntegerRange
                || (type instanceof OneOf oneOf && oneOf.forms().stream().anyMatch(IntegerRange.class::isInstance));
        return mayBeInteger && number.stripTrailingZeros().scale() <= 0
                ? FieldType.integer(number.longValueExact())
                : DecimalNode.valueOf(number);
    }
}
