package io.github.mnistlab.experiment.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.json.ExperimentJson;
import java.util.List;
import java.util.Optional;

/**
 * A field of a mapping.
 *
 * @param defaultValue missing unless the presence is DEFAULTED; for a mapping it may be the empty one, whose fields have
 *     defaults of their own
 */
record Field(String name, FieldType type, Presence presence, JsonNode defaultValue, String description) {

    /** The effect of leaving a field out. */
    enum Presence {
        /** It must be given. */
        REQUIRED,
        /** It has a default. */
        DEFAULTED,
        /** It is absent. */
        OPTIONAL,
        /** It is absent, which {@code null} says too, so that a variant can take away what the base gives. */
        NULLABLE
    }

    static Field required(String name, FieldType type, String description) {
        return new Field(name, type, Presence.REQUIRED, MissingNode.getInstance(), description);
    }

    static Field optional(String name, FieldType type, String description) {
        return new Field(name, type, Presence.OPTIONAL, MissingNode.getInstance(), description);
    }

    static Field nullable(String name, FieldType type, String description) {
        return new Field(name, type, Presence.NULLABLE, MissingNode.getInstance(), description);
    }

    /**
     * A field with a default.
     *
     * @param value whatever Jackson makes JSON of; the empty map for a mapping all of whose fields may be left out
     */
    static Field withDefault(String name, FieldType type, Object value, String description) {
        return new Field(name, type, Presence.DEFAULTED, json(value), description);
    }

    /** As the reader would read it. */
    private static JsonNode json(Object value) {
        if (value instanceof Double decimal) {
            return DecimalNode.valueOf(FieldType.exact(decimal));
        }
        return value instanceof Long number ? FieldType.integer(number) : ExperimentJson.MAPPER.valueToTree(value);
    }

    /** Reports every fault of the field in a mapping. */
    void check(YamlNode.Mapping mapping, Check check) {
        Optional<YamlNode> value = mapping.get(name);
        if (value.isPresent() && !(presence == Presence.NULLABLE && value.get().isNull())) {
            type.check(value.get(), check.field(name));
        } else if (value.isEmpty() && presence == Presence.REQUIRED && !check.isPartial()) {
            check.add(mapping, "the field " + name + " is missing; allowed is " + type.allowed());
        }
    }

    /** What the field has in a mapping without faults: what is given, or else the default. */
    Optional<JsonNode> fill(YamlNode.Mapping mapping) {
        Optional<YamlNode> given = mapping.get(name).filter(value -> !value.isNull());
        if (given.isPresent()) {
            return given.map(type::fill);
        }
        if (defaultValue.isObject() && defaultValue.isEmpty()) {
            return Optional.of(type.fill(new YamlNode.Mapping(mapping.line(), mapping.column(), List.of())));
        }
        return Optional.of(defaultValue).filter(value -> !value.isMissingNode()).map(JsonNode::deepCopy);
    }

    /**
     * Defined once under its path, if it has a description; the default stands beside, for where the field is overridden
     * there is none.
     */
    ObjectNode schema(SchemaWriter writer) {
        SchemaWriter there = writer.at(writer.path(name));
        ObjectNode form = type.schema(there);
        if (description.isEmpty()) {
            return form;
        }
        ObjectNode schema = there.define(
                SchemaWriter.described(description, presence == Presence.NULLABLE ? SchemaWriter.orNull(form) : form));
        if (presence == Presence.DEFAULTED && !writer.isPartial()) {
            schema.set("default", defaultValue);
        }
        return schema;
    }

    /** The field, named by its path, as it may be laid over a base: a part, if it has parts, or nothing, if it may be absent. */
    Field asOverride(String prefix) {
        boolean nullable = presence == Presence.NULLABLE;
        boolean hasParts = !type.fieldsBelow("").isEmpty();
        return optional(prefix + name, nullable || hasParts ? new Partial(type, nullable) : type, description);
    }
}
