package io.github.mnistlab.experiment.file.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mnistlab.experiment.file.yaml.YamlNode;
import io.github.mnistlab.json.ExperimentJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A mapping of known fields.
 *
 * @param exactlyOne fields of which just one is given; empty for no such rule
 * @param needs fields that may stand only beside another one
 * @param ranges narrower ranges of number fields that a choice in another field brings with it
 */
public record Group(
        List<Field> fields, List<String> exactlyOne, Map<String, String> needs, List<ConditionalRange> ranges)
        implements FieldType {
    public Group(Field... fields) {
        this(List.of(fields));
    }

    public Group(List<Field> fields) {
        this(fields, List.of(), Map.of(), List.of());
    }

    /** Where {@code selector} is one of {@code values}, or what {@code pattern} matches, these number fields have this range. */
    public record ConditionalRange(
            String selector, List<String> values, String pattern, List<String> fields, ScalarType.NumberRange range) {
        private void check(YamlNode.Mapping mapping, Check check) {
            Optional<String> selected = mapping.scalar(selector)
                    .map(YamlNode.Scalar::text)
                    .filter(text -> ScalarType.WordOrPattern.isOneOf(values, pattern, text));
            if (selected.isEmpty()) {
                return;
            }
            for (String name : fields) {
                Optional<YamlNode.Scalar> scalar = mapping.scalar(name);
                Optional<BigDecimal> found = scalar.flatMap(YamlNode.Scalar::number);
                if (found.isPresent() && !range.contains(found.get())) {
                    check.field(name)
                            .add(
                                    scalar.get(),
                                    "found " + scalar.get().describe() + ", but allowed for " + selected.get() + " is "
                                            + range.allowed() + hint(found.get()));
                }
            }
        }

        /** Most often it was a percentage. */
        private String hint(BigDecimal found) {
            BigDecimal percent = found.movePointLeft(2);
            return percent.signum() > 0 && range.contains(percent)
                    ? "; did you mean " + percent.toPlainString() + "?"
                    : "";
        }

        private ObjectNode schema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            ObjectNode condition = schema.putObject("if");
            ScalarType.WordOrPattern.schema(condition.putObject("properties").putObject(selector), values, pattern);
            condition.putArray("required").add(selector);
            ObjectNode properties = schema.putObject("then").putObject("properties");
            fields.forEach(name -> range.bounds(properties.putObject(name)));
            return schema;
        }
    }

    public List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    @Override
    public String allowed() {
        return fields.isEmpty() ? "an empty mapping" : "a mapping of " + String.join(", ", names());
    }

    @Override
    public boolean fits(YamlNode node) {
        return node instanceof YamlNode.Mapping;
    }

    @Override
    public void findFaults(YamlNode node, Check check) {
        if (node instanceof YamlNode.Mapping mapping) {
            findFaults(mapping, names(), check, field -> "");
        } else {
            refuse(node, check);
        }
    }

    /**
     * @param names all that the mapping may have, of which the fields here are some
     * @param elsewhere what is to be said of a field that is none of them, beside that; may be empty
     */
    void findFaults(YamlNode.Mapping mapping, List<String> names, Check check, UnaryOperator<String> elsewhere) {
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            if (!names.contains(name)) {
                check.unknown(entry.key(), names, elsewhere.apply(name));
            }
        }
        fields.forEach(field -> field.check(mapping, check));
        checkOnlyOne(mapping, check);
        needs.forEach((name, needed) -> mapping.entry(name)
                .filter(entry -> mapping.get(needed).isEmpty())
                .ifPresent(entry ->
                        check.add(entry.key(), name + " is allowed only beside " + needed + ", which is missing")));
        ranges.forEach(range -> range.check(mapping, check));
    }

    private void checkOnlyOne(YamlNode.Mapping mapping, Check check) {
        List<YamlNode.Key> given = mapping.entries().stream()
                .map(YamlNode.Entry::key)
                .filter(key -> exactlyOne.contains(key.text()))
                .toList();
        String choices = "exactly one of " + String.join(", ", exactlyOne);
        if (given.isEmpty() && !exactlyOne.isEmpty()) {
            check.add(mapping, "found none, but needed is " + choices);
        } else if (given.size() > 1) {
            String found =
                    String.join(" and ", given.stream().map(YamlNode.Key::text).toList());
            check.add(given.get(1), "found " + found + ", but allowed is " + choices);
        }
    }

    @Override
    public JsonNode fill(YamlNode node) {
        return fill((YamlNode.Mapping) node, JsonNodeFactory.instance.objectNode());
    }

    public ObjectNode fill(YamlNode.Mapping mapping, ObjectNode object) {
        fields.forEach(field -> field.fill(mapping).ifPresent(value -> object.set(field.name(), value)));
        return object;
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode override) {
        return YamlNode.merge(
                base,
                override,
                (name, below, above) -> field(name)
                        .map(field -> field.type().merge(below, above))
                        .orElse(above));
    }

    @Override
    public ObjectNode schema(SchemaWriter writer) {
        return schema(SchemaWriter.typed("object"), writer);
    }

    /** Adds the fields to those that a schema has already. */
    public ObjectNode schema(ObjectNode schema, SchemaWriter writer) {
        ObjectNode properties = schema.withObject("/properties");
        fields.forEach(field -> properties.set(field.name(), field.schema(writer)));
        schema.put("additionalProperties", false);
        if (!writer.isPartial()) {
            schema.setAll(requiredNames());
        }
        if (!exactlyOne.isEmpty()) {
            ArrayNode alternatives = schema.putArray("oneOf");
            exactlyOne.forEach(
                    name -> alternatives.addObject().putArray("required").add(name));
        }
        if (!needs.isEmpty()) {
            ObjectNode dependencies = schema.putObject("dependentRequired");
            needs.forEach((name, needed) -> dependencies.putArray(name).add(needed));
        }
        if (!ranges.isEmpty()) {
            ArrayNode conditions = schema.putArray("allOf");
            ranges.forEach(range -> conditions.add(range.schema()));
        }
        return schema;
    }

    @Override
    public ObjectNode requirements() {
        ObjectNode schema = requiredNames();
        addRequirementsOfParts(schema);
        return schema;
    }

    /** Adds what is required of mappings in this one. */
    void addRequirementsOfParts(ObjectNode schema) {
        for (Field field : fields) {
            ObjectNode ofField = field.type().requirements();
            if (!ofField.isEmpty()) {
                schema.withObject("/properties").set(field.name(), ofField);
            }
        }
    }

    /** That the fields be there that must be. */
    public ObjectNode requiredNames() {
        List<String> required = fields.stream()
                .filter(field -> field.presence() == Field.Presence.REQUIRED)
                .map(Field::name)
                .toList();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        return required.isEmpty() ? schema : schema.set("required", SchemaWriter.strings(required));
    }

    @Override
    public List<AtPath> fieldsBelow(String parent) {
        return fields.stream()
                .flatMap(field -> Stream.concat(
                        Stream.of(AtPath.of(parent, field)),
                        field.type().fieldsBelow(Check.path(parent, field.name())).stream()))
                .toList();
    }

    /**
     * A field of a mapping.
     *
     * @param defaultValue missing unless the presence is DEFAULTED; for a mapping it may be the empty one, whose fields have
     *     defaults of their own
     */
    public record Field(String name, FieldType type, Presence presence, JsonNode defaultValue, String description) {

        /** The effect of leaving a field out. */
        public enum Presence {
            /** It must be given. */
            REQUIRED,
            /** It has a default. */
            DEFAULTED,
            /** It is absent. */
            OPTIONAL,
            /** It is absent, which {@code null} says too, so that a variant can take away what the base gives. */
            NULLABLE
        }

        public static Field required(String name, FieldType type, String description) {
            return new Field(name, type, Presence.REQUIRED, MissingNode.getInstance(), description);
        }

        public static Field optional(String name, FieldType type, String description) {
            return new Field(name, type, Presence.OPTIONAL, MissingNode.getInstance(), description);
        }

        public static Field nullable(String name, FieldType type, String description) {
            return new Field(name, type, Presence.NULLABLE, MissingNode.getInstance(), description);
        }

        /**
         * A field with a default.
         *
         * @param value whatever Jackson makes JSON of; the empty map for a mapping all of whose fields may be left out
         */
        public static Field withDefault(String name, FieldType type, Object value, String description) {
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
        public void check(YamlNode.Mapping mapping, Check check) {
            Optional<YamlNode> value = mapping.get(name);
            if (value.isPresent()
                    && !(presence == Presence.NULLABLE && value.get().isNull())) {
                type.check(value.get(), check.field(name));
            } else if (value.isEmpty() && presence == Presence.REQUIRED && !check.isPartial()) {
                check.add(mapping, "the field " + name + " is missing; allowed is " + type.allowed());
            }
        }

        /** What the field has in a mapping without faults: what is given, or else the default. */
        public Optional<JsonNode> fill(YamlNode.Mapping mapping) {
            Optional<YamlNode> given = mapping.get(name).filter(value -> !value.isNull());
            if (given.isPresent()) {
                return given.map(type::fill);
            }
            if (defaultValue.isObject() && defaultValue.isEmpty()) {
                return Optional.of(type.fill(new YamlNode.Mapping(mapping.line(), mapping.column(), List.of())));
            }
            return Optional.of(defaultValue)
                    .filter(value -> !value.isMissingNode())
                    .map(JsonNode::deepCopy);
        }

        /** Defined once under its path, if it has a description. */
        public ObjectNode schema(SchemaWriter writer) {
            SchemaWriter there = writer.at(writer.path(name));
            ObjectNode form = type.schema(there);
            if (description.isEmpty()) {
                return form;
            }
            ObjectNode schema = SchemaWriter.described(
                    description, presence == Presence.NULLABLE ? SchemaWriter.orNull(form) : form);
            if (presence == Presence.DEFAULTED) {
                schema.set("default", defaultValue);
            }
            return there.define(schema);
        }

        /**
         * As {@link #schema}, where nothing is beneath that it is laid over. A part has the same definition, so what is
         * required stands beside it: the names where editors look for them, the rest apart.
         */
        public ObjectNode schemaOfWhole(SchemaWriter writer) {
            ObjectNode schema = schema(writer.ofPart());
            ObjectNode requirements = type.requirements();
            JsonNode required = requirements.remove("required");
            if (required != null) {
                schema.set("required", required);
            }
            if (!requirements.isEmpty()) {
                schema.putArray("allOf").add(requirements);
            }
            return schema;
        }

        /** What may be laid over a base's: a part, if it has parts, or nothing, if it may be absent. */
        FieldType asOverride() {
            boolean nullable = presence == Presence.NULLABLE;
            boolean hasParts = !type.fieldsBelow("").isEmpty();
            return nullable || hasParts ? new Partial(type, nullable) : type;
        }
    }
}
